package org.pestle.cli;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A release as a pharmacy's system asks for it. */
public final class SampleRelease {
    private SampleRelease() {}

    /**
     * The Parameters of {@code Task/$release}.
     *
     * @param persona who asks, as {@code /sandbox/personas} describes a pharmacist
     * @param site ODS code of the pharmacy it asks for
     * @param prescriptionId the one prescription wanted, or null for what is nominated to the site
     * @param now business time
     */
    public static ObjectNode request(JsonNode persona, String site, @Nullable String prescriptionId, Instant now) {
        return Json.object().put("resourceType", "Parameters");
    }
}
