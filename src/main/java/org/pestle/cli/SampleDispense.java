package org.pestle.cli;

import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A dispense notification as a pharmacy's system sends it. */
public final class SampleDispense {
    private SampleDispense() {}

    /**
     * Everything dispensed in full, as it was ordered.
     *
     * @param prescription the released prescription: a message bundle
     * @param releaseId identifier of the release response it came with
     * @param persona who dispenses, as {@code /sandbox/personas} describes a pharmacist
     * @param site ODS code of the pharmacy
     * @param now business time
     */
    public static ObjectNode notification(
            JsonNode prescription, String releaseId, JsonNode persona, String site, Instant now) {
        return Json.object().put("resourceType", "Bundle");
    }
}
