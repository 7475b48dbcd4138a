package org.pestle.prescription;

import org.pestle.values.PrescriptionId;

/**
 * A prescription that was kept.
 *
 * @param chainHead hash of the first row of its history: with it the sender can witness that the history was not cut
 */
public record Created(PrescriptionId id, byte[] chainHead) {}
