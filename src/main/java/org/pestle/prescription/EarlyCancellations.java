package org.pestle.prescription;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.pestle.access.Operation;
import org.pestle.audit.AuditTrail;
import org.pestle.prescription.NextActivity.Days;
import org.pestle.values.NhsDates;
import org.pestle.values.PrescriptionId;
import org.springframework.stereotype.Component;

/**
 * Cancellations that come before their prescription (eps.md 4.3 row 1c, 5.5). A placeholder (9005) takes the short id;
 * an upload meets it there, and is created and cancelled in the same step. After its day the placeholder is gone and
 * the id stays taken: a later upload is refused as existing.
 */
@Component
class EarlyCancellations {
    private static final int FIRST_ISSUE = 1;

    private final PlaceholderTable placeholders;
    private final CancellationTable cancellations;
    private final SettleCancellations settle;
    private final AuditTrail audit;
    private final PrescriptionSettings settings;

    EarlyCancellations(
            PlaceholderTable placeholders,
            CancellationTable cancellations,
            SettleCancellations settle,
            AuditTrail audit,
            PrescriptionSettings settings) {
        this.placeholders = placeholders;
        this.cancellations = cancellations;
        this.settle = settle;
        this.audit = audit;
        this.settings = settings;
    }

    /**
     * Keeps a cancellation until its prescription comes.
     *
     * @return the answer, or empty if the prescription has come in the meantime
     */
    Optional<CancellationAnswer> keep(CancellationRequest request, byte[] message, Act act) {
        LocalDate today = NhsDates.on(act.at());
        PrescriptionStatus status = PrescriptionStatus.CANCELLED_FUTURE_INSTANCE;
        NextActivity next = NextActivity.of(status, new Days(today, null, null, today, null), settings, today);
        return switch (placeholders.take(request.prescription(), status, next, act)) {
            case BY_PLACEHOLDER -> {
                cancellations.keep(request, FIRST_ISSUE, StoredMessage.of(message), act);
                audit.record(
                        act.caller(),
                        Operation.CANCEL,
                        request.prescription().value(),
                        CancellationResponse.NOT_FOUND.code(),
                        act.requestId());
                yield notFound(act, true);
            }
            case BY_PRESCRIPTION -> Optional.empty();
            case BY_NOTHING -> notFound(act, false);
        };
    }

    private static Optional<CancellationAnswer> notFound(Act act, boolean changedRecord) {
        return Optional.of(new CancellationAnswer(CancellationResponse.NOT_FOUND, act.at(), null, changedRecord));
    }

    /**
     * Makes room for a prescription that could not be kept because its ids are taken.
     *
     * @param identities what it needs to itself
     * @return whether a placeholder had them whose day has not come: then it can be kept now, and is to be cancelled at
     *     once
     */
    boolean giveWay(PrescriptionId id, List<String> identities, LocalDate today) {
        return placeholders.remove(id, identities, today);
    }

    /** Cancels a prescription that has just been kept, as was asked for before it came. */
    void apply(PrescriptionId id, Act act) {
        settle.settle(id, act);
    }
}
