package org.pestle.dispensing;

import java.util.Collection;
import java.util.Set;
import org.pestle.prescription.RecordKeeper;
import org.pestle.values.PrescriptionId;
import org.springframework.stereotype.Component;

/** Forgets leases that were given back together with their prescription. Notifications have a time of their own. */
@Component
class EndedLeaseKeeper implements RecordKeeper {
    private final EndedLeaseTable table;

    EndedLeaseKeeper(EndedLeaseTable table) {
        this.table = table;
    }

    @Override
    public Set<PrescriptionId> stillNeeds(Collection<PrescriptionId> ids) {
        return Set.of();
    }

    @Override
    public void deleted(Collection<PrescriptionId> ids) {
        table.forget(ids);
    }
}
