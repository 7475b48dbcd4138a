/**
 * Who is calling, and what each role may do: one table of operation, role and ownership, from which every check of a
 * call is made. What is not in the table is denied.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"values", "problems"})
package org.pestle.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
