package org.pestle.prescription;

import java.util.List;
import org.pestle.values.DmdCode;
import org.pestle.values.LineItemId;
import org.pestle.values.Quantity;

/**
 * One medicine of a prescription in the record.
 *
 * @param position 1 to 4, the order of the message
 * @param issues how often it may be dispensed
 */
public record LineItem(
        LineItemId id,
        int position,
        DmdCode product,
        String productName,
        Quantity quantity,
        String dosage,
        List<String> endorsements,
        int issues) {
    /** Copies the list. */
    public LineItem {
        endorsements = List.copyOf(endorsements);
    }
}
