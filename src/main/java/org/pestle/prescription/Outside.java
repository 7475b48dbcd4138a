package org.pestle.prescription;

import java.util.Optional;
import org.pestle.problems.Outcome;
import org.pestle.routing.Nomination;
import org.pestle.signature.SignatureVerdict;
import org.pestle.values.OdsCode;

/** What a new prescription makes us ask beyond the record. Never asked inside a transaction. */
interface Outside {
    /** Whether the signature of an order holds. */
    SignatureVerdict verdictOn(PrescriptionOrder order, String clientId);

    /** Where an order goes. */
    Outcome<Nomination> nominate(PrescriptionOrder order);

    /** The ICB of a practice by the directory, or empty if the directory does not know or cannot be asked. */
    Optional<OdsCode> commissionerOf(OdsCode practice);
}
