package org.pestle.prescription;

/** Reads a stored message again, so that what is dispensed is what was signed. The FHIR edge knows how. */
public interface StoredOrderReader {
    /**
     * The order in a message that was accepted when it came.
     *
     * @param message the bytes as received
     */
    PrescriptionOrder read(byte[] message);
}
