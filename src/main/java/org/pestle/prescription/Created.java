package org.pestle.prescription;

import org.jspecify.annotations.Nullable;
import org.pestle.values.PrescriptionId;

/**
 * A prescription that was kept.
 *
 * @param chainHead hash of the first row of its history: with it the sender can witness that the history was not cut
 * @param hold why it is held for review, or null if it goes its way
 */
public record Created(
        PrescriptionId id, byte[] chainHead, @Nullable HoldReason hold) {}
