package org.pestle.dispensing;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pestle.access.Caller;
import org.pestle.access.Operation;
import org.pestle.prescription.Act;
import org.pestle.prescription.Issue;
import org.pestle.prescription.IssueChange;
import org.pestle.prescription.LineItemEvent;
import org.pestle.prescription.LineItemStatus;
import org.pestle.prescription.NextIssue;
import org.pestle.prescription.PrescriptionEvent;
import org.pestle.prescription.PrescriptionRecord;
import org.pestle.prescription.PrescriptionStatus;
import org.pestle.prescription.PrescriptionsToday;
import org.pestle.prescription.StoredMessage;
import org.pestle.prescription.TreatmentType;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.values.LineItemId;
import org.pestle.values.OdsCode;
import org.springframework.stereotype.Component;

/**
 * Withdraws the last dispense notification of an issue (eps.md 1.7, 4.3 row 12): the issue, its items, its days and the
 * next issue of an eRD are again as they were before it. Runs in the transaction of the exchange.
 */
@Component
public class WithdrawDispense {
    private static final int ATTEMPTS = 5;

    private final PrescriptionsToday prescriptions;
    private final NotifiedChanges changes;
    private final CorrectionTable table;
    private final Clock clock;

    WithdrawDispense(PrescriptionsToday prescriptions, NotifiedChanges changes, CorrectionTable table, Clock clock) {
        this.prescriptions = prescriptions;
        this.changes = changes;
        this.table = table;
        this.clock = clock;
    }

    /**
     * Withdraws a notification.
     *
     * @param message the bytes as received
     * @return the status that the issue has again, or a refusal that names what stands in the way
     */
    public Outcome<PrescriptionStatus> withdraw(
            WithdrawRequest request, byte[] message, Caller caller, UUID requestId) {
        OdsCode site = caller.actingFor(request.dispenser());
        Act act = new Act(caller.actingAt(request.dispenser()), Operation.WITHDRAW, clock.instant(), requestId);
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Optional<PrescriptionRecord> found = prescriptions.find(request.prescription());
            Optional<Issue> issue = found.flatMap(record -> issue(record, request));
            if (issue.isEmpty() || !found.get().patient().nhsNumber().equals(request.patient())) {
                return Outcome.refused(Problem.PRESCRIPTION_NOT_FOUND);
            }
            Finding reason = standing(found.get(), issue.get(), site, request.notification());
            if (reason != null) {
                return Outcome.refused(reason);
            }
            KeptNotification withdrawn = table.find(request.prescription(), request.notification())
                    .orElseThrow(() -> new IllegalStateException("the last notification of an issue was not kept"));
            IssueChange change = back(found.get(), issue.get(), withdrawn, act);
            if (changes.write(found.get(), change)) {
                table.withdraw(withdrawn, request, change, StoredMessage.of(message));
                return Outcome.done(change.to());
            }
            // Somebody else was faster: look again.
        }
        throw new IllegalStateException("an issue changed " + ATTEMPTS + " times under a withdrawal");
    }

    /** The issue that the message names; where it names none, the one whose last notification it names. */
    private static Optional<Issue> issue(PrescriptionRecord prescription, WithdrawRequest request) {
        Integer named = request.issueNumber();
        if (named == null) {
            named = prescription.issues().stream()
                    .filter(issue -> request.notification().equals(issue.lastNotification()))
                    .map(Issue::number)
                    .findFirst()
                    .orElse(null);
        }
        return DispenseRules.issue(prescription, named);
    }

    /**
     * Why this site cannot withdraw a notification of an issue, or null if it can.
     *
     * @param notification the one that is named, or null for none
     */
    static @Nullable Finding standing(
            PrescriptionRecord prescription, Issue issue, OdsCode site, @Nullable UUID notification) {
        Finding notTheHolder = DispenseRules.notTheHolder(issue, site);
        if (notTheHolder != null) {
            return notTheHolder;
        }
        if (!canBeWithdrawnFrom(issue.status())) {
            return Finding.of(
                    Problem.PRESCRIPTION_INVALID_STATE_TRANSITION,
                    "Nothing can be withdrawn of a prescription that is %s"
                            .formatted(issue.status().code()));
        }
        if (notification == null || !notification.equals(issue.lastNotification())) {
            return Finding.at(
                    "Task.focus.identifier",
                    Problem.DISPENSE_AMEND_IDENTIFIER_MISMATCH,
                    "Only the last notification of an issue can be withdrawn");
        }
        return NextIssue.isOut(prescription, issue.number())
                ? Finding.of(Problem.PRESCRIPTION_INVALID_STATE_TRANSITION, "The next issue was released")
                : null;
    }

    private static boolean canBeWithdrawnFrom(PrescriptionStatus status) {
        return status == PrescriptionStatus.WITH_DISPENSER_ACTIVE
                || status == PrescriptionStatus.DISPENSED
                || status == PrescriptionStatus.NOT_DISPENSED;
    }

    private static IssueChange back(PrescriptionRecord prescription, Issue issue, KeptNotification withdrawn, Act act) {
        KeptNotification.Before before = withdrawn.before();
        Map<LineItemId, LineItemEvent> events = new LinkedHashMap<>();
        for (Issue.Item item : issue.items()) {
            boolean canGoBack = switch (item.status()) {
                case FULLY_DISPENSED, NOT_DISPENSED, PARTLY_DISPENSED, OWING, WITH_DISPENSER -> true;
                case CANCELLED, EXPIRED, TO_BE_DISPENSED -> false;
            };
            if (canGoBack) {
                DispenseMoves.corrected(
                                item.status(), before.items().getOrDefault(item.id(), LineItemStatus.WITH_DISPENSER))
                        .ifPresent(event -> events.put(item.id(), event));
            }
        }
        return switch (IssueChange.of(issue, event(prescription.treatment(), before.status()), events, act)) {
            case Outcome.Done<IssueChange>(IssueChange change) ->
                change.corrected(before.lastNotification(), before.dispensedOn(), before.completedOn());
            case Outcome.Refused<IssueChange> refused ->
                throw new IllegalStateException("the state before a notification was none: " + refused.findings());
        };
    }

    /** An eRD never goes below with dispenser - active. */
    private static PrescriptionEvent event(TreatmentType treatment, PrescriptionStatus before) {
        return switch (before) {
            case WITH_DISPENSER ->
                treatment == TreatmentType.REPEAT_DISPENSING
                        ? PrescriptionEvent.WITHDRAWN_TO_PART
                        : PrescriptionEvent.WITHDRAWN_TO_RELEASED;
            case WITH_DISPENSER_ACTIVE -> PrescriptionEvent.WITHDRAWN_TO_PART;
            case DISPENSED -> PrescriptionEvent.WITHDRAWN_TO_FULL;
            case NOT_DISPENSED -> PrescriptionEvent.WITHDRAWN_TO_NOTHING;
            case AWAITING_RELEASE_READY,
                    TO_BE_DISPENSED,
                    EXPIRED,
                    CANCELLED,
                    CLAIMED,
                    NO_CLAIMED,
                    REPEAT_DISPENSE_FUTURE_INSTANCE,
                    PRESCRIPTION_FUTURE_INSTANCE,
                    CANCELLED_FUTURE_INSTANCE ->
                throw new IllegalStateException("nothing can be notified of a prescription that is " + before.code());
        };
    }
}
