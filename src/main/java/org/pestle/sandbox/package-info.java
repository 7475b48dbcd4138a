/**
 * What makes one command enough: a PostgreSQL of its own, stand-ins for the outside systems, personas and tokens, a
 * demonstration PKI and a clock that can be moved. Absent in production.
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
            "pages",
            "jobs"
        })
package org.pestle.sandbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
