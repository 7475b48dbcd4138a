package org.pestle.fhir;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/**
 * Whether {@code $validate} answers at once, as a component {@code validator} of its own: a service whose validator is
 * still cold prescribes and dispenses all the same, so its status counts for nothing else.
 */
@Component("validator")
class ValidatorHealth implements HealthIndicator {
    /** Not among the statuses that the health of the whole is made of. */
    private static final Status COLD = new Status("COLD");

    private final StandardRules standard;

    ValidatorHealth(StandardRules standard) {
        this.standard = standard;
    }

    @Override
    public Health health() {
        return Health.status(standard.areWarm() ? Status.UP : COLD).build();
    }
}
