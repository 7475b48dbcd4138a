package org.pestle.prescription;

import org.jspecify.annotations.Nullable;
import org.pestle.values.LineItemId;
import org.pestle.values.NhsNumber;
import org.pestle.values.PrescriptionId;

/**
 * A cancellation as it was asked for, read from a message whose every value is right (eps.md 5.1).
 *
 * @param item the item that the message names
 * @param whole whether the whole prescription is meant, by an explicit word of the message; else that item alone
 * @param patient whose it is by the message; must be the patient of the record
 */
public record CancellationRequest(
        PrescriptionId prescription, LineItemId item, boolean whole, NhsNumber patient, CancellationReason reason) {
    /** What is to be cancelled: the item, or null for the whole prescription. */
    @Nullable
    LineItemId target() {
        return whole ? null : item;
    }
}
