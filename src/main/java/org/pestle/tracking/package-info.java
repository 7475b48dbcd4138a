/** Where a prescription is and what happened to it: questions by id or patient, and their answers. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"values", "problems", "access", "audit", "routing", "prescription", "dispensing", "claim"
        })
package org.pestle.tracking;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
