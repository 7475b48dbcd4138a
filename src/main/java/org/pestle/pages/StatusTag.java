package org.pestle.pages;

import org.pestle.prescription.PrescriptionStatus;

/**
 * How a page shows the status of a prescription: always words, and a colour beside them (product.md 3.2).
 *
 * @param words plain words
 * @param colour class of the tag
 */
record StatusTag(String words, String colour) {
    /** Of a status. */
    static StatusTag of(PrescriptionStatus status) {
        return switch (status) {
            case AWAITING_RELEASE_READY -> new StatusTag("Available to download when due", "govuk-tag--orange");
            case TO_BE_DISPENSED -> new StatusTag("Available to download", "govuk-tag--yellow");
            case WITH_DISPENSER -> new StatusTag("Downloaded by a dispenser", "govuk-tag--purple");
            case WITH_DISPENSER_ACTIVE -> new StatusTag("Some items dispensed", "govuk-tag--blue");
            case EXPIRED -> new StatusTag("Expired", "pestle-tag--white");
            case CANCELLED, CANCELLED_FUTURE_INSTANCE -> new StatusTag("Cancelled", "govuk-tag--red");
            case DISPENSED -> new StatusTag("All items dispensed", "govuk-tag--green");
            case NOT_DISPENSED -> new StatusTag("Not dispensed", "govuk-tag--red");
            case CLAIMED -> new StatusTag("Claimed", "govuk-tag--grey");
            case NO_CLAIMED -> new StatusTag("Not claimed", "govuk-tag--pink");
            case REPEAT_DISPENSE_FUTURE_INSTANCE -> new StatusTag("Future issue", "govuk-tag--turquoise");
            case PRESCRIPTION_FUTURE_INSTANCE -> new StatusTag("To be dispensed in future", "govuk-tag--light-blue");
        };
    }
}
