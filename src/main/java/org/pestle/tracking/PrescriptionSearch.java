package org.pestle.tracking;

import java.util.List;
import java.util.UUID;
import org.pestle.access.Caller;
import org.pestle.values.PrescriptionId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds prescriptions for the tracker (eps.md 1.9). Every prescription that is shown is audited by the statement that
 * reads it: if that cannot be written, nothing is shown. One round trip and a commit.
 */
@Component
public class PrescriptionSearch {
    private final TrackingTable table;

    PrescriptionSearch(TrackingTable table) {
        this.table = table;
    }

    /** All issues of one prescription, first to last; an empty list if there is no such prescription. */
    @Transactional
    public List<TrackedIssue> byId(PrescriptionId id, Caller caller, UUID requestId) {
        return table.byId(id, caller, requestId);
    }

    /** The issues of a patient's prescriptions, the newest prescription first. */
    @Transactional
    public List<TrackedIssue> byPatient(PatientSearch search, Caller caller, UUID requestId) {
        return table.byPatient(search, caller, requestId);
    }
}
