package org.pestle.claim;

import java.util.Collection;
import java.util.Set;
import org.pestle.prescription.RecordKeeper;
import org.pestle.values.PrescriptionId;
import org.springframework.stereotype.Component;

/**
 * Keeps a prescription for as long as a claim for it has no price yet, or an item of one that came back may still be
 * answered. Claims themselves stay when it is deleted: they say what was ordered and supplied, and are paid for.
 */
@Component
class UnsettledClaimKeeper implements RecordKeeper {
    private final ClaimReadingTable table;

    UnsettledClaimKeeper(ClaimReadingTable table) {
        this.table = table;
    }

    @Override
    public Set<PrescriptionId> stillNeeds(Collection<PrescriptionId> ids) {
        return table.unsettled(ids);
    }

    @Override
    public void deleted(Collection<PrescriptionId> ids) {
        // claims have a time of their own
    }
}
