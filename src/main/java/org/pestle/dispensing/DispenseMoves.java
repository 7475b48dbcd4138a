package org.pestle.dispensing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pestle.prescription.Act;
import org.pestle.prescription.Issue;
import org.pestle.prescription.IssueChange;
import org.pestle.prescription.LineItemEvent;
import org.pestle.prescription.LineItemLifecycle;
import org.pestle.prescription.LineItemStatus;
import org.pestle.prescription.PrescriptionEvent;
import org.pestle.prescription.PrescriptionLifecycle;
import org.pestle.prescription.PrescriptionStatus;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.values.LineItemId;
import org.pestle.values.NhsDates;

/**
 * How a notification moves an issue and its items (eps.md 4.2, 4.3, 4.5). A new one moves them from where they stand,
 * an amendment from where the notification that it replaces found them; what was cancelled or has expired stays so.
 */
final class DispenseMoves {
    private final DispenseNotification notification;
    private final Issue issue;
    private final @Nullable KeptNotification replaced;

    /** The moves of a notification whose items are those of the issue. */
    DispenseMoves(DispenseNotification notification, Issue issue, @Nullable KeptNotification replaced) {
        this.notification = notification;
        this.issue = issue;
        this.replaced = replaced;
    }

    /** The status from which an item is moved. */
    LineItemStatus from(LineItemId item) {
        LineItemStatus now = issue.statusOf(item).orElseThrow();
        boolean hasEnded = now == LineItemStatus.CANCELLED || now == LineItemStatus.EXPIRED;
        return replaced == null || hasEnded ? now : replaced.from().getOrDefault(item, LineItemStatus.WITH_DISPENSER);
    }

    /** When the medicines were handed over: an amendment keeps the day of what it replaces (eps.md 1.6). */
    Instant handedOverAt() {
        return replaced == null ? notification.handedOverAt() : replaced.handedOverAt();
    }

    /** The statuses from which the items are moved. */
    Map<LineItemId, LineItemStatus> from() {
        Map<LineItemId, LineItemStatus> from = new HashMap<>();
        issue.items().forEach(item -> from.put(item.id(), from(item.id())));
        return from;
    }

    /** Whether a quantity told with this move was handed out now: what is told again was counted before. */
    static boolean isSupply(LineItemStatus from, LineItemStatus to) {
        return from != LineItemStatus.FULLY_DISPENSED
                && (to == LineItemStatus.FULLY_DISPENSED || to == LineItemStatus.PARTLY_DISPENSED);
    }

    /** The items that cannot move as the message says. */
    List<Finding> illegal() {
        List<Finding> findings = new ArrayList<>();
        notification.itemStatuses().forEach((item, to) -> {
            LineItemStatus from = from(item);
            if (told(from, to).isEmpty()) {
                findings.add(Finding.at(
                        DispenseRules.ITEM_STATUS,
                        Problem.MEDICATIONREQUEST_INVALID_STATE_TRANSITION,
                        "Item %s is %s and cannot become %s".formatted(item, from.code(), to.code())));
            }
        });
        return findings;
    }

    /**
     * Why the prescription cannot become what the message says, or null.
     *
     * @param nextIsOut whether the next issue of an eRD was handed out: then this one stays completed
     */
    @Nullable
    Finding cannotBecome(boolean nextIsOut) {
        PrescriptionStatus to = notification.status();
        Optional<PrescriptionStatus> next = event().flatMap(on -> PrescriptionLifecycle.next(issue.status(), on));
        if (next.isEmpty()) {
            return refused("A prescription that is %s cannot become %s by %s"
                    .formatted(issue.status().code(), to.code(), replaced == null ? "a notification" : "an amendment"));
        }
        if (replaced != null && next.get() == PrescriptionStatus.CLAIMED && replaced.to() != to) {
            return refused(
                    "A claimed prescription stays %s".formatted(replaced.to().code()));
        }
        if (replaced != null && nextIsOut && to == PrescriptionStatus.WITH_DISPENSER_ACTIVE) {
            return refused("The next issue was released: this one stays completed");
        }
        boolean legal =
                LineItemLifecycle.areLegalUnder(to, notification.itemStatuses().values());
        return legal
                ? null
                : refused("A prescription that is %s cannot have items of these statuses".formatted(to.code()));
    }

