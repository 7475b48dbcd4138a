package org.pestle.prescription;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pestle.values.LineItemId;
import org.pestle.values.NhsNumber;
import org.pestle.values.OdsCode;

/**
 * A cancellation that waits for the dispenser, or for its prescription.
 *
 * @param issueNumber the issue that the dispenser has; 1 where the prescription has not come yet
 * @param item the item that the message named
 * @param whole whether the whole prescription is meant, not that item alone
 * @param patient whose it is by the message that asked for it
 * @param organisation who asked for it
 */
record PendingCancellation(
        UUID id,
        int issueNumber,
        LineItemId item,
        boolean whole,
        NhsNumber patient,
        CancellationReason reason,
        OdsCode organisation) {
    /** What is to be cancelled: the item, or null for the whole prescription. */
    @Nullable
    LineItemId target() {
        return whole ? null : item;
    }
}
