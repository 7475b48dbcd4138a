package org.pestle.fhir;

import org.hl7.fhir.r4.model.Bundle;
import org.pestle.dispensing.OpenedMessage;
import org.pestle.signature.SignedContent;

/** A stored prescription message, parsed once for both the check of its signature and the answer of a release. */
record OpenedPrescription(Bundle bundle, SignedContent content, byte[] signature) implements OpenedMessage {}
