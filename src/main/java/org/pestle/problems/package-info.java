/**
 * The error catalogue: everything Pestle can refuse, with its code, its HTTP status and what to do about it. Every
 * other module refuses with these, so that a code means one thing wherever it appears.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"values"})
package org.pestle.problems;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
