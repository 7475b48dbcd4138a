package org.pestle.dispensing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pestle.dispensing.ExpectedIssue.Notice;

/**
 * What a prescription should be like after everything that was done to it: a reading of eps.md 4.2 to 4.7 and 6.5 of
 * its own. Every call says whether the service should have done it.
 */
final class ExpectedPrescription {
    private static final Set<String> ALL_WAITS = Set.of("0001", "9000", "9001");

    private final boolean refusesLateSupplies;
    private final List<ExpectedIssue> issues = new ArrayList<>();
    private final ExpectedCancellations cancellations = new ExpectedCancellations(issues);
    private final ExpectedNotifications notifications = new ExpectedNotifications(this);
    private final Set<UUID> endedLeases = new HashSet<>();
    private ExpectedOrder order;
    private @Nullable LocalDate deletedOn;

    /**
     * As it begins.
     *
     * @param refusesLateSupplies whether a controlled drug whose time is over is refused, or only warned of
     */
    ExpectedPrescription(ExpectedOrder order, boolean refusesLateSupplies, LocalDate today) {
        this.order = order;
        this.refusesLateSupplies = refusesLateSupplies;
        issues.addAll(order.begin(today));
    }

    LocalDate authoredOn() {
        return order.authoredOn();
    }

    boolean repeats() {
        return order.issues() > 1;
    }

    boolean refusesLateSupplies() {
        return refusesLateSupplies;
    }

    int size() {
        return issues.size();
    }

    ExpectedIssue issue(int number) {
        return issues.get(number - 1);
    }

    /** The first that is not over, else the last. */
    ExpectedIssue current() {
        return issues.stream().filter(issue -> !issue.isOver()).findFirst().orElseGet(issues::getLast);
    }

    String line() {
        if (deletedOn != null) {
            return "deleted";
        }
        return issues.stream().map(ExpectedIssue::line).collect(Collectors.joining(", "));
    }

    /** What is overdue expires when anybody touches it (4.6); on its last day it is still good. */
    boolean touch(LocalDate today) {
        return expire(today.minusDays(1));
    }

    /** As of the day on which it was due, with all later issues. */
    private boolean expire(LocalDate due) {
        List<ExpectedIssue> expired = issues.stream()
                .dropWhile(issue -> !issue.isDue("expire", due))
                .filter(issue -> !issue.isOver())
                .toList();
        if (expired.isEmpty()) {
            return false;
        }
        LocalDate on = expired.getFirst().nextOn;
        expired.forEach(issue -> issue.expire(on));
        settle(on);
        return true;
    }

    /** Whether a nominated release by that pharmacy would take it. */
    boolean isListed(String site, LocalDate today) {
        ExpectedIssue issue = current();
        return site.equals(issue.site)
                && issue.status.equals("0001")
                && !issue.expiresOn.isBefore(today)
                && !(refusesLateSupplies && issue.isOverFor(today));
    }

    void releasedTo(String site, UUID lease, LocalDate today) {
        ExpectedIssue issue = current();
        issue.items.replaceAll(item -> item.equals("0007") ? "0008" : item);
        issue.holder = site;
        issue.lease = lease;
        issue.becomes("0002", today);
    }

    /** By id, row 2. */
    boolean canBeReleased(LocalDate today) {
        ExpectedIssue issue = current();
        boolean can = Set.of("0000", "0001").contains(issue.status)
                && !issue.expiresOn.isBefore(today)
                && !(refusesLateSupplies && issue.isOverFor(today));
        if (!can) {
            touch(today);
        }
        return can;
    }

    /** Rows 5, 5a and 5b. */
    boolean takeBack(int number, UUID named, String site, LocalDate today) {
        ExpectedIssue issue = issue(number);
        boolean stale = !named.equals(issue.lease) && endedLeases.contains(named);
        if (!issue.status.equals("0002") || !issue.isWith(site) || stale) {
            touch(today);
            return false;
        }
        endedLeases.add(Objects.requireNonNull(issue.lease));
        issue.items.replaceAll(item -> item.equals("0008") ? "0007" : item);
        issue.site = null;
        issue.holder = null;
        issue.lease = null;
        issue.becomes("0001", today);
        if (!touch(today)) {
            settle(today);
        }
        return true;
    }

