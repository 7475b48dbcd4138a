/** The command line: a client of the service that acts as prescriber, pharmacy or operator, one command each. */
@NullMarked
@ApplicationModule(allowedDependencies = {"values", "problems"})
package org.pestle.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
