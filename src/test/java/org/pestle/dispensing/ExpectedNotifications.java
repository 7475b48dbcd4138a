package org.pestle.dispensing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pestle.dispensing.ExpectedIssue.Notice;
import org.pestle.dispensing.ExpectedIssue.Told;

/** What notifications, amended and withdrawn, should do to a prescription: eps.md 1.6, 4.2, 4.3, 4.5 and 4.7. */
final class ExpectedNotifications {
    private static final BigDecimal ORDERED = new BigDecimal("12.50");

    private final ExpectedPrescription prescription;
    private boolean anyEver;

    ExpectedNotifications(ExpectedPrescription prescription) {
        this.prescription = prescription;
    }

    /** Whether anything was ever told of it, also what was withdrawn. */
    boolean anyEver() {
        return anyEver;
    }

    /** Rows 3, 3a, 6 and 7. */
    boolean tell(int number, Notice notice, String site, LocalDate today) {
        prescription.touch(today);
        ExpectedIssue issue = prescription.issue(number);
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
                && !prescription.isStale(notice.lease(), issue)
                && (notice.replaces() == null) == (replaced == null)
                && mayBecome(issue, notice, replaced)
                && ExpectedIssue.mayBeTold(from, notice.items())
                && ExpectedIssue.areLegal(notice.to(), notice.items());
        LocalDate handedOverOn = replaced == null ? today : replaced.handedOverOn();
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
            boolean late = handedOut
                    && !from.get(i).equals("0001")
                    && handedOverOn.isAfter(issue.supplyUntil.get(i))
                    && prescription.refusesLateSupplies();
            lawful &= total.compareTo(ORDERED) <= 0 && (!handedOut || total.signum() > 0) && !late;
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
                            handedOverOn,
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
        anyEver = true;
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
        prescription.settle(today);
        follow(issue, complete, wasFinished, today);
    }

    /** The next issue of an eRD (4.7). */
    void follow(ExpectedIssue issue, boolean finished, boolean wasFinished, LocalDate today) {
        if (issue.number == prescription.size()) {
            return;
        }
        ExpectedIssue next = prescription.issue(issue.number + 1);
        if (finished && next.status.equals("9000")) {
            LocalDate download = prescription.authoredOn().plusDays(28L * issue.number - 7);
            next.readyOn = download;
            next.becomes(download.isBefore(today) ? "0001" : "0000", today);
        } else if (!finished && wasFinished && Set.of("0000", "0001").contains(next.status)) {
            next.becomes("9000", today);
        }
    }

    private boolean nextIsOut(ExpectedIssue issue) {
        return issue.number < prescription.size()
                && (prescription.issue(issue.number + 1).isOut()
                        || prescription.issue(issue.number + 1).isFinished());
    }

    /** Row 12. */
    boolean withdraw(int number, UUID notification, String site, LocalDate today) {
        prescription.touch(today);
        ExpectedIssue issue = prescription.issue(number);
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
        boolean below = prescription.repeats() && told.statusBefore().equals("0002");
        issue.becomes(below ? "0003" : told.statusBefore(), today);
        prescription.settle(today);
        follow(issue, issue.isFinished(), wasFinished, today);
        return true;
    }
}
