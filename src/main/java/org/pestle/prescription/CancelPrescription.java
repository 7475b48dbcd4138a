package org.pestle.prescription;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.pestle.access.Caller;
import org.pestle.access.Operation;
import org.springframework.stereotype.Component;

/**
 * Cancels a prescription or one of its items (eps.md 5): at once while nobody has it, in the current issue and every
 * later one; else it is marked, and what became of it is told later. One that comes before its prescription waits for
 * it. Runs in the transaction of the exchange; a release that happens at the same time is decided by the database.
 */
@Component
public class CancelPrescription {
    private static final int ATTEMPTS = 5;

    private final Prescriptions prescriptions;
    private final CancelInRecord inRecord;
    private final EarlyCancellations early;
    private final CancellationSettings settings;
    private final Clock clock;

    CancelPrescription(
            Prescriptions prescriptions,
            CancelInRecord inRecord,
            EarlyCancellations early,
            CancellationSettings settings,
            Clock clock) {
        this.prescriptions = prescriptions;
        this.inRecord = inRecord;
        this.early = early;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Cancels, or says why not.
     *
     * @param message the bytes as received; kept where the cancellation has to wait
     */
    public CancellationAnswer cancel(CancellationRequest request, byte[] message, Caller caller, UUID requestId) {
        Act act = new Act(caller, Operation.CANCEL, clock.instant(), requestId);
        if (!settings.enabled()) {
            return new CancellationAnswer(CancellationResponse.DISABLED, act.at(), null, false);
        }
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Optional<PrescriptionRecord> found = prescriptions.find(request.prescription());
            Optional<CancellationAnswer> answer = found.isPresent()
                    ? inRecord.cancel(found.get(), request, message, act)
                    : early.keep(request, message, act);
            if (answer.isPresent()) {
                return answer.get();
            }
            // Somebody else was faster, or the prescription has just come: look again.
        }
        throw new IllegalStateException("a prescription changed " + ATTEMPTS + " times under a cancellation");
    }
}
