package org.pestle.prescription;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pestle.values.OdsCode;
import org.pestle.values.PrescriptionId;

/**
 * A prescription that is held for review, with what a reviewer needs to judge it: who signed how much of what. Nothing
 * in it names the patient.
 *
 * @param signer subject of the certificate whose key signed it
 * @param items what was ordered, in the order of the message
 */
record Review(
        PrescriptionId id,
        HoldReason reason,
        Instant heldAt,
        String signer,
        String prescriber,
        OdsCode practice,
        String practiceName,
        List<String> items) {

    /** Copies the list. */
    Review {
        items = List.copyOf(items);
    }

    /** What a reviewer can decide. */
    enum Decision {
        /** It goes its way as if it had just arrived. */
        APPROVED,
        /** It is cancelled. */
        REFUSED
    }

    /**
     * A hold as it stands.
     *
     * @param decision what was decided, or null while it is open
     */
    record Hold(@Nullable Decision decision) {}
}
