package org.pestle.dispensing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pestle.dispensing.ExpectedIssue.Notice;
import org.pestle.dispensing.ExpectedIssue.Told;

/**
 * What a prescription should be like after everything that was done to it: a reading of eps.md 4.2 to 4.7 of its own.
 * Every call says whether the service should have done it.
 */
final class ExpectedPrescription {
    private static final BigDecimal ORDERED = new BigDecimal("12.50");

    private final LocalDate authoredOn;
    private final boolean repeats;
    private final List<ExpectedIssue> issues = new ArrayList<>();
    private final ExpectedCancellations cancellations = new ExpectedCancellations(issues);
    private final Set<UUID> endedLeases = new HashSet<>();

    /**
     * As it begins.
     *
     * @param itemIssues how often each item may be dispensed
     */
    ExpectedPrescription(
            LocalDate authoredOn,
            LocalDate startsOn,
            int number,
            List<Integer> itemIssues,
            boolean nominated,
            LocalDate today) {
        this.authoredOn = authoredOn;
        this.repeats = number > 1;
        for (int n = 1; n <= number; n++) {
            int which = n;
            List<String> items = itemIssues.stream()
                    .map(times -> times < which ? "0006" : "0007")
                    .toList();
            ExpectedIssue issue =
                    new ExpectedIssue(n, "9000", items, nominated, authoredOn.plusMonths(n == 1 ? 6 : 12));
            issue.readyOn = startsOn;
            issue.becomes(n > 1 ? "9000" : startsOn.isAfter(today.plusDays(1)) ? "9001" : "0001", today);
            issues.add(issue);
        }
    }

    ExpectedIssue issue(int number) {
        return issues.get(number - 1);
    }

    /** The first that is not over, else the last. */
    ExpectedIssue current() {
        return issues.stream().filter(issue -> !issue.isOver()).findFirst().orElseGet(issues::getLast);
    }

