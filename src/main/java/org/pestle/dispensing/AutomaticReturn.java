package org.pestle.dispensing;

import java.util.Collection;
import java.util.UUID;
import org.pestle.prescription.Act;
import org.pestle.prescription.Issue;
import org.pestle.prescription.PrescriptionEvent;
import org.pestle.prescription.PrescriptionRecord;
import org.pestle.prescription.Prescriptions;
import org.pestle.problems.Outcome;
import org.pestle.values.PrescriptionId;
import org.springframework.stereotype.Component;

/**
 * The return that the service makes itself when the signature of what it has just released does not hold (eps.md 1.5).
 */
@Component
class AutomaticReturn {
    private final Prescriptions prescriptions;
    private final GiveBack giveBack;

    AutomaticReturn(Prescriptions prescriptions, GiveBack giveBack) {
        this.prescriptions = prescriptions;
        this.giveBack = giveBack;
    }

    /** Gives back what this lease has of these prescriptions. */
    void of(Collection<PrescriptionId> ids, UUID leaseId, Act act) {
        for (PrescriptionRecord prescription : prescriptions.findAll(ids)) {
            for (Issue issue : prescription.issues()) {
                Issue.Lease lease = issue.lease();
                if (lease != null && lease.id().equals(leaseId)) {
                    giveBack(issue, prescription.isMarked(), act);
                }
            }
        }
    }

    private void giveBack(Issue issue, boolean isMarked, Act act) {
        Outcome<Boolean> done = giveBack.giveBack(
                issue, PrescriptionEvent.RETURNED_FOR_SIGNATURE, ReturnReason.INVALID_SIGNATURE, isMarked, act);
        if (!done.equals(Outcome.done(true))) {
            throw new IllegalStateException("what has just been released could not be given back: " + done);
        }
    }
}
