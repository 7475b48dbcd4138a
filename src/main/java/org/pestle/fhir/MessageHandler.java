package org.pestle.fhir;

import org.hl7.fhir.r4.model.Bundle;
import org.springframework.http.ResponseEntity;

/** Handles the messages of one event that come by {@code $process-message}. */
public interface MessageHandler {
    /** The code of the event. */
    String event();

    /** Answers a message of that event. */
    ResponseEntity<byte[]> handle(Bundle bundle, Received received);
}
