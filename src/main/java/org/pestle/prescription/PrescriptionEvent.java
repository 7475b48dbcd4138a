package org.pestle.prescription;

/** What can happen to an issue of a prescription; the words of its history. */
public enum PrescriptionEvent {
    UPLOADED("Prescription uploaded"),
    READY_DATE_REACHED("Ready for download"),
    RELEASED("Release requested"),
    RELEASED_TO_NOMINATED("Nominated release requested"),
    DISPENSED_IN_FULL("Dispense notified: complete"),
    DISPENSED_IN_PART("Dispense notified: partial or owing"),
    NOTHING_DISPENSED("Dispense notified: nothing dispensed"),
    AMENDED_TO_FULL("Dispense notification amended: complete"),
    AMENDED_TO_PART("Dispense notification amended: partial or owing"),
    AMENDED_TO_NOTHING("Dispense notification amended: nothing dispensed"),
    WITHDRAWN_TO_RELEASED("Dispense withdrawn"),
    WITHDRAWN_TO_PART("Dispense withdrawn: partial or owing, as before"),
    WITHDRAWN_TO_FULL("Dispense withdrawn: complete, as before"),
    WITHDRAWN_TO_NOTHING("Dispense withdrawn: nothing dispensed, as before"),
    CLAIMED("Dispense claimed"),
    CLAIM_AMENDED("Dispense claim amended"),
    RETURNED("Dispense proposal returned"),
    RETURNED_FOR_SIGNATURE("Dispense proposal returned: invalid digital signature"),
    CANCELLED_BY_PRESCRIBER("Cancelled"),
    ITEM_CANCELLED("Item cancelled"),
    MARKED_FOR_CANCELLATION("Marked for cancellation"),
    SUBSEQUENTLY_CANCELLED("Subsequent cancellation"),
    ITEM_SUBSEQUENTLY_CANCELLED("Subsequent cancellation of an item"),
    EXPIRY_REACHED("Expired"),
    ITEM_EXPIRED("Item expired"),
    NOTHING_LEFT_TO_DISPENSE("Last item expired, nothing was dispensed"),
    CLAIM_WINDOW_CLOSED("Closed without a claim"),
    PREVIOUS_ISSUE_COMPLETED_EARLY("Next issue prepared"),
    PREVIOUS_ISSUE_COMPLETED_LATE("Next issue prepared: ready for download"),
    PREVIOUS_ISSUE_REOPENED("Next issue waits again"),
    UPLOADED_FOR_REVIEW("Prescription uploaded, held for review"),
    REVIEW_APPROVED("Review: approved"),
    REVIEW_REFUSED("Review: refused, cancelled"),
    AMENDED("Prescription amended"),
    AMENDED_AHEAD("Prescription amended, for a later day"),
    REMOVED_BY_AMENDMENT("Issue removed by an amendment"),
    NOMINATION_CHANGED("Nomination changed: moved to another pharmacy or to none"),
    SITE_CLOSED("Nomination ended: the pharmacy has closed");

    private final String words;

    PrescriptionEvent(String words) {
        this.words = words;
    }

    /** The event in the history's words. */
    public String words() {
        return words;
    }
}
