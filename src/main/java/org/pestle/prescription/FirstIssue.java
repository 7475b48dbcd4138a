package org.pestle.prescription;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
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

    /**
     * An item in it.
     *
     * @param supplyUntil last day on which a controlled drug may be supplied, or null
     */
    record FirstItem(
            int issueNumber,
            LineItemId id,
            LineItemStatus status,
            @Nullable LocalDate supplyUntil) {}

    /** All issues of an order that is kept today. */
    static List<FirstIssue> of(PrescriptionOrder order, PrescriptionSettings settings, LocalDate today) {
        LocalDate authoredOn = NhsDates.on(order.authoredAt());
        boolean repeatDispensing = order.treatment() == TreatmentType.REPEAT_DISPENSING;
        LocalDate awaited = repeatDispensing ? order.startsOn() : authoredOn;
        boolean ahead = awaited.isAfter(today.plusDays(settings.inForce(today).aheadDays()));
        LocalDate readyOn = order.startsOn().isAfter(authoredOn) ? order.startsOn() : authoredOn;
        List<FirstIssue> issues = new ArrayList<>();
        for (int number = 1; number <= order.issues(); number++) {
            PrescriptionStatus status = PrescriptionLifecycle.first(number, ahead);
            LocalDate expiresOn = settings.inForce(authoredOn).expiresOn(authoredOn, number);
            NextActivity.Days days = new NextActivity.Days(expiresOn, readyOn, null, null, null);
            issues.add(new FirstIssue(
                    number,
                    status,
                    expiresOn,
                    NextActivity.of(status, days, settings, today),
                    items(order, number, settings.controlled())));
        }
        return List.copyOf(issues);
    }

    private static List<FirstItem> items(PrescriptionOrder order, int number, ControlledDrugs controlled) {
        LocalDate authoredOn = NhsDates.on(order.authoredAt());
        return order.items().stream()
                .map(item -> new FirstItem(
                        number,
                        item.id(),
                        LineItemLifecycle.first(item.issues(), number),
                        controlled.supplyUntil(item.schedule(), authoredOn, number)))
                .toList();
    }
}
