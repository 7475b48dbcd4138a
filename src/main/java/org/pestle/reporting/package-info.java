/** What the night leaves on paper: schedules of payments for contractors and reports for commissioners. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "values",
            "problems",
            "access",
            "audit",
            "exchange",
            "routing",
            "prescription",
            "claim",
            "tariff",
            "pricing",
            "paper"
        })
package org.pestle.reporting;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
