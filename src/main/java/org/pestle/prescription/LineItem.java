package org.pestle.prescription;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pestle.values.DmdCode;
import org.pestle.values.LineItemId;
import org.pestle.values.Quantity;

/**
 * One medicine of a prescription in the record.
 *
 * @param position 1 to 4, the order of the message
 * @param issues how often it may be dispensed
 * @param schedule of a controlled drug, or null where it is none
 */
public record LineItem(
        LineItemId id,
        int position,
        DmdCode product,
        String productName,
        Quantity quantity,
        String dosage,
        List<String> endorsements,
        int issues,
        @Nullable ControlledSchedule schedule) {
    /** Copies the list. */
    public LineItem {
        endorsements = List.copyOf(endorsements);
    }
}
