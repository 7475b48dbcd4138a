package org.pestle.prescription;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pestle.values.PrescriptionId;

/**
 * One row of the history of an issue.
 *
 * @param version 1 for the first, without gaps
 * @param from status before, or null for the first
 * @param actor user, or client where there was none
 * @param organisation ODS code of the actor's organisation
 * @param requestId the call, or null for the night
 * @param previousHash hash of the row before; empty for the first
 * @param hash of this row and the one before
 */
public record HistoryEvent(
        PrescriptionId prescription,
        int issueNumber,
        int version,
        Instant recordedAt,
        PrescriptionEvent event,
        @Nullable PrescriptionStatus from,
        PrescriptionStatus to,
        String actor,
        String organisation,
        @Nullable UUID requestId,
        byte[] previousHash,
        byte[] hash) {}