    String line() {
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

    /** Whether a nominated release would take it. */
    boolean isListed(LocalDate today) {
        ExpectedIssue issue = current();
        return issue.nominated && issue.status.equals("0001") && !issue.expiresOn.isBefore(today);
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
        boolean can = Set.of("0000", "0001").contains(issue.status) && !issue.expiresOn.isBefore(today);
        if (!can) {
            touch(today);
        }
        return can;
    }

    /** Rows 3, 3a, 6 and 7. */
    boolean tell(int number, Notice notice, String site, LocalDate today) {
        touch(today);
        ExpectedIssue issue = issue(number);
        Told replaced = issue.told.stream()
                .filter(told -> told.id().equals(notice.replaces()))
                .findFirst()
                .orElse(null);
        List<String> from = new ArrayList<>(issue.items);
        if (replaced != null) {
            for (int i = 0; i < from.size(); i++) {
                from.set(
                        i,
                        Set.of("0005", "0006").contains(from.get(i))
                                ? from.get(i)
                                : replaced.from().get(i));
            }
        }
        boolean lawful = issue.isWith(site)
                && !issue.status.equals("0004")
                && !isStale(notice.lease(), issue)
                && (notice.replaces() == null) == (replaced == null)
                && mayBecome(issue, notice, replaced)
                && ExpectedIssue.mayBeTold(from, notice.items())
                && ExpectedIssue.areLegal(notice.to(), notice.items());
        List<BigDecimal> supplied = new ArrayList<>();
        for (int i = 0; i < from.size(); i++) {
            String to = notice.items().get(i);
            boolean handedOut = to.equals("0001") || to.equals("0003");
            BigDecimal now =
                    handedOut && !from.get(i).equals("0001") ? notice.amounts().get(i) : BigDecimal.ZERO;
            BigDecimal total = now;
            for (Told other : issue.told) {
                total = other.equals(replaced)
                        ? total
                        : total.add(other.supplied().get(i));
            }
            lawful &= total.compareTo(ORDERED) <= 0 && (!handedOut || total.signum() > 0);
            supplied.add(now);
        }
        if (lawful) {
            record(
                    issue,
                    notice,
                    replaced,
                    new Told(
                            notice.id(),
                            replaced,
                            notice.to(),
                            from,
                            supplied,
                            issue.status,
                            List.copyOf(issue.items),
                            issue.dispensedOn,
                            issue.completedOn,
                            issue.last),
                    today);
        }
        return lawful;
    }

    private boolean isStale(@Nullable UUID lease, ExpectedIssue issue) {
        return lease != null
                && !lease.equals(issue.lease)
                && (endedLeases.contains(lease) || issues.stream().anyMatch(other -> lease.equals(other.lease)));
    }

    private boolean mayBecome(ExpectedIssue issue, Notice notice, @Nullable Told replaced) {
        if (replaced == null) {
            return issue.isOut();
        }
        boolean reopens = notice.to().equals("0003");
        return switch (issue.status) {
            case "0003", "0006", "0007" -> !reopens || !nextIsOut(issue);
            case "0008" -> replaced.to().equals(notice.to()) && !reopens;
            default -> false;
        };
    }

    private void record(ExpectedIssue issue, Notice notice, @Nullable Told replaced, Told told, LocalDate today) {
        boolean complete = !notice.to().equals("0003");
        boolean wasFinished = issue.isFinished();
        if (replaced == null) {
            issue.dispensedOn = today;
            issue.completedOn = complete ? today : issue.completedOn;
        } else {
            LocalDate since = issue.completedOn == null ? issue.dispensedOn : issue.completedOn;
            issue.completedOn = complete ? since : null;
            issue.told.remove(replaced);
        }
        issue.told.add(told);
        issue.last = told;
        issue.items = new ArrayList<>(notice.items());
        issue.becomes(issue.status.equals("0008") ? "0008" : notice.to(), today);
        settle(today);
        follow(issue, complete, wasFinished, today);
    }

    /** The next issue of an eRD (4.7). */
    private void follow(ExpectedIssue issue, boolean finished, boolean wasFinished, LocalDate today) {
        if (issue.number == issues.size()) {
            return;
        }
        ExpectedIssue next = issue(issue.number + 1);
        if (finished && next.status.equals("9000")) {
            LocalDate download = authoredOn.plusDays(28L * issue.number - 7);
            next.readyOn = download;
            next.becomes(download.isBefore(today) ? "0001" : "0000", today);
        } else if (!finished && wasFinished && Set.of("0000", "0001").contains(next.status)) {
            next.becomes("9000", today);
        }
    }

    private boolean nextIsOut(ExpectedIssue issue) {
        return issue.number < issues.size()
                && (issue(issue.number + 1).isOut() || issue(issue.number + 1).isFinished());
    }

    /** Row 12. */
    boolean withdraw(int number, UUID notification, String site, LocalDate today) {
        touch(today);
        ExpectedIssue issue = issue(number);
        Told told = issue.last;
        boolean lawful = issue.isWith(site)
                && Set.of("0003", "0006", "0007").contains(issue.status)
                && told != null
                && told.id().equals(notification)
                && !nextIsOut(issue);
        if (!lawful || told == null) {
            return false;
        }
        boolean wasFinished = issue.isFinished();
        issue.told.remove(told);
        if (told.replaces() != null) {
            issue.told.add(told.replaces());
        }
        issue.last = told.lastBefore();
        issue.dispensedOn = told.dispensedBefore();
        issue.completedOn = told.completedBefore();
        for (int i = 0; i < issue.items.size(); i++) {
            boolean ended = Set.of("0005", "0006").contains(issue.items.get(i));
            issue.items.set(i, ended ? issue.items.get(i) : told.itemsBefore().get(i));
        }
        boolean below = repeats && told.statusBefore().equals("0002");
        issue.becomes(below ? "0003" : told.statusBefore(), today);
        settle(today);
        follow(issue, issue.isFinished(), wasFinished, today);
        return true;
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
        issue.nominated = false;
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

    private void settle(LocalDate today) {
        cancellations.settle(today);
    }

    /** Rows 4 and 4a. */
    boolean claim(int number, UUID id, @Nullable UUID replaces, String status, String site, LocalDate today) {
        touch(today);
        boolean late = repeats && today.isAfter(authoredOn.plusDays(365));
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
                follow(issue, true, wasFinished, on);
                settle(on);
                expireAndMakeReady(today);
            }
        }
    }

    private void expireAndMakeReady(LocalDate today) {
        issues.stream().filter(issue -> issue.isDue("ready", today)).forEach(issue -> issue.becomes("0001", today));
        expire(today);
    }
}
