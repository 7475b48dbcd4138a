package org.pestle.dispensing;

import java.util.List;

/** Reads where a patient lives from a stored prescription message. The FHIR edge knows how. */
public interface PatientAddress {
    /** The lines of the address, the postcode last; none where the message has none or is damaged. */
    List<String> in(byte[] message);
}
