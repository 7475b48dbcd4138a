package org.pestle.dispensing;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pestle.values.NhsNumber;
import org.pestle.values.OdsCode;
import org.pestle.values.PrescriptionId;

/**
 * A withdrawal as a pharmacy asks for it, read from a Task whose every value is right (eps.md 1.7).
 *
 * @param id the Task's own id
 * @param patient whose it is by the message
 * @param dispenser the pharmacy by the message; decides only for a locum
 * @param notification the dispense notification that is withdrawn
 * @param issueNumber which issue, from 1, or null where the message has no repeat information
 */
public record WithdrawRequest(
        UUID id,
        PrescriptionId prescription,
        NhsNumber patient,
        OdsCode dispenser,
        UUID notification,
        WithdrawReason reason,
        @Nullable Integer issueNumber)
        implements DispenserTask {}
