package org.pestle.tracking;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pestle.prescription.LineItemStatus;
import org.pestle.prescription.PrescriptionStatus;
import org.pestle.prescription.TreatmentType;
import org.pestle.values.LineItemId;
import org.pestle.values.NhsNumber;
import org.pestle.values.OdsCode;
import org.pestle.values.PrescriptionId;

/**
 * One issue of a prescription as the tracker sees it; or a cancellation that came before its prescription (eps.md 5.5),
 * of which nothing is known but what the cancellation said.
 *
 * @param longId null where the prescription has not come
 * @param treatment null where the prescription has not come
 * @param issueNumber from 1
 * @param issues how many the prescription has
 * @param practice who prescribed; where the prescription has not come, who cancelled it
 * @param practiceName null where the prescription has not come
 * @param site where it is to go, or null
 * @param holder who has it or dispensed it, or null
 * @param lastHandedOverAt when something of it was last handed over, or null
 * @param heldForReview whether no pharmacy gets it until a reviewer has decided
 * @param deleted whether only its skeleton is left (eps.md 4.6): then it is completed, and its items are not known any
 *     more
 * @param isMarked whether a cancellation of the whole prescription is pending
 * @param items in the order of the prescription
 */
public record TrackedIssue(
        PrescriptionId id,
        @Nullable UUID longId,
        @Nullable TreatmentType treatment,
        int issueNumber,
        int issues,
        PrescriptionStatus status,
        NhsNumber patient,
        OdsCode practice,
        @Nullable String practiceName,
        @Nullable OdsCode site,
        @Nullable OdsCode holder,
        Instant authoredAt,
        @Nullable Instant lastHandedOverAt,
        boolean heldForReview,
        boolean deleted,
        boolean isMarked,
        List<TrackedItem> items) {

    /** Copies the list. */
    public TrackedIssue {
        items = List.copyOf(items);
    }

    /**
     * A line item and where it stands.
     *
     * @param isMarked whether a cancellation of this item is pending
     */
    public record TrackedItem(LineItemId id, LineItemStatus status, boolean isMarked) {}
}
