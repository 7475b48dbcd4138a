package org.pestle.prescription;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.pestle.access.Caller;
import org.pestle.access.Operation;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.values.NhsDates;
import org.springframework.stereotype.Component;

/**
 * Replaces a prescription by a newly signed version of itself while nobody has it (ADR 0014). The order was examined as
 * that of a new prescription is, see {@link CreatePrescription#examine}. Runs in the transaction of the exchange.
 *
 * <p>It locks before it looks, so that a release at the same moment is over or has not begun: a pharmacy gets the old
 * version, and this is refused, or it gets the new one.
 */
@Component
public class AmendPrescription {
    private final AmendTable table;
    private final Prescriptions prescriptions;
    private final HoldAlert alert;
    private final PrescriptionSettings settings;
    private final Clock clock;

    AmendPrescription(
            AmendTable table,
            Prescriptions prescriptions,
            HoldAlert alert,
            PrescriptionSettings settings,
            Clock clock) {
        this.table = table;
        this.prescriptions = prescriptions;
        this.alert = alert;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Keeps the new version in place of the old one, which stays in history. Over the limits of its signer it is held
     * for review, as a new prescription would be.
     *
     * @param replaces id of the message that is the newest version, as far as the sender knows
     * @param message the message as received
     * @return the prescription; or refused for the first reason of {@link AmendRules}, or because the signed content
     *     was received before
     */
    public Outcome<Created> keep(Accepted accepted, UUID replaces, byte[] message, Caller caller, UUID requestId) {
        PrescriptionOrder order = accepted.order();
        Act act = new Act(caller, Operation.AMEND, clock.instant(), requestId);
        LocalDate today = NhsDates.on(act.at());
        boolean held = table.lock(order.id());
        Optional<PrescriptionRecord> found = prescriptions.find(order.id());
        if (found.isEmpty()) {
            return Outcome.refused(Problem.PRESCRIPTION_NOT_FOUND);
        }
        PrescriptionRecord old = found.get();
        List<HistoryEvent> history = prescriptions.history(order.id());
        AmendRules rules = new AmendRules(old, history, held, table.cancelledBefore(order.id()));
        Finding refusal = rules.refusal(accepted, replaces, caller, today);
        if (refusal != null) {
            return Outcome.refused(refusal);
        }
        List<FirstIssue> issues = FirstIssue.of(order, settings, today);
        Amendment amendment = new Amendment(old, accepted, issues, AmendedIssue.of(issues, old, history));
        Optional<Created> amended = table.replace(amendment, StoredMessage.of(message), act);
        amended.ifPresent(alert::raiseIfHeld);
        return amended.map(Outcome::done)
                .orElseGet(() -> Outcome.refused(Finding.of(
                        Problem.DUPLICATE_PRESCRIPTION_ID,
                        "An amendment is signed anew: this signed content was received before")));
    }
}
