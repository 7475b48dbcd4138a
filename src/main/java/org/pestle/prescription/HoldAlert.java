package org.pestle.prescription;

import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Tells those who watch the service that a prescription is held for review, as soon as that is committed: one line of
 * the log and the counter {@code pestle.prescriptions.held}, neither with anything about a person.
 */
@Component
class HoldAlert {
    static final String COUNTER = "pestle.prescriptions.held";

    private static final Logger LOG = LoggerFactory.getLogger(HoldAlert.class);

    private final MeterRegistry meters;

    HoldAlert(MeterRegistry meters) {
        this.meters = meters;
    }

    /** Raises the alert when the transaction has ended well, if the prescription is held. */
    void raiseIfHeld(Created created) {
        HoldReason reason = created.hold();
        if (reason != null) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    raise(created, reason);
                }
            });
        }
    }

    private void raise(Created created, HoldReason reason) {
        meters.counter(COUNTER, "reason", reason.name()).increment();
        LOG.atWarn()
                .addKeyValue("event", "held-for-review")
                .addKeyValue("prescription", created.id().value())
                .addKeyValue("reason", reason.name())
                .log("a prescription is held for review");
    }
}
