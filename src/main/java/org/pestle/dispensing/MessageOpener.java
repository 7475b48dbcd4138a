package org.pestle.dispensing;

/** Reads stored prescription messages, so that what is handed out is what was signed. The FHIR edge knows how. */
public interface MessageOpener {
    /**
     * Opens a message that was accepted when it came.
     *
     * @param received the bytes as received
     */
    OpenedMessage open(byte[] received);
}
