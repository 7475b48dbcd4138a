package org.pestle.dispensing;

import java.math.BigDecimal;
import java.util.Map;
import org.pestle.values.LineItemId;
import org.pestle.values.PrescriptionId;
import org.springframework.stereotype.Component;

/** What pharmacies notified as supplied, to read. */
@Component
public class Supplies {
    private final DispenseTable table;

    Supplies(DispenseTable table) {
        this.table = table;
    }

    /**
     * How much of each item of an issue was supplied; an item of which nothing was is not in the answer. One round
     * trip.
     */
    public Map<LineItemId, BigDecimal> of(PrescriptionId id, int issueNumber) {
        return table.supplied(id, issueNumber);
    }
}
