/** What a pharmacy does with a prescription: download it and tell what was dispensed. */
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
            "paper"
        })
package org.pestle.dispensing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
