package org.pestle.prescription;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.pestle.prescription.Issue.Item;
import org.pestle.prescription.NextActivity.Action;
import org.pestle.problems.Outcome;
import org.pestle.values.LineItemId;

/**
 * The next thing that the calendar does to a prescription (eps.md 3.5, 4.6), as of the day on which it was due: a night
 * that comes late writes what a night in time would have written.
 *
 * @param on the day on which it was due
 * @param issueNumber of the issue that it is about
 */
record DueStep(LocalDate on, Kind kind, int issueNumber) {
    /** In the order in which one night does them. */
    enum Kind {
        ITEMS_EXPIRE,
        EXPIRE,
        READY
    }

    /** What an item can be while something of it may still be supplied. */
    static final Set<LineItemStatus> OPEN = EnumSet.of(
            LineItemStatus.TO_BE_DISPENSED,
            LineItemStatus.WITH_DISPENSER,
            LineItemStatus.PARTLY_DISPENSED,
            LineItemStatus.OWING);

    /**
     * The first thing that is due, or empty if nothing is.
     *
     * @param today the day that has come
     * @param ended the last day of validity that counts as over: today for the night, yesterday for all others
     * @param controlled whether controlled items expire by themselves
     */
    static Optional<DueStep> first(
            PrescriptionRecord prescription, LocalDate today, LocalDate ended, ControlledDrugs controlled) {
        List<DueStep> due = new ArrayList<>();
        for (Issue issue : prescription.issues()) {
            LocalDate on = issue.next().on();
            boolean readyCounts = ended.equals(today) || !issue.expiresOn().isAfter(ended);
            if (issue.next().action() == Action.EXPIRE && !on.isAfter(ended)) {
                due.add(new DueStep(on, Kind.EXPIRE, issue.number()));
            }
            if (issue.next().action() == Action.READY && !on.isAfter(today) && readyCounts) {
                due.add(new DueStep(on, Kind.READY, issue.number()));
            }
            if (controlled.whenOver() == ControlledDrugs.WhenOver.EXPIRE) {
                issue.items().stream()
                        .filter(item -> OPEN.contains(item.status()) && item.isOver(today))
                        .map(item -> new DueStep(dayAfter(item), Kind.ITEMS_EXPIRE, issue.number()))
                        .forEach(due::add);
            }
        }
        return due.stream()
                .min(Comparator.comparing(DueStep::on)
                        .thenComparing(DueStep::kind)
                        .thenComparingInt(DueStep::issueNumber));
    }

    private static LocalDate dayAfter(Item item) {
        return Objects.requireNonNull(item.supplyUntil(), "only an item with a last day is over")
                .plusDays(1);
    }

    /** Whether something else can be due of the prescription after this. */
    boolean mayGoOn(PrescriptionRecord prescription, LocalDate today) {
        return switch (kind) {
            case EXPIRE -> false;
            case ITEMS_EXPIRE -> true;
            case READY ->
                prescription.issues().stream()
                        .anyMatch(issue -> !issue.expiresOn().isAfter(today)
                                || issue.items().stream().anyMatch(item -> item.isOver(today)));
        };
    }

    /** The changes that it makes; what the lifecycle does not allow is left as it is. */
    List<IssueChange> changes(PrescriptionRecord prescription, Act today) {
        Act act = today.asOf(on);
        return switch (kind) {
            case READY -> ready(prescription.issue(issueNumber).orElseThrow(), act);
            case EXPIRE -> expiry(prescription, act);
            case ITEMS_EXPIRE -> itemExpiry(prescription, act);
        };
    }

    private static List<IssueChange> ready(Issue issue, Act act) {
        return allowed(IssueChange.of(issue, PrescriptionEvent.READY_DATE_REACHED, Map.of(), act)).stream()
                .toList();
    }

    /** The issue, and all later ones with it. */
    private List<IssueChange> expiry(PrescriptionRecord prescription, Act act) {
        return prescription.issues().stream()
                .filter(issue ->
                        issue.number() >= issueNumber && !issue.status().isCompleted())
                .map(issue -> allowed(IssueChange.of(
                        issue,
                        PrescriptionEvent.EXPIRY_REACHED,
                        IssueChange.toEveryItem(issue, LineItemEvent.EXPIRY_REACHED),
                        act)))
                .flatMap(Optional::stream)
                .map(change -> change.completed(on))
                .toList();
    }

    /**
     * The items whose time of supply is over, in this issue and those after it. An item of which nothing was supplied
     * in its time expires in the later issues too, whatever their own time: the first supply comes first.
     */
    private List<IssueChange> itemExpiry(PrescriptionRecord prescription, Act act) {
        Set<LineItemId> neverSupplied = new HashSet<>();
        List<IssueChange> changes = new ArrayList<>();
        for (Issue issue : prescription.issues()) {
            if (issue.number() < issueNumber || issue.status().isCompleted()) {
                continue;
            }
            Map<LineItemId, LineItemEvent> events = new HashMap<>();
            for (Item item : issue.items()) {
                boolean isOver = item.isOver(on) || neverSupplied.contains(item.id());
                if (OPEN.contains(item.status()) && isOver) {
                    events.put(item.id(), LineItemEvent.EXPIRY_REACHED);
                    if (item.status() != LineItemStatus.PARTLY_DISPENSED) {
                        neverSupplied.add(item.id());
                    }
                }
            }
            if (!events.isEmpty()) {
                allowed(withoutItems(issue, events, act)).ifPresent(changes::add);
            }
        }
        return changes;
    }

    private Outcome<IssueChange> withoutItems(Issue issue, Map<LineItemId, LineItemEvent> events, Act act) {
        boolean goesOn =
                issue.items().stream().anyMatch(item -> OPEN.contains(item.status()) && !events.containsKey(item.id()));
        if (goesOn) {
            return IssueChange.of(issue, PrescriptionEvent.ITEM_EXPIRED, events, act);
        }
        boolean nothingWasDispensed = issue.status() == PrescriptionStatus.WITH_DISPENSER_ACTIVE
                && issue.items().stream()
                        .noneMatch(item -> item.status() == LineItemStatus.FULLY_DISPENSED
                                || item.status() == LineItemStatus.PARTLY_DISPENSED);
        PrescriptionEvent event =
                nothingWasDispensed ? PrescriptionEvent.NOTHING_LEFT_TO_DISPENSE : PrescriptionEvent.EXPIRY_REACHED;
        return IssueChange.of(issue, event, events, act).then(change -> Outcome.done(change.completed(on)));
    }

    private static Optional<IssueChange> allowed(Outcome<IssueChange> change) {
        return change instanceof Outcome.Done<IssueChange>(IssueChange done) ? Optional.of(done) : Optional.empty();
    }
}
