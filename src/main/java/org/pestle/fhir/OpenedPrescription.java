package org.pestle.fhir;

import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.pestle.dispensing.OpenedMessage;
import org.pestle.signature.ReceivedSignature;
import org.pestle.signature.SignedContent;

/** A stored prescription message that has been read again. */
record OpenedPrescription(Bundle bundle, SignedContent content, List<ReceivedSignature> signatures)
        implements OpenedMessage {}
