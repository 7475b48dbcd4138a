package org.pestle.claim;

import java.util.Collection;
import java.util.Set;
import org.pestle.prescription.RecordKeeper;
import org.pestle.values.PrescriptionId;
import org.springframework.stereotype.Component;

/**
 * Keeps a prescription for as long as a claim for it has no price yet. Claims themselves stay when it is deleted: they
 * say what was ordered and supplied, and are paid for.
 */
@Component
class UnpricedClaimKeeper implements RecordKeeper {
    private final ClaimReadingTable table;

    UnpricedClaimKeeper(ClaimReadingTable table) {
        this.table = table;
    }

    @Override
    public Set<PrescriptionId> stillNeeds(Collection<PrescriptionId> ids) {
        return table.unpriced(ids);
    }

    @Override
    public void deleted(Collection<PrescriptionId> ids) {
        // claims have a time of their own
    }
}
