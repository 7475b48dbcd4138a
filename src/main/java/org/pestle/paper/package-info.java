/**
 * What our documents are made of: pages with text, tables and bar codes, as PDF that a screen reader can follow, and as
 * a picture. Knows nothing of what is printed.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.pestle.paper;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
