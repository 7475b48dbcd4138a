package org.pestle.cli;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** An order as a prescriber's system sends it, with the sandbox's prescriber and one of its patients. */
public final class SampleOrder {
    /** How it repeats. */
    public enum Kind {
        /** Once. */
        ACUTE,
        /** Reissued by the prescriber. */
        REPEAT,
        /** Electronic repeat dispensing. */
        ERD
    }

    private SampleOrder() {}

    /**
     * A new unsigned prescription-order message with a new prescription id.
     *
     * @param kind how it repeats
     * @param pharmacy ODS code it is to go to, or null for the patient's own nomination
     * @param patient which of the sample patients, from 1
     * @param now business time: when it is written
     */
    public static ObjectNode message(Kind kind, @Nullable String pharmacy, int patient, Instant now) {
        return Json.object().put("resourceType", "Bundle");
    }

    /** The short prescription id in a message, with hyphens. */
    public static String prescriptionId(ObjectNode message) {
        return message.path("resourceType").asString("");
    }

    /**
     * Adds the signature to a message.
     *
     * @param timestamp as {@code $prepare} answered it
     * @param data base64 of the XML signature
     */
    public static ObjectNode sign(ObjectNode message, String timestamp, String data) {
        return Json.object().put("resourceType", "Bundle");
    }
}
