package org.pestle.dispensing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pestle.prescription.LineItemStatus;
import org.pestle.prescription.PrescriptionStatus;
import org.pestle.values.LineItemId;

/**
 * A dispense notification as it was kept, with the state in which it found the issue: what an amendment starts from and
 * a withdrawal goes back to.
 *
 * @param to what the issue became
 * @param handedOverAt when the medicines were handed over; an amendment keeps that of the notification it replaces
 * @param isInForce whether it was neither amended nor withdrawn
 * @param replaces the notification that it amends, or null
 * @param from the status from which it moves each item: of an amendment, that in which the first notification of its
 *     line found it
 */
record KeptNotification(
        UUID id,
        int issueNumber,
        PrescriptionStatus to,
        Instant handedOverAt,
        boolean isInForce,
        @Nullable UUID replaces,
        Map<LineItemId, LineItemStatus> from,
        Before before) {
    /** Copies the map. */
    KeptNotification {
        from = Map.copyOf(from);
    }

    /**
     * The issue when the notification came.
     *
     * @param dispensedOn day of the last supply before it, or null
     * @param completedOn day of completion before it, or null
     * @param lastNotification the notification before it, or null
     */
    record Before(
            PrescriptionStatus status,
            Map<LineItemId, LineItemStatus> items,
            @Nullable LocalDate dispensedOn,
            @Nullable LocalDate completedOn,
            @Nullable UUID lastNotification) {
        /** Copies the map. */
        Before {
            items = Map.copyOf(items);
        }
    }
}
