package org.pestle.signature;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * The gauge {@code pestle.revocation.age}: how long ago the oldest revocation list in use was made, so that an operator
 * hears of an authority that has fallen silent before signatures cannot be checked any more. Not a number where no list
 * is held.
 */
@Component
class RevocationAge implements MeterBinder {
    static final String GAUGE = "pestle.revocation.age";

    private final RevocationLists lists;
    private final Clock clock;

    RevocationAge(RevocationLists lists, Clock clock) {
        this.lists = lists;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        TimeGauge.builder(GAUGE, this, TimeUnit.SECONDS, RevocationAge::seconds)
                .description("age of the oldest revocation list in use")
                .register(meters);
    }

    private double seconds() {
        Instant now = clock.instant();
        return lists.oldestMade()
                .map(made -> (double) Duration.between(made, now).toSeconds())
                .orElse(Double.NaN);
    }
}
