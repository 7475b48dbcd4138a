package org.pestle.prescription;

import static org.pestle.prescription.PrescriptionEvent.*;
import static org.pestle.prescription.PrescriptionStatus.*;
import static org.pestle.values.TransitionTable.row;

import java.util.List;
import java.util.Optional;
import org.pestle.values.TransitionTable;

/**
 * How the status of an issue may change, row for row as in {@code src/docs/prescription-lifecycle.md} (eps.md 4.3).
 * Nothing else decides a status, and a pair without a row is refused.
 */
public final class PrescriptionLifecycle {
    // spotless:off
    static final TransitionTable<PrescriptionStatus, PrescriptionEvent> TABLE = TransitionTable.<PrescriptionStatus, PrescriptionEvent>of(
            //  from                              on                              to
            row(TO_BE_DISPENSED,                 RELEASED,                       WITH_DISPENSER),
            row(AWAITING_RELEASE_READY,          RELEASED,                       WITH_DISPENSER),
            row(TO_BE_DISPENSED,                 RELEASED_TO_NOMINATED,          WITH_DISPENSER),
            row(WITH_DISPENSER,                  DISPENSED_IN_FULL,              DISPENSED),
            row(WITH_DISPENSER_ACTIVE,           DISPENSED_IN_FULL,              DISPENSED),
            row(WITH_DISPENSER,                  DISPENSED_IN_PART,              WITH_DISPENSER_ACTIVE),
            row(WITH_DISPENSER_ACTIVE,           DISPENSED_IN_PART,              WITH_DISPENSER_ACTIVE),
            row(WITH_DISPENSER,                  NOTHING_DISPENSED,              NOT_DISPENSED),
            row(WITH_DISPENSER_ACTIVE,           NOTHING_DISPENSED,              NOT_DISPENSED),
            row(WITH_DISPENSER_ACTIVE,           AMENDED_TO_FULL,                DISPENSED),
            row(DISPENSED,                       AMENDED_TO_FULL,                DISPENSED),
            row(NOT_DISPENSED,                   AMENDED_TO_FULL,                DISPENSED),
            row(WITH_DISPENSER_ACTIVE,           AMENDED_TO_PART,                WITH_DISPENSER_ACTIVE),
            row(DISPENSED,                       AMENDED_TO_PART,                WITH_DISPENSER_ACTIVE),
            row(NOT_DISPENSED,                   AMENDED_TO_PART,                WITH_DISPENSER_ACTIVE),
            row(WITH_DISPENSER_ACTIVE,           AMENDED_TO_NOTHING,             NOT_DISPENSED),
            row(DISPENSED,                       AMENDED_TO_NOTHING,             NOT_DISPENSED),
            row(NOT_DISPENSED,                   AMENDED_TO_NOTHING,             NOT_DISPENSED),
            row(PrescriptionStatus.CLAIMED,      AMENDED_TO_FULL,                PrescriptionStatus.CLAIMED),
            row(PrescriptionStatus.CLAIMED,      AMENDED_TO_NOTHING,             PrescriptionStatus.CLAIMED),
            row(WITH_DISPENSER_ACTIVE,           WITHDRAWN_TO_RELEASED,          WITH_DISPENSER),
            row(DISPENSED,                       WITHDRAWN_TO_RELEASED,          WITH_DISPENSER),
            row(NOT_DISPENSED,                   WITHDRAWN_TO_RELEASED,          WITH_DISPENSER),
            row(WITH_DISPENSER_ACTIVE,           WITHDRAWN_TO_PART,              WITH_DISPENSER_ACTIVE),
            row(DISPENSED,                       WITHDRAWN_TO_PART,              WITH_DISPENSER_ACTIVE),
            row(NOT_DISPENSED,                   WITHDRAWN_TO_PART,              WITH_DISPENSER_ACTIVE),
            row(WITH_DISPENSER_ACTIVE,           WITHDRAWN_TO_FULL,              DISPENSED),
            row(DISPENSED,                       WITHDRAWN_TO_FULL,              DISPENSED),
            row(NOT_DISPENSED,                   WITHDRAWN_TO_FULL,              DISPENSED),
            row(WITH_DISPENSER_ACTIVE,           WITHDRAWN_TO_NOTHING,           NOT_DISPENSED),
            row(DISPENSED,                       WITHDRAWN_TO_NOTHING,           NOT_DISPENSED),
            row(NOT_DISPENSED,                   WITHDRAWN_TO_NOTHING,           NOT_DISPENSED),
            row(DISPENSED,                       PrescriptionEvent.CLAIMED,      PrescriptionStatus.CLAIMED),
            row(NOT_DISPENSED,                   PrescriptionEvent.CLAIMED,      PrescriptionStatus.CLAIMED),
            row(PrescriptionStatus.CLAIMED,      CLAIM_AMENDED,                  PrescriptionStatus.CLAIMED),
            row(WITH_DISPENSER,                  RETURNED,                       TO_BE_DISPENSED),
            row(WITH_DISPENSER,                  RETURNED_FOR_SIGNATURE,         TO_BE_DISPENSED),
            row(AWAITING_RELEASE_READY,          CANCELLED_BY_PRESCRIBER,        CANCELLED),
            row(TO_BE_DISPENSED,                 CANCELLED_BY_PRESCRIBER,        CANCELLED),
            row(REPEAT_DISPENSE_FUTURE_INSTANCE, CANCELLED_BY_PRESCRIBER,        CANCELLED),
            row(PRESCRIPTION_FUTURE_INSTANCE,    CANCELLED_BY_PRESCRIBER,        CANCELLED),
            row(AWAITING_RELEASE_READY,          ITEM_CANCELLED,                 AWAITING_RELEASE_READY),
            row(TO_BE_DISPENSED,                 ITEM_CANCELLED,                 TO_BE_DISPENSED),
            row(REPEAT_DISPENSE_FUTURE_INSTANCE, ITEM_CANCELLED,                 REPEAT_DISPENSE_FUTURE_INSTANCE),
            row(PRESCRIPTION_FUTURE_INSTANCE,    ITEM_CANCELLED,                 PRESCRIPTION_FUTURE_INSTANCE),
            row(WITH_DISPENSER,                  MARKED_FOR_CANCELLATION,        WITH_DISPENSER),
            row(WITH_DISPENSER_ACTIVE,           MARKED_FOR_CANCELLATION,        WITH_DISPENSER_ACTIVE),
            row(AWAITING_RELEASE_READY,          SUBSEQUENTLY_CANCELLED,         CANCELLED),
            row(TO_BE_DISPENSED,                 SUBSEQUENTLY_CANCELLED,         CANCELLED),
            row(REPEAT_DISPENSE_FUTURE_INSTANCE, SUBSEQUENTLY_CANCELLED,         CANCELLED),
            row(PRESCRIPTION_FUTURE_INSTANCE,    SUBSEQUENTLY_CANCELLED,         CANCELLED),
            row(NOT_DISPENSED,                   SUBSEQUENTLY_CANCELLED,         CANCELLED),
            row(AWAITING_RELEASE_READY,          ITEM_SUBSEQUENTLY_CANCELLED,    AWAITING_RELEASE_READY),
            row(TO_BE_DISPENSED,                 ITEM_SUBSEQUENTLY_CANCELLED,    TO_BE_DISPENSED),
            row(REPEAT_DISPENSE_FUTURE_INSTANCE, ITEM_SUBSEQUENTLY_CANCELLED,    REPEAT_DISPENSE_FUTURE_INSTANCE),
            row(PRESCRIPTION_FUTURE_INSTANCE,    ITEM_SUBSEQUENTLY_CANCELLED,    PRESCRIPTION_FUTURE_INSTANCE),
            row(NOT_DISPENSED,                   ITEM_SUBSEQUENTLY_CANCELLED,    NOT_DISPENSED),
            row(AWAITING_RELEASE_READY,          EXPIRY_REACHED,                 EXPIRED),
            row(TO_BE_DISPENSED,                 EXPIRY_REACHED,                 EXPIRED),
            row(WITH_DISPENSER,                  EXPIRY_REACHED,                 EXPIRED),
            row(REPEAT_DISPENSE_FUTURE_INSTANCE, EXPIRY_REACHED,                 EXPIRED),
            row(PRESCRIPTION_FUTURE_INSTANCE,    EXPIRY_REACHED,                 EXPIRED),
            row(CANCELLED_FUTURE_INSTANCE,       EXPIRY_REACHED,                 EXPIRED),
            row(WITH_DISPENSER_ACTIVE,           EXPIRY_REACHED,                 DISPENSED),
            row(AWAITING_RELEASE_READY,          ITEM_EXPIRED,                   AWAITING_RELEASE_READY),
            row(TO_BE_DISPENSED,                 ITEM_EXPIRED,                   TO_BE_DISPENSED),
            row(WITH_DISPENSER,                  ITEM_EXPIRED,                   WITH_DISPENSER),
            row(WITH_DISPENSER_ACTIVE,           ITEM_EXPIRED,                   WITH_DISPENSER_ACTIVE),
            row(REPEAT_DISPENSE_FUTURE_INSTANCE, ITEM_EXPIRED,                   REPEAT_DISPENSE_FUTURE_INSTANCE),
            row(PRESCRIPTION_FUTURE_INSTANCE,    ITEM_EXPIRED,                   PRESCRIPTION_FUTURE_INSTANCE),
            row(WITH_DISPENSER_ACTIVE,           NOTHING_LEFT_TO_DISPENSE,       NOT_DISPENSED),
            row(WITH_DISPENSER_ACTIVE,           CLAIM_WINDOW_CLOSED,            NO_CLAIMED),
            row(DISPENSED,                       CLAIM_WINDOW_CLOSED,            NO_CLAIMED),
            row(AWAITING_RELEASE_READY,          READY_DATE_REACHED,             TO_BE_DISPENSED),
            row(PRESCRIPTION_FUTURE_INSTANCE,    READY_DATE_REACHED,             TO_BE_DISPENSED),
            row(REPEAT_DISPENSE_FUTURE_INSTANCE, PREVIOUS_ISSUE_COMPLETED_EARLY, AWAITING_RELEASE_READY),
            row(REPEAT_DISPENSE_FUTURE_INSTANCE, PREVIOUS_ISSUE_COMPLETED_LATE,  TO_BE_DISPENSED),
            row(AWAITING_RELEASE_READY,          PREVIOUS_ISSUE_REOPENED,        REPEAT_DISPENSE_FUTURE_INSTANCE),
            row(TO_BE_DISPENSED,                 PREVIOUS_ISSUE_REOPENED,        REPEAT_DISPENSE_FUTURE_INSTANCE),
            row(TO_BE_DISPENSED,                 REVIEW_APPROVED,                TO_BE_DISPENSED),
            row(PRESCRIPTION_FUTURE_INSTANCE,    REVIEW_APPROVED,                PRESCRIPTION_FUTURE_INSTANCE),
            row(TO_BE_DISPENSED,                 REVIEW_REFUSED,                 CANCELLED),
            row(REPEAT_DISPENSE_FUTURE_INSTANCE, REVIEW_REFUSED,                 CANCELLED),
            row(PRESCRIPTION_FUTURE_INSTANCE,    REVIEW_REFUSED,                 CANCELLED),
            row(TO_BE_DISPENSED,                 AMENDED,                        TO_BE_DISPENSED),
            row(PRESCRIPTION_FUTURE_INSTANCE,    AMENDED,                        TO_BE_DISPENSED),
            row(REPEAT_DISPENSE_FUTURE_INSTANCE, AMENDED,                        REPEAT_DISPENSE_FUTURE_INSTANCE),
            row(TO_BE_DISPENSED,                 AMENDED_AHEAD,                  PRESCRIPTION_FUTURE_INSTANCE),
            row(PRESCRIPTION_FUTURE_INSTANCE,    AMENDED_AHEAD,                  PRESCRIPTION_FUTURE_INSTANCE),
            row(REPEAT_DISPENSE_FUTURE_INSTANCE, REMOVED_BY_AMENDMENT,           REPEAT_DISPENSE_FUTURE_INSTANCE),
            row(AWAITING_RELEASE_READY,          NOMINATION_CHANGED,             AWAITING_RELEASE_READY),
            row(TO_BE_DISPENSED,                 NOMINATION_CHANGED,             TO_BE_DISPENSED),
            row(REPEAT_DISPENSE_FUTURE_INSTANCE, NOMINATION_CHANGED,             REPEAT_DISPENSE_FUTURE_INSTANCE),
            row(PRESCRIPTION_FUTURE_INSTANCE,    NOMINATION_CHANGED,             PRESCRIPTION_FUTURE_INSTANCE),
            row(AWAITING_RELEASE_READY,          SITE_CLOSED,                    AWAITING_RELEASE_READY),
            row(TO_BE_DISPENSED,                 SITE_CLOSED,                    TO_BE_DISPENSED),
            row(REPEAT_DISPENSE_FUTURE_INSTANCE, SITE_CLOSED,                    REPEAT_DISPENSE_FUTURE_INSTANCE),
            row(PRESCRIPTION_FUTURE_INSTANCE,    SITE_CLOSED,                    PRESCRIPTION_FUTURE_INSTANCE));
    // spotless:on

    private PrescriptionLifecycle() {}

    /** Where the event leads, or empty if it may not happen in this status. */
    public static Optional<PrescriptionStatus> next(PrescriptionStatus from, PrescriptionEvent on) {
        return TABLE.next(from, on);
    }

    /** The statuses in which the event may happen. */
    public static List<PrescriptionStatus> from(PrescriptionEvent on) {
        return TABLE.from(on);
    }

    /**
     * The status with which an issue begins (eps.md 4.3, rows 1, 1f and 1r).
     *
     * @param ahead whether the prescription's day, or the window of an eRD, is more than one day ahead
     */
    public static PrescriptionStatus first(int issueNumber, boolean ahead) {
        if (issueNumber > 1) {
            return REPEAT_DISPENSE_FUTURE_INSTANCE;
        }
        return ahead ? PRESCRIPTION_FUTURE_INSTANCE : TO_BE_DISPENSED;
    }

    /** The rows, for tests and documents. */
    public static List<TransitionTable.Row<PrescriptionStatus, PrescriptionEvent>> rows() {
        return TABLE.rows();
    }
}
