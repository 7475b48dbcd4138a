package org.pestle.nomination;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pestle.prescription.PrescriptionEvent;
import org.pestle.values.PrescriptionId;

/**
 * What a pharmacy is told of an issue that was moved. It names no patient and no other pharmacy.
 *
 * @param number within the pharmacy's notices, rising
 * @param arrived whether the issue came to the pharmacy; otherwise it left
 * @param reason why
 * @param prescription null where it left before the pharmacy had anything to do with it
 */
record MoveNotice(
        long number,
        boolean arrived,
        PrescriptionEvent reason,
        Instant at,
        @Nullable PrescriptionId prescription,
        int issueNumber) {
    /** The reason in the pharmacy's words. */
    String words() {
        return switch (reason) {
            case SITE_CLOSED -> "The directory says that the pharmacy has closed or takes no electronic prescriptions";
            default ->
                arrived
                        ? "The patient has nominated this pharmacy"
                        : "The patient has nominated another pharmacy, or none";
        };
    }
}
