package org.pestle.prescription;

/** What can happen to a line item. */
public enum LineItemEvent {
    RELEASED,
    RETURNED,
    NOTIFIED_FULLY_DISPENSED,
    NOTIFIED_PARTLY_DISPENSED,
    NOTIFIED_OWING,
    NOTIFIED_NOT_DISPENSED,
    NOTIFIED_UNCHANGED,
    CANCELLED_BY_PRESCRIBER,
    SUBSEQUENTLY_CANCELLED,
    EXPIRY_REACHED
}
