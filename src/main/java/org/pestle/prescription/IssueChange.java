package org.pestle.prescription;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pestle.prescription.Issue.Item;
import org.pestle.prescription.Issue.Lease;
import org.pestle.prescription.NextActivity.Action;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.routing.Nomination;
import org.pestle.values.LineItemId;

/**
 * A change of one issue that the lifecycle tables allow, not yet written: made by {@link #of}, filled by the other
 * methods, written by {@link IssueTable#change}.
 *
 * @param before the issue as it was read; it must still be so when the change is written
 * @param to the status that the table gives
 * @param items all items with the statuses that the table gives
 */
public record IssueChange(
        Issue before,
        PrescriptionEvent event,
        PrescriptionStatus to,
        List<Item> items,
        Act act,
        Nomination nomination,
        @Nullable Lease lease,
        LocalDate startsOn,
        @Nullable LocalDate readyOn,
        @Nullable LocalDate dispensedOn,
        @Nullable LocalDate completedOn,
        @Nullable UUID lastNotification,
        @Nullable UUID claimId,
        @Nullable LocalDate claimedOn) {

    /**
     * What an event makes of an issue.
     *
     * @param itemEvents what happens to each item; one that is not named stays as it is
     * @return the change, or a refusal: the issue's status has no row for the event, an item is unknown, an item's
     *     status has no row for its event, or the items may not be so under the new status (eps.md 4.2)
     */
    public static Outcome<IssueChange> of(
            Issue before, PrescriptionEvent event, Map<LineItemId, LineItemEvent> itemEvents, Act act) {
        Optional<PrescriptionStatus> to = PrescriptionLifecycle.next(before.status(), event);
        if (to.isEmpty()) {
            return Outcome.refused(Problem.PRESCRIPTION_INVALID_STATE_TRANSITION);
        }
        Map<LineItemId, LineItemEvent> left = new HashMap<>(itemEvents);
        List<Item> items = new ArrayList<>();
        for (Item item : before.items()) {
            LineItemEvent itemEvent = left.remove(item.id());
            Optional<LineItemStatus> next =
                    itemEvent == null ? Optional.of(item.status()) : LineItemLifecycle.next(item.status(), itemEvent);
            if (next.isEmpty()) {
                return Outcome.refused(Problem.MEDICATIONREQUEST_INVALID_STATE_TRANSITION);
            }
            items.add(new Item(item.id(), next.get(), item.supplyUntil()));
        }
        if (!left.isEmpty()) {
            return Outcome.refused(Problem.MEDICATIONREQUEST_NOT_FOUND);
        }
        if (!LineItemLifecycle.areLegalUnder(
                to.get(), items.stream().map(Item::status).toList())) {
            return Outcome.refused(Problem.PRESCRIPTION_INVALID_STATE_TRANSITION);
        }
        return Outcome.done(new IssueChange(
                before,
                event,
                to.get(),
                List.copyOf(items),
                act,
                before.nomination(),
                before.lease(),
                before.startsOn(),
                before.next().action() == Action.READY ? before.next().on() : null,
                before.dispensedOn(),
                before.completedOn(),
                before.lastNotification(),
                before.claimId(),
                before.claimedOn()));
    }

    /** The event for every item that the table lets it happen to; the others stay as they are. */
    public static Map<LineItemId, LineItemEvent> toEveryItem(Issue issue, LineItemEvent event) {
        Map<LineItemId, LineItemEvent> events = new HashMap<>();
        for (Item item : issue.items()) {
            if (LineItemLifecycle.next(item.status(), event).isPresent()) {
                events.put(item.id(), event);
            }
        }
        return events;
    }

    /** A supply was notified; it completes the issue where the new status says so (eps.md 4.3, rows 3, 6, 7). */
    public IssueChange notified(UUID notification, LocalDate suppliedOn) {
        boolean complete = to == PrescriptionStatus.DISPENSED || to == PrescriptionStatus.NOT_DISPENSED;
        return with(
                nomination,
                lease,
                readyOn,
                suppliedOn,
                complete ? suppliedOn : completedOn,
                notification,
                claimId,
                claimedOn);
    }

    /**
     * What was notified of it is another: amended or withdrawn (eps.md 4.3, rows 3a and 12).
     *
     * @param suppliedOn day of the last supply that counts, or null if none does
     * @param completedSince day of its completion, or null if it is not complete
     */
    public IssueChange corrected(
            @Nullable UUID notification, @Nullable LocalDate suppliedOn, @Nullable LocalDate completedSince) {
        return with(nomination, lease, readyOn, suppliedOn, completedSince, notification, claimId, claimedOn);
    }

    /** Nobody claimed for it in time; counts as a claim received on that day (eps.md 4.3, row 11). */
    public IssueChange noClaimed(LocalDate on) {
        return with(nomination, lease, readyOn, dispensedOn, completedOn, lastNotification, claimId, on);
    }

    /** It ended on this day by itself: expired or cancelled. */
    public IssueChange completed(LocalDate on) {
        return with(nomination, lease, readyOn, dispensedOn, on, lastNotification, claimId, claimedOn);
    }

    /** A claim for it was received. */
    public IssueChange claimed(UUID claim, LocalDate receivedOn) {
        return with(nomination, lease, readyOn, dispensedOn, completedOn, lastNotification, claim, receivedOn);
    }

    /**
     * It goes back: nobody has it, and nobody is nominated (eps.md 6.5).
     *
     * @param keepsNomination whether the nomination stays all the same
     */
    public IssueChange givenBack(boolean keepsNomination) {
        return with(
                keepsNomination ? nomination : new Nomination.None(),
                null,
                readyOn,
                dispensedOn,
                completedOn,
                lastNotification,
                claimId,
                claimedOn);
    }

    /** It waits for this day (eps.md 4.7). */
    public IssueChange readyOn(LocalDate day) {
        return with(nomination, lease, day, dispensedOn, completedOn, lastNotification, claimId, claimedOn);
    }

    /** It may be dispensed from this day on. */
    IssueChange startingOn(LocalDate day) {
        return new IssueChange(
                before,
                event,
                to,
                items,
                act,
                nomination,
                lease,
                day,
                readyOn,
                dispensedOn,
                completedOn,
                lastNotification,
                claimId,
                claimedOn);
    }

    /** What follows the change. */
    NextActivity next(PrescriptionSettings settings, LocalDate today) {
        return NextActivity.of(
                to,
                new NextActivity.Days(before.expiresOn(), readyOn, dispensedOn, completedOn, claimedOn),
                settings,
                today);
    }

    private IssueChange with(
            Nomination newNomination,
            @Nullable Lease newLease,
            @Nullable LocalDate newReadyOn,
            @Nullable LocalDate newDispensedOn,
            @Nullable LocalDate newCompletedOn,
            @Nullable UUID newNotification,
            @Nullable UUID newClaimId,
            @Nullable LocalDate newClaimedOn) {
        return new IssueChange(
                before,
                event,
                to,
                items,
                act,
                newNomination,
                newLease,
                startsOn,
                newReadyOn,
                newDispensedOn,
                newCompletedOn,
                newNotification,
                newClaimId,
                newClaimedOn);
    }
}
