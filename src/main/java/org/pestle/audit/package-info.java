/**
 * Who did what to which record, and with what outcome: an append-only record, chained by hashes per subject, written in
 * the caller's transaction.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"values", "problems", "access"})
package org.pestle.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
