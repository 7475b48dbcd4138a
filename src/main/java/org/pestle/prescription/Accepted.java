package org.pestle.prescription;

import org.jspecify.annotations.Nullable;
import org.pestle.routing.Nomination;
import org.pestle.signature.SignatureVerdict;
import org.pestle.values.OdsCode;

/**
 * An order that may be kept: its signature holds and it is known where it goes.
 *
 * @param verdict why it was believed
 * @param commissioner ICB of the practice by the directory, else by the message, else null
 */
public record Accepted(
        PrescriptionOrder order,
        SignatureVerdict.Valid verdict,
        Nomination nomination,
        @Nullable OdsCode commissioner) {}
