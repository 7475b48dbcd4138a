/** The web pages for people. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "values",
            "problems",
            "access",
            "routing",
            "nomination",
            "prescription",
            "tracking",
            "claim",
            "pricing",
            "reporting",
            "paper"
        })
package org.pestle.pages;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
