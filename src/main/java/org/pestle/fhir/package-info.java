/**
 * The FHIR R4 edge, the only place that knows FHIR: readers turn messages into our values, writers turn our values into
 * messages, controllers stand at the addresses.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "values",
            "problems",
            "access",
            "audit",
            "exchange",
            "signature",
            "routing",
            "prescription",
            "dispensing",
            "claim",
            "tracking",
            "paper"
        })
package org.pestle.fhir;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
