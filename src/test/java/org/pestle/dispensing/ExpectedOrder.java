package org.pestle.dispensing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a prescriber orders, and how its issues should begin: eps.md 3.5, 3.6, 4.3 rows 1, 1f and 1r.
 *
 * @param authoredOn the prescription's day
 * @param startsOn first day; of repeat dispensing, of its window
 * @param times how often each item may be dispensed; the most of them is the number of issues
 * @param controlled how many of the first items are controlled drugs
 * @param schedule of those, from 2 to 5
 * @param site the nominated pharmacy, or null
 */
record ExpectedOrder(
        LocalDate authoredOn,
        LocalDate startsOn,
        List<Integer> times,
        int controlled,
        int schedule,
        @Nullable String site) {

    int issues() {
        return times.getFirst();
    }

    /** The issues as they begin. */
    List<ExpectedIssue> begin(LocalDate today) {
        List<ExpectedIssue> issues = new ArrayList<>();
        for (int number = 1; number <= issues(); number++) {
            List<String> items = new ArrayList<>();
            List<LocalDate> supplyUntil = new ArrayList<>();
            for (int item = 0; item < times.size(); item++) {
                items.add(times.get(item) < number ? "0006" : "0007");
                supplyUntil.add(supplyUntil(item, number));
            }
            LocalDate expiresOn = authoredOn.plusMonths(number == 1 ? 6 : 12);
            ExpectedIssue issue = new ExpectedIssue(number, items, supplyUntil, site, startsOn, expiresOn);
            boolean isAhead = startsOn.isAfter(today.plusDays(1));
            issue.becomes(number > 1 ? "9000" : isAhead ? "9001" : "0001", today);
            issues.add(issue);
        }
        return issues;
    }

    /** Schedules 2 and 3: 28 days; schedule 4: 28 days for the first issue; all others: as long as the issue. */
    private LocalDate supplyUntil(int item, int number) {
        boolean bounded = item < controlled && (schedule < 4 || (schedule == 4 && number == 1));
        return bounded ? authoredOn.plusDays(28) : LocalDate.MAX;
    }
}
