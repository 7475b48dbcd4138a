package org.pestle.prescription;

import java.util.Collection;
import java.util.Set;
import org.pestle.values.PrescriptionId;
import org.springframework.stereotype.Component;

/** Forgets cancellations and their notices together with their prescription. */
@Component
class CancellationKeeper implements RecordKeeper {
    private final CancellationTable table;

    CancellationKeeper(CancellationTable table) {
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
