/** The night: one class per job, read from top to bottom. The rules that a job applies live with their module. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "values",
            "problems",
            "access",
            "audit",
            "prescription",
            "nomination",
            "claim",
            "tariff",
            "pricing",
            "reporting"
        })
package org.pestle.jobs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
