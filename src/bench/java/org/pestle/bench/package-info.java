/**
 * The load generator: measures a running service from outside, beside what its own PostgreSQL could do alone. The
 * command {@code bench}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"values", "problems", "sandbox", "cli"})
package org.pestle.bench;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
