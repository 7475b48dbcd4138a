package org.pestle.dispensing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What cancellations should do to the issues of a prescription, now or later: eps.md 5.3 and 5.5. */
final class ExpectedCancellations {
    private static final Set<String> WAITS = Set.of("0000", "0001", "9000", "9001");

    private final List<ExpectedIssue> issues;
    private final List<Pending> pending = new ArrayList<>();

    ExpectedCancellations(List<ExpectedIssue> issues) {
        this.issues = issues;
    }

    /** A cancellation of an item, or of all where that is negative, that waits until nobody has the issue. */
    private record Pending(int issue, int item) {}

    /** Rows 8 and 8a; negative for the whole. Whether it is cancelled at once. */
    boolean cancel(ExpectedIssue issue, int item, LocalDate today) {
        String target = item < 0 ? issue.status : issue.items.get(item);
        boolean waits =
                item < 0 ? issue.isOut() : Set.of("0003", "0004", "0008").contains(target);
        if (waits && pending.stream().noneMatch(earlier -> earlier.item() == item)) {
            pending.add(item < 0 ? 0 : pending.size(), new Pending(issue.number, item));
            issue.becomes(issue.status, today);
        }
        boolean atOnce = item < 0 ? WAITS.contains(target) : target.equals("0007");
        if (atOnce) {
            cancelFrom(issue.number, item, Set.of("0007"), today);
        }
        return atOnce;
    }

    private void cancelFrom(int first, int item, Set<String> active, LocalDate today) {
        for (ExpectedIssue issue : issues) {
            boolean notDispensed = issue.number == first && active.contains("0002") && issue.status.equals("0007");
            if (notDispensed || (issue.number >= first && WAITS.contains(issue.status))) {
                boolean any = false;
                for (int i = 0; i < issue.items.size(); i++) {
                    if ((item < 0 || i == item) && active.contains(issue.items.get(i))) {
                        issue.items.set(i, "0005");
                        any = true;
                    }
                }
                if (any && issue.items.stream().noneMatch(active::contains)) {
                    issue.completedOn = today;
                    issue.becomes("0005", today);
                }
            }
        }
    }

    /** What waited for the dispenser is applied when nobody has the issue any more (5.5). */
    void settle(LocalDate today) {
        for (Pending each : List.copyOf(pending)) {
            ExpectedIssue issue = issues.get(each.issue() - 1);
            boolean waits = each.item() < 0
                    ? issue.isOut()
                    : Set.of("0003", "0004", "0008").contains(issue.items.get(each.item()));
            if (!waits) {
                pending.remove(each);
                cancelFrom(each.issue(), each.item(), Set.of("0007", "0002"), today);
            }
        }
    }
}
