/** Where a prescription goes: the pharmacy a patient nominated, and the directory of dispensing sites. */
@NullMarked
@ApplicationModule(allowedDependencies = {"values", "problems"})
package org.pestle.routing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
