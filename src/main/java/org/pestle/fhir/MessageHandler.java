package org.pestle.fhir;

import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.pestle.access.Caller;
import org.pestle.access.Operation;
import org.pestle.problems.Finding;
import org.springframework.http.ResponseEntity;

/** Handles the messages of one event that come by {@code $process-message}. */
public interface MessageHandler {
    /** The code of the event. */
    String event();

    /** What its sender asks for; a base knows the event if the operation has an address there. */
    Operation operation();

    /** What is wrong with a message of that event as it stands, whoever sends it: for {@code $validate}. */
    List<Finding> findings(Bundle bundle);

    /**
     * What its sender should know before sending a message of that event that nothing is wrong with. May ask outside.
     *
     * @param caller who wants to know
     */
    default List<Finding> outlook(Bundle bundle, Caller caller) {
        return List.of();
    }

    /** Answers a message of that event. */
    ResponseEntity<byte[]> handle(Bundle bundle, Received received);
}
