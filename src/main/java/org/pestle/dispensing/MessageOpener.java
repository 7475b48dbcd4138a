package org.pestle.dispensing;

import java.util.Optional;

/** Reads stored prescription messages, so that what is handed out is what was signed. The FHIR edge knows how. */
public interface MessageOpener {
    /**
     * Opens a message that was accepted when it came.
     *
     * @param received the bytes as received
     * @return the message, or empty if these bytes are not such a message any more
     */
    Optional<OpenedMessage> open(byte[] received);
}
