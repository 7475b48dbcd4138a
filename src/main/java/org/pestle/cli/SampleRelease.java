package org.pestle.cli;

import static org.pestle.cli.SampleJson.identifier;
import static org.pestle.cli.SampleJson.object;
import static org.pestle.cli.SampleJson.parse;
import static org.pestle.cli.SampleJson.resource;
import static org.pestle.cli.SampleJson.resources;

import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A sample release request, and how its answer is read (eps.md 1.5). */
public final class SampleRelease {
    private SampleRelease() {}

    /** The body of a nominated bulk release. */
    public static String nominated(SamplePharmacy pharmacy) {
        return SampleJson.write(parameters(pharmacy));
    }

    /** The body of a release of one prescription by its short id. */
    public static String byId(SamplePharmacy pharmacy, String prescriptionId) {
        ObjectNode parameters = parameters(pharmacy);
        ((ArrayNode) parameters.path("parameter"))
                .add(object().put("name", "group-identifier")
                        .set(
                                "valueIdentifier",
                                identifier("https://fhir.nhs.uk/Id/prescription-order-number", prescriptionId)));
        return SampleJson.write(parameters);
    }

    /** The id of the release, by which notifications and returns name it; empty text if nothing was passed. */
    public static String releaseId(String answer) {
        return parameter(parse(answer), "passedPrescriptions")
                .map(bundle -> bundle.path("identifier").path("value").asString(""))
                .findFirst()
                .orElse("");
    }

    /** The prescriptions of a release answer that the pharmacy now holds, each a message Bundle. */
    public static List<JsonNode> passed(String answer) {
        return parameter(parse(answer), "passedPrescriptions")
                .flatMap(bundle -> resources(bundle, "Bundle"))
                .map(JsonNode.class::cast)
                .toList();
    }

    /** The short id of a prescription Bundle. */
    public static String prescriptionId(JsonNode prescription) {
        return resources(prescription, "MedicationRequest")
                .map(request -> request.path("groupIdentifier").path("value").asString(""))
                .findFirst()
                .orElse("");
    }

    private static Stream<JsonNode> parameter(JsonNode parameters, String name) {
        return parameters
                .path("parameter")
                .valueStream()
                .filter(parameter -> name.equals(parameter.path("name").asString("")))
                .map(parameter -> parameter.path("resource"));
    }

    private static ObjectNode parameters(SamplePharmacy pharmacy) {
        return resource("Parameters")
                .put("id", SampleJson.newId())
                .set(
                        "parameter",
                        SampleJson.list(
                                object().put("name", "owner").set("resource", SampleJson.organisation(pharmacy)),
                                object().put("name", "status").put("valueCode", "accepted"),
                                object().put("name", "agent").set("resource", SampleJson.pharmacist(pharmacy))));
    }
}