    /** Rows 8 and 8a; negative for the whole. Whether it is cancelled at once. */
    boolean cancel(int item, LocalDate today) {
        return !touch(today) && cancellations.cancel(current(), item, today);
    }

    void settle(LocalDate today) {
        cancellations.settle(today);
    }

    /** Rows 4 and 4a. */
    boolean claim(int number, UUID id, @Nullable UUID replaces, String status, String site, LocalDate today) {
        touch(today);
        boolean late = repeats() && today.isAfter(authoredOn().plusDays(365));
        return !late && issue(number).claim(id, replaces, status, site, today);
    }

    /**
     * The jobs of a night, in their order (4.6). What earlier nights have left undone is done as of the day on which it
     * was due; only a no-claim is dated with the day of the night (row 11).
     */
    void night(LocalDate today) {
        expireAndMakeReady(today);
        for (ExpectedIssue issue : issues) {
            if (issue.isDue("createNoClaim", today)) {
                LocalDate on = issue.nextOn;
                boolean wasFinished = issue.isFinished();
                issue.closeUnclaimed(today);
                notifications.follow(issue, true, wasFinished, on);
                settle(on);
                expireAndMakeReady(today);
            }
        }
        if (issues.stream().allMatch(issue -> issue.isDue("delete", today))) {
            deletedOn = issues.stream()
                    .map(issue -> issue.nextOn)
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        }
    }

    /** Whether all has come to its end: expired, cancelled, claimed, deleted. */
    boolean isAtRest() {
        Set<String> ends = Set.of("0004", "0005", "0008", "0009");
        return isDeleted() || issues.stream().allMatch(issue -> ends.contains(issue.status));
    }

    /** Whether a night would do anything. */
    boolean isAnythingDue(LocalDate today) {
        return !isDeleted() && issues.stream().anyMatch(issue -> !issue.nextOn.isAfter(today));
    }

    /** Whether a skeleton is all that is left, or nothing (4.6). */
    boolean isDeleted() {
        return deletedOn != null;
    }

    /** Whether the skeleton is there: for a year. */
    boolean isSkeleton(LocalDate today) {
        return deletedOn != null && deletedOn.plusMonths(12).isAfter(today);
    }

    /** The patient nominates another pharmacy, or none: issues of an eRD that nobody has go with it (6.5). */
    void move(@Nullable String to) {
        if (repeats()) {
            issues.stream()
                    .filter(issue -> issue.isWaiting() && issue.site != null)
                    .forEach(issue -> issue.site = to);
        }
    }

    /** A pharmacy has closed: what nobody has is reachable by id. */
    void close(String site) {
        issues.stream()
                .filter(issue -> issue.isWaiting() && site.equals(issue.site))
                .forEach(issue -> issue.site = null);
    }

    /** A new version takes the place of one of which nothing was ever dispensed and that nobody has. */
    boolean amend(ExpectedOrder version, boolean isRight, LocalDate today) {
        touch(today);
        boolean waits = issues.stream().allMatch(issue -> ALL_WAITS.contains(issue.status));
        if (!isRight || !waits || notifications.anyEver()) {
            return false;
        }
        order = version;
        issues.clear();
        issues.addAll(version.begin(today));
        return true;
    }

    boolean tell(int number, Notice notice, String site, LocalDate today) {
        return notifications.tell(number, notice, site, today);
    }

    boolean withdraw(int number, UUID notification, String site, LocalDate today) {
        return notifications.withdraw(number, notification, site, today);
    }

    /** Whether a lease was ended, or is that of another issue than this one. */
    boolean isStale(@Nullable UUID lease, ExpectedIssue issue) {
        return lease != null
                && !lease.equals(issue.lease)
                && (endedLeases.contains(lease) || issues.stream().anyMatch(other -> lease.equals(other.lease)));
    }

    private void expireAndMakeReady(LocalDate today) {
        issues.stream().filter(issue -> issue.isDue("ready", today)).forEach(issue -> issue.becomes("0001", today));
        expire(today);
    }
}
