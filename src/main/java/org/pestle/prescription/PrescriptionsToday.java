package org.pestle.prescription;

import java.util.Optional;
import org.pestle.values.PrescriptionId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Prescriptions as they are today: what is overdue has expired before anybody judges by it, also where a night is
 * missing (eps.md 4.6). Costs nothing where nothing is overdue.
 *
 * <p>A message that is refused takes back all it did, this expiry too; so whoever refuses it says {@link #touched}
 * afterwards.
 */
@Component
public class PrescriptionsToday {
    private final Prescriptions prescriptions;
    private final ExpirePrescriptions expire;
    private final TransactionTemplate transaction;

    PrescriptionsToday(Prescriptions prescriptions, ExpirePrescriptions expire, TransactionTemplate transaction) {
        this.prescriptions = prescriptions;
        this.expire = expire;
        this.transaction = transaction;
    }

    /** The prescription with this id, or empty if there is none. One round trip, in the caller's transaction. */
    public Optional<PrescriptionRecord> find(PrescriptionId id) {
        Optional<PrescriptionRecord> found = prescriptions.find(id);
        return found.filter(expire::expireOverdue).isPresent() ? prescriptions.find(id) : found;
    }

    /** A message was refused: what is overdue of its prescription expires all the same, in a transaction of its own. */
    public void touched(PrescriptionId id) {
        transaction.executeWithoutResult(status -> find(id));
    }
}
