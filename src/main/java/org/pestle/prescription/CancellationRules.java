package org.pestle.prescription;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pestle.problems.Outcome;
import org.pestle.values.LineItemId;

/** What a cancellation meets and what it changes (eps.md 5.3, 5.4). */
final class CancellationRules {
    private CancellationRules() {}

    /** Whether a cancellation has its effect at once, or was pending before. */
    enum Moment {
        AT_ONCE(
                PrescriptionEvent.CANCELLED_BY_PRESCRIBER,
                PrescriptionEvent.ITEM_CANCELLED,
                LineItemEvent.CANCELLED_BY_PRESCRIBER),
        SUBSEQUENTLY(
                PrescriptionEvent.SUBSEQUENTLY_CANCELLED,
                PrescriptionEvent.ITEM_SUBSEQUENTLY_CANCELLED,
                LineItemEvent.SUBSEQUENTLY_CANCELLED);

        private final PrescriptionEvent whole;
        private final PrescriptionEvent part;
        private final LineItemEvent item;

        Moment(PrescriptionEvent whole, PrescriptionEvent part, LineItemEvent item) {
            this.whole = whole;
            this.part = part;
            this.item = item;
        }
    }

    /** The response that a cancellation of a whole issue gets. */
    static CancellationResponse ofIssue(PrescriptionStatus issue) {
        return switch (issue) {
            case AWAITING_RELEASE_READY,
                    TO_BE_DISPENSED,
                    REPEAT_DISPENSE_FUTURE_INSTANCE,
                    PRESCRIPTION_FUTURE_INSTANCE -> CancellationResponse.CANCELLED;
            case WITH_DISPENSER -> CancellationResponse.WITH_DISPENSER;
            case WITH_DISPENSER_ACTIVE -> CancellationResponse.WITH_DISPENSER_ACTIVE;
            case EXPIRED -> CancellationResponse.EXPIRED;
            case CANCELLED -> CancellationResponse.ALREADY_CANCELLED;
            case DISPENSED, CLAIMED, NO_CLAIMED -> CancellationResponse.DISPENSED;
            case NOT_DISPENSED -> CancellationResponse.NOT_DISPENSED;
            case CANCELLED_FUTURE_INSTANCE -> CancellationResponse.NOT_FOUND;
        };
    }

    /** The response that a cancellation of one item gets: an item that has come to its own end says so itself. */
    static CancellationResponse ofItem(PrescriptionStatus issue, LineItemStatus item) {
        return switch (item) {
            case TO_BE_DISPENSED -> CancellationResponse.CANCELLED;
            case WITH_DISPENSER ->
                issue == PrescriptionStatus.WITH_DISPENSER
                        ? CancellationResponse.WITH_DISPENSER
                        : CancellationResponse.WITH_DISPENSER_ACTIVE;
            case PARTLY_DISPENSED, OWING -> CancellationResponse.WITH_DISPENSER_ACTIVE;
            case FULLY_DISPENSED -> CancellationResponse.DISPENSED;
            case NOT_DISPENSED -> CancellationResponse.NOT_DISPENSED;
            case EXPIRED -> CancellationResponse.EXPIRED;
            case CANCELLED -> CancellationResponse.ALREADY_CANCELLED;
        };
    }

    /**
     * The response that a cancellation gets in an issue.
     *
     * @param target an item of it, or null for all
     */
    static CancellationResponse response(Issue issue, @Nullable LineItemId target) {
        return target == null
                ? ofIssue(issue.status())
                : ofItem(issue.status(), issue.statusOf(target).orElseThrow());
    }

    /**
     * What a cancellation changes: the issue it begins with and every later one, in their order. An issue in which no
     * other item is left becomes cancelled itself.
     *
     * @param firstIssue number of the issue it begins with
     * @param target the item, or null for the whole prescription
     * @return the changes; none if nothing of it can be cancelled any more
     */
    static List<IssueChange> changes(
            PrescriptionRecord prescription, int firstIssue, @Nullable LineItemId target, Moment moment, Act act) {
        LocalDate today = act.day();
        List<IssueChange> changes = new ArrayList<>();
        for (Issue issue : prescription.issues()) {
            boolean comesLater = issue.number() > firstIssue && !issue.status().isCompleted();
            if ((issue.number() == firstIssue || comesLater)
                    && PrescriptionLifecycle.next(issue.status(), moment.whole).isPresent()) {
                Map<LineItemId, LineItemEvent> active = IssueChange.toEveryItem(issue, moment.item);
                Map<LineItemId, LineItemEvent> cancelled = new HashMap<>(active);
                cancelled.keySet().removeIf(item -> target != null && !item.equals(target));
                if (!cancelled.isEmpty()) {
                    changes.add(change(issue, cancelled, cancelled.size() == active.size(), moment, act, today));
                }
            }
        }
        return changes;
    }

    /** The change that marks an issue which a dispenser has. */
    static IssueChange mark(Issue issue, Act act) {
        return allowed(IssueChange.of(issue, PrescriptionEvent.MARKED_FOR_CANCELLATION, Map.of(), act));
    }

    private static IssueChange change(
            Issue issue,
            Map<LineItemId, LineItemEvent> cancelled,
            boolean nothingLeft,
            Moment moment,
            Act act,
            LocalDate today) {
        IssueChange change = allowed(IssueChange.of(issue, nothingLeft ? moment.whole : moment.part, cancelled, act));
        return nothingLeft ? change.completed(today) : change;
    }

    private static IssueChange allowed(Outcome<IssueChange> outcome) {
        return switch (outcome) {
            case Outcome.Done<IssueChange>(IssueChange change) -> change;
            case Outcome.Refused<IssueChange> refused ->
                throw new IllegalStateException("the lifecycle has no such change: " + refused.findings());
        };
    }
}