    /** The change that the notification makes. */
    Outcome<IssueChange> change(Act act) {
        Map<LineItemId, LineItemEvent> events = new LinkedHashMap<>();
        notification.itemStatuses().forEach((item, to) -> event(item, to).ifPresent(event -> events.put(item, event)));
        return switch (IssueChange.of(issue, event().orElseThrow(), events, act)) {
            case Outcome.Done<IssueChange>(IssueChange change) -> Outcome.done(dated(change));
            case Outcome.Refused<IssueChange> refused -> refused;
        };
    }

    /** An amendment keeps the days of what it replaces (eps.md 1.6, 10.5). */
    private IssueChange dated(IssueChange change) {
        if (replaced == null) {
            return change.notified(notification.id(), NhsDates.on(notification.handedOverAt()));
        }
        boolean complete = notification.status() != PrescriptionStatus.WITH_DISPENSER_ACTIVE;
        LocalDate completedSince = issue.completedOn() == null ? issue.dispensedOn() : issue.completedOn();
        return change.corrected(notification.id(), issue.dispensedOn(), complete ? completedSince : null);
    }

    private Optional<LineItemEvent> event(LineItemId item, LineItemStatus to) {
        LineItemStatus now = issue.statusOf(item).orElseThrow();
        return replaced == null ? told(now, to) : corrected(now, to);
    }

    /** What a notification says that happened to an item, or empty if it cannot have. */
    private static Optional<LineItemEvent> told(LineItemStatus from, LineItemStatus to) {
        LineItemEvent event = switch (to) {
            case FULLY_DISPENSED -> LineItemEvent.NOTIFIED_FULLY_DISPENSED;
            case NOT_DISPENSED -> LineItemEvent.NOTIFIED_NOT_DISPENSED;
            case PARTLY_DISPENSED -> LineItemEvent.NOTIFIED_PARTLY_DISPENSED;
            case OWING -> LineItemEvent.NOTIFIED_OWING;
            case CANCELLED, EXPIRED, TO_BE_DISPENSED, WITH_DISPENSER -> LineItemEvent.NOTIFIED_UNCHANGED;
        };
        return LineItemLifecycle.next(from, event).filter(to::equals).map(next -> event);
    }

    /** How an item gets to the status that an amendment or a withdrawal gives it; empty if it has it. */
    static Optional<LineItemEvent> corrected(LineItemStatus now, LineItemStatus to) {
        return now == to
                ? Optional.empty()
                : switch (to) {
                    case FULLY_DISPENSED -> Optional.of(LineItemEvent.CORRECTED_TO_FULLY_DISPENSED);
                    case NOT_DISPENSED -> Optional.of(LineItemEvent.CORRECTED_TO_NOT_DISPENSED);
                    case PARTLY_DISPENSED -> Optional.of(LineItemEvent.CORRECTED_TO_PARTLY_DISPENSED);
                    case OWING -> Optional.of(LineItemEvent.CORRECTED_TO_OWING);
                    case WITH_DISPENSER -> Optional.of(LineItemEvent.CORRECTED_TO_WITH_DISPENSER);
                    case CANCELLED, EXPIRED, TO_BE_DISPENSED -> Optional.empty();
                };
    }

    /**
     * What the prescription status of the message says that happened, or empty if no notification has such a status.
     */
    private Optional<PrescriptionEvent> event() {
        boolean isNew = replaced == null;
        return switch (notification.status()) {
            case WITH_DISPENSER_ACTIVE ->
                Optional.of(isNew ? PrescriptionEvent.DISPENSED_IN_PART : PrescriptionEvent.AMENDED_TO_PART);
            case DISPENSED ->
                Optional.of(isNew ? PrescriptionEvent.DISPENSED_IN_FULL : PrescriptionEvent.AMENDED_TO_FULL);
            case NOT_DISPENSED ->
                Optional.of(isNew ? PrescriptionEvent.NOTHING_DISPENSED : PrescriptionEvent.AMENDED_TO_NOTHING);
            case AWAITING_RELEASE_READY,
                    TO_BE_DISPENSED,
                    WITH_DISPENSER,
                    EXPIRED,
                    CANCELLED,
                    CLAIMED,
                    NO_CLAIMED,
                    REPEAT_DISPENSE_FUTURE_INSTANCE,
                    PRESCRIPTION_FUTURE_INSTANCE,
                    CANCELLED_FUTURE_INSTANCE -> Optional.empty();
        };
    }

    private static Finding refused(String sentence) {
        return Finding.of(Problem.PRESCRIPTION_INVALID_STATE_TRANSITION, sentence);
    }
}
