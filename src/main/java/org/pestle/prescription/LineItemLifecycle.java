package org.pestle.prescription;

import static org.pestle.prescription.LineItemEvent.*;
import static org.pestle.prescription.LineItemStatus.*;
import static org.pestle.values.TransitionTable.row;

import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pestle.values.TransitionTable;

/**
 * How the status of a line item may change, row for row as in {@code src/docs/line-item-lifecycle.md} (eps.md 4.5), and
 * which statuses items may have under each status of their issue (eps.md 4.2).
 */
public final class LineItemLifecycle {
    // spotless:off
    static final TransitionTable<LineItemStatus, LineItemEvent> TABLE = TransitionTable.<LineItemStatus, LineItemEvent>of(
            //  from              on                             to
            row(TO_BE_DISPENSED,  RELEASED,                      WITH_DISPENSER),
            row(WITH_DISPENSER,   RETURNED,                      TO_BE_DISPENSED),
            row(WITH_DISPENSER,   NOTIFIED_FULLY_DISPENSED,      FULLY_DISPENSED),
            row(WITH_DISPENSER,   NOTIFIED_PARTLY_DISPENSED,     PARTLY_DISPENSED),
            row(WITH_DISPENSER,   NOTIFIED_OWING,                OWING),
            row(WITH_DISPENSER,   NOTIFIED_NOT_DISPENSED,        NOT_DISPENSED),
            row(WITH_DISPENSER,   NOTIFIED_UNCHANGED,            WITH_DISPENSER),
            row(PARTLY_DISPENSED, NOTIFIED_PARTLY_DISPENSED,     PARTLY_DISPENSED),
            row(PARTLY_DISPENSED, NOTIFIED_FULLY_DISPENSED,      FULLY_DISPENSED),
            row(OWING,            NOTIFIED_FULLY_DISPENSED,      FULLY_DISPENSED),
            row(OWING,            NOTIFIED_PARTLY_DISPENSED,     PARTLY_DISPENSED),
            row(OWING,            NOTIFIED_OWING,                OWING),
            row(OWING,            NOTIFIED_NOT_DISPENSED,        NOT_DISPENSED),
            row(FULLY_DISPENSED,  NOTIFIED_FULLY_DISPENSED,      FULLY_DISPENSED),
            row(NOT_DISPENSED,    NOTIFIED_NOT_DISPENSED,        NOT_DISPENSED),
            row(CANCELLED,        NOTIFIED_UNCHANGED,            CANCELLED),
            row(EXPIRED,          NOTIFIED_UNCHANGED,            EXPIRED),
            row(FULLY_DISPENSED,  CORRECTED_TO_WITH_DISPENSER,   WITH_DISPENSER),
            row(NOT_DISPENSED,    CORRECTED_TO_WITH_DISPENSER,   WITH_DISPENSER),
            row(PARTLY_DISPENSED, CORRECTED_TO_WITH_DISPENSER,   WITH_DISPENSER),
            row(OWING,            CORRECTED_TO_WITH_DISPENSER,   WITH_DISPENSER),
            row(WITH_DISPENSER,   CORRECTED_TO_FULLY_DISPENSED,  FULLY_DISPENSED),
            row(NOT_DISPENSED,    CORRECTED_TO_FULLY_DISPENSED,  FULLY_DISPENSED),
            row(PARTLY_DISPENSED, CORRECTED_TO_FULLY_DISPENSED,  FULLY_DISPENSED),
            row(OWING,            CORRECTED_TO_FULLY_DISPENSED,  FULLY_DISPENSED),
            row(WITH_DISPENSER,   CORRECTED_TO_PARTLY_DISPENSED, PARTLY_DISPENSED),
            row(FULLY_DISPENSED,  CORRECTED_TO_PARTLY_DISPENSED, PARTLY_DISPENSED),
            row(NOT_DISPENSED,    CORRECTED_TO_PARTLY_DISPENSED, PARTLY_DISPENSED),
            row(OWING,            CORRECTED_TO_PARTLY_DISPENSED, PARTLY_DISPENSED),
            row(WITH_DISPENSER,   CORRECTED_TO_OWING,            OWING),
            row(FULLY_DISPENSED,  CORRECTED_TO_OWING,            OWING),
            row(NOT_DISPENSED,    CORRECTED_TO_OWING,            OWING),
            row(PARTLY_DISPENSED, CORRECTED_TO_OWING,            OWING),
            row(WITH_DISPENSER,   CORRECTED_TO_NOT_DISPENSED,    NOT_DISPENSED),
            row(FULLY_DISPENSED,  CORRECTED_TO_NOT_DISPENSED,    NOT_DISPENSED),
            row(PARTLY_DISPENSED, CORRECTED_TO_NOT_DISPENSED,    NOT_DISPENSED),
            row(OWING,            CORRECTED_TO_NOT_DISPENSED,    NOT_DISPENSED),
            row(TO_BE_DISPENSED,  CANCELLED_BY_PRESCRIBER,       CANCELLED),
            row(TO_BE_DISPENSED,  SUBSEQUENTLY_CANCELLED,        CANCELLED),
            row(NOT_DISPENSED,    SUBSEQUENTLY_CANCELLED,        CANCELLED),
            row(TO_BE_DISPENSED,  EXPIRY_REACHED,                EXPIRED),
            row(WITH_DISPENSER,   EXPIRY_REACHED,                EXPIRED),
            row(PARTLY_DISPENSED, EXPIRY_REACHED,                FULLY_DISPENSED),
            row(OWING,            EXPIRY_REACHED,                NOT_DISPENSED));

