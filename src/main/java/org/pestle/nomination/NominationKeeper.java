package org.pestle.nomination;

import java.util.Collection;
import java.util.Set;
import org.pestle.prescription.RecordKeeper;
import org.pestle.values.PrescriptionId;
import org.springframework.stereotype.Component;

/** Forgets where issues were nominated to, together with their prescription. */
@Component
class NominationKeeper implements RecordKeeper {
    private final MoveTable moves;

    NominationKeeper(MoveTable moves) {
        this.moves = moves;
    }

    @Override
    public Set<PrescriptionId> stillNeeds(Collection<PrescriptionId> ids) {
        return Set.of();
    }

    @Override
    public void deleted(Collection<PrescriptionId> ids) {
        moves.forget(ids);
    }
}
