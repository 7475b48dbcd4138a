package org.pestle.dispensing;

import org.pestle.prescription.IssueChange;
import org.pestle.prescription.IssueTable;
import org.pestle.prescription.NextIssue;
import org.pestle.prescription.PrescriptionRecord;
import org.pestle.prescription.PrescriptionSettings;
import org.pestle.prescription.Prescriptions;
import org.pestle.prescription.SettleCancellations;
import org.springframework.stereotype.Component;

/**
 * Writes what a pharmacy's word makes of an issue, and what follows from it: what was dispensed can no longer be
 * cancelled, what was not is cancelled now (eps.md 5.5), and the next issue of an eRD gets ready or waits again (4.7).
 */
@Component
class NotifiedChanges {
    private final Prescriptions prescriptions;
    private final IssueTable issues;
    private final SettleCancellations settle;
    private final PrescriptionSettings settings;

    NotifiedChanges(
            Prescriptions prescriptions, IssueTable issues, SettleCancellations settle, PrescriptionSettings settings) {
        this.prescriptions = prescriptions;
        this.issues = issues;
        this.settle = settle;
        this.settings = settings;
    }

    /**
     * Writes a change of an issue: one round trip, one more where the next issue follows, some more where a
     * cancellation is pending.
     *
     * @param prescription as it was read
     * @return false if the issue is not any more as it was read: nothing was written
     */
    boolean write(PrescriptionRecord prescription, IssueChange change) {
        if (!issues.change(change)) {
            return false;
        }
        NextIssue.after(settled(prescription, change), change, settings).ifPresent(next -> {
            if (!issues.change(next)) {
                throw new IllegalStateException("the next issue changed while the one before it was notified");
            }
        });
        return true;
    }

    private PrescriptionRecord settled(PrescriptionRecord prescription, IssueChange change) {
        if (!prescription.isMarked()) {
            return prescription;
        }
        settle.settle(prescription.id(), change.act());
        return prescriptions.find(prescription.id()).orElseThrow();
    }
}
