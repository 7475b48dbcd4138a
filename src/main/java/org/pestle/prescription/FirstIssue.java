package org.pestle.prescription;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.pestle.values.LineItemId;
import org.pestle.values.NhsDates;

/**
 * An issue as it begins (eps.md 4.3, rows 1, 1f and 1r).
 *
 * @param number 1 to 99
 * @param expiresOn last day of validity
 */
record FirstIssue(
        int number, PrescriptionStatus status, LocalDate expiresOn, NextActivity next, List<FirstItem> items) {

    /** An item in it. */
    record FirstItem(int issueNumber, LineItemId id, LineItemStatus status) {}

    /** All issues of an order that is kept today. */
    static List<FirstIssue> of(PrescriptionOrder order, Periods periods, LocalDate today) {
        LocalDate authoredOn = NhsDates.on(order.authoredAt());
        boolean repeatDispensing = order.treatment() == TreatmentType.REPEAT_DISPENSING;
        LocalDate awaited = repeatDispensing ? order.startsOn() : authoredOn;
        boolean ahead = awaited.isAfter(today.plusDays(periods.aheadDays()));
        LocalDate readyOn = order.startsOn().isAfter(authoredOn) ? order.startsOn() : authoredOn;
        List<FirstIssue> issues = new ArrayList<>();
        for (int number = 1; number <= order.issues(); number++) {
            PrescriptionStatus status = PrescriptionLifecycle.first(number, ahead);
            LocalDate expiresOn = periods.expiresOn(authoredOn, number);
            NextActivity.Days days = new NextActivity.Days(expiresOn, readyOn, null, null, null);
            issues.add(new FirstIssue(
                    number, status, expiresOn, NextActivity.of(status, days, periods, today), items(order, number)));
        }
        return List.copyOf(issues);
    }

    private static List<FirstItem> items(PrescriptionOrder order, int number) {
        return order.items().stream()
                .map(item -> new FirstItem(number, item.id(), LineItemLifecycle.first(item.issues(), number)))
                .toList();
    }
}
