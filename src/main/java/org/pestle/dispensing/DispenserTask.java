package org.pestle.dispensing;

import java.util.UUID;
import org.pestle.values.PrescriptionId;

/** What a pharmacy asks for by a Task: to give a prescription back, or to withdraw what it notified (eps.md 1.7). */
public sealed interface DispenserTask permits ReturnRequest, WithdrawRequest {
    /** The Task's own id. */
    UUID id();

    /** The prescription it is about. */
    PrescriptionId prescription();
}
