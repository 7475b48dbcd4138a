/** Whom a patient has nominated: reading and changing it, and what becomes of prescriptions that are on their way. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"values", "problems", "access", "audit", "exchange", "routing", "prescription"})
package org.pestle.nomination;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
