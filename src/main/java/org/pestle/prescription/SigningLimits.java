package org.pestle.prescription;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much one signer may sign before a prescription is held for review (reliability-security.md T08). Whose key signed
 * is known from the verified certificate, so the limits hold whatever token sends the prescription.
 *
 * @param controlledInAnHour controlled items in any sixty minutes; 0 sets no limit
 * @param controlledInADay controlled items in one London day; 0 sets no limit
 * @param itemsInADay items of any kind in one London day; 0 sets no limit
 * @param countsSchedule4 whether items of schedule 4 count as controlled, beside those of schedules 1, 2 and 3
 */
@ConfigurationProperties("pestle.velocity")
public record SigningLimits(
        @DefaultValue("30") int controlledInAnHour,
        @DefaultValue("150") int controlledInADay,
        @DefaultValue("400") int itemsInADay,
        @DefaultValue("false") boolean countsSchedule4) {

    /** Those of an installation that sets none. */
    static final SigningLimits DEFAULT = new SigningLimits(30, 150, 400, false);

    /** Refuses numbers below none. */
    public SigningLimits {
        if (Math.min(controlledInAnHour, Math.min(controlledInADay, itemsInADay)) < 0) {
            throw new IllegalArgumentException("a limit of pestle.velocity is a number of items, or 0 for none");
        }
    }

    /** How many items of an order count as controlled. */
    int controlledItemsOf(PrescriptionOrder order) {
        return (int) order.items().stream()
                .map(PrescriptionOrder.OrderedItem::schedule)
                .filter(this::counts)
                .count();
    }

    /** Whether an order with so many controlled items has to be counted at all. */
    boolean concern(int controlledItems) {
        return itemsInADay > 0 || (controlledItems > 0 && Math.max(controlledInAnHour, controlledInADay) > 0);
    }

    private boolean counts(@Nullable ControlledSchedule schedule) {
        return switch (schedule) {
            case null -> false;
            case CD1, CD2, CD3 -> true;
            case CD4 -> countsSchedule4;
            case CD5 -> false;
        };
    }
}
