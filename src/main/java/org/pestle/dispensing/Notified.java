package org.pestle.dispensing;

import java.util.List;
import org.pestle.prescription.PrescriptionStatus;
import org.pestle.problems.Finding;

/**
 * A notification that was recorded.
 *
 * @param status that the issue now has
 * @param notes what the pharmacist should know about it all the same; mostly nothing
 */
public record Notified(PrescriptionStatus status, List<Finding> notes) {
    /** Copies the list. */
    public Notified {
        notes = List.copyOf(notes);
    }
}
