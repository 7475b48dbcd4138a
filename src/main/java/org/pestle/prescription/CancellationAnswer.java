package org.pestle.prescription;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pestle.values.OdsCode;

/**
 * The answer to a cancellation.
 *
 * @param at when it was decided
 * @param dispenser who has the prescription or dispensed it, where the response names it, else null
 * @param changedRecord whether the record was changed and the change stays: it was cancelled, marked, or a placeholder
 *     was kept
 */
public record CancellationAnswer(
        CancellationResponse response, Instant at, @Nullable OdsCode dispenser, boolean changedRecord) {}