    private static final Map<PrescriptionStatus, Set<LineItemStatus>> LEGAL = legal();

    private static Map<PrescriptionStatus, Set<LineItemStatus>> legal() {
        Map<PrescriptionStatus, Set<LineItemStatus>> legal = new EnumMap<>(PrescriptionStatus.class);
        Set<LineItemStatus> waiting = EnumSet.of(CANCELLED, EXPIRED, TO_BE_DISPENSED);
        Set<LineItemStatus> ended = EnumSet.of(CANCELLED, EXPIRED);
        Set<LineItemStatus> settled = EnumSet.of(FULLY_DISPENSED, NOT_DISPENSED, CANCELLED, EXPIRED);
        legal.put(PrescriptionStatus.AWAITING_RELEASE_READY,          waiting);
        legal.put(PrescriptionStatus.TO_BE_DISPENSED,                 waiting);
        legal.put(PrescriptionStatus.REPEAT_DISPENSE_FUTURE_INSTANCE, waiting);
        legal.put(PrescriptionStatus.PRESCRIPTION_FUTURE_INSTANCE,    waiting);
        legal.put(PrescriptionStatus.WITH_DISPENSER,                  EnumSet.of(CANCELLED, EXPIRED, WITH_DISPENSER));
        legal.put(PrescriptionStatus.WITH_DISPENSER_ACTIVE,           EnumSet.complementOf(EnumSet.of(TO_BE_DISPENSED)));
        legal.put(PrescriptionStatus.EXPIRED,                         ended);
        legal.put(PrescriptionStatus.CANCELLED,                       ended);
        legal.put(PrescriptionStatus.DISPENSED,                       settled);
        legal.put(PrescriptionStatus.CLAIMED,                         settled);
        legal.put(PrescriptionStatus.NO_CLAIMED,                      settled);
        legal.put(PrescriptionStatus.NOT_DISPENSED,                   EnumSet.of(NOT_DISPENSED, CANCELLED, EXPIRED));
        legal.put(PrescriptionStatus.CANCELLED_FUTURE_INSTANCE,       EnumSet.noneOf(LineItemStatus.class));
        return legal;
    }
    // spotless:on

    private LineItemLifecycle() {}

    /** Where the event leads, or empty if it may not happen in this status. */
    public static Optional<LineItemStatus> next(LineItemStatus from, LineItemEvent on) {
        return TABLE.next(from, on);
    }

    /** The statuses that items may have while their issue has this one. */
    public static Set<LineItemStatus> legalUnder(PrescriptionStatus status) {
        return Set.copyOf(LEGAL.getOrDefault(status, Set.of()));
    }

    /**
     * The status with which an item begins in an issue (eps.md 4.3, rows 1 and 1r): expired in the issues after its
     * last.
     *
     * @param issues how often the item may be dispensed
     */
    public static LineItemStatus first(int issues, int issueNumber) {
        return issues < issueNumber ? EXPIRED : TO_BE_DISPENSED;
    }

    /** Whether items may have these statuses while their issue has that one. */
    public static boolean areLegalUnder(PrescriptionStatus status, Collection<LineItemStatus> items) {
        return LEGAL.getOrDefault(status, Set.of()).containsAll(items);
    }

    /** The rows, for tests and documents. */
    public static List<TransitionTable.Row<LineItemStatus, LineItemEvent>> rows() {
        return TABLE.rows();
    }
}
