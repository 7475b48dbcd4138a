package org.pestle.prescription;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.pestle.values.PrescriptionId;
import org.springframework.stereotype.Component;

/** All prescriptions in the record, to read. */
@Component
public class Prescriptions {
    private final PrescriptionTable table;

    Prescriptions(PrescriptionTable table) {
        this.table = table;
    }

    /** The prescription with this id, or empty if there is none. One round trip. */
    public Optional<PrescriptionRecord> find(PrescriptionId id) {
        return table.find(List.of(id)).stream().findFirst();
    }

    /**
     * The prescriptions with these ids, in the order of their ids; those that are none are left out. One round trip.
     */
    public List<PrescriptionRecord> findAll(Collection<PrescriptionId> ids) {
        return ids.isEmpty() ? List.of() : table.find(ids);
    }

    /** The newest prescriptions, newest first; nothing in them tells of a person. */
    public List<NewestPrescription> newest(int limit) {
        return table.newest(limit);
    }

    /** The history of all issues, by issue and version. */
    public List<HistoryEvent> history(PrescriptionId id) {
        return table.history(id);
    }
}
