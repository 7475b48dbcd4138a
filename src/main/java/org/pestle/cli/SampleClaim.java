package org.pestle.cli;

import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A claim as a pharmacy's system sends it. */
public final class SampleClaim {
    private SampleClaim() {}

    /**
     * Claims what a notification said was dispensed, without a charge and without endorsements.
     *
     * @param prescription the released prescription: a message bundle
     * @param notification the dispense notification that completed it
     * @param persona who claims, as {@code /sandbox/personas} describes a pharmacist
     * @param site ODS code of the pharmacy
     * @param now business time
     */
    public static ObjectNode claim(
            JsonNode prescription, JsonNode notification, JsonNode persona, String site, Instant now) {
        return Json.object().put("resourceType", "Claim");
    }
}
