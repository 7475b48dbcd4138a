package org.pestle.dispensing;

import java.util.List;
import java.util.Map;
import org.pestle.values.LineItemId;
import org.pestle.values.PrescriptionId;
import org.pestle.values.Quantity;
import org.springframework.stereotype.Component;

/** What pharmacies notified as supplied, to read. */
@Component
public class Supplies {
    private final DispenseTable table;

    Supplies(DispenseTable table) {
        this.table = table;
    }

    /**
     * How much of each item of an issue was supplied, once for each unit in which it was notified; an item of which
     * nothing was is not in the answer. One round trip.
     */
    public Map<LineItemId, List<Quantity>> of(PrescriptionId id, int issueNumber) {
        return table.supplied(id, issueNumber);
    }
}
