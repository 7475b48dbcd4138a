package org.pestle.cli;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a pharmacy's system would remember of a prescription between two commands.
 *
 * @param id short prescription id
 * @param persona who downloaded it
 * @param site ODS code of the pharmacy
 * @param releaseId identifier of the release response
 * @param prescription the message bundle as it was released
 * @param notification the dispense notification that was sent, or null
 */
record KeptPrescription(
        String id,
        String persona,
        String site,
        String releaseId,
        JsonNode prescription,
        @Nullable String notification) {

    KeptPrescription notifiedBy(String sent) {
        return new KeptPrescription(id, persona, site, releaseId, prescription, sent);
    }

    ObjectNode toJson() {
        ObjectNode kept = Json.object()
                .put("id", id)
                .put("persona", persona)
                .put("site", site)
                .put("releaseId", releaseId);
        kept.set("prescription", prescription);
        if (notification != null) {
            kept.put("notification", notification);
        }
        return kept;
    }

    static KeptPrescription fromJson(JsonNode kept) {
        return new KeptPrescription(
                kept.path("id").asString(),
                kept.path("persona").asString(),
                kept.path("site").asString(),
                kept.path("releaseId").asString(),
                kept.path("prescription"),
                kept.path("notification").asString(null));
    }
}
