/** What a pharmacy claims for a dispensed prescription: products, endorsements, charges and exemptions. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"values", "problems", "access", "audit", "exchange", "prescription", "dispensing"})
package org.pestle.claim;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
