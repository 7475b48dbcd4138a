package org.pestle.cli;

import static org.pestle.cli.SampleJson.CODE_SYSTEMS;
import static org.pestle.cli.SampleJson.EXTENSIONS;
import static org.pestle.cli.SampleJson.concept;
import static org.pestle.cli.SampleJson.identifier;
import static org.pestle.cli.SampleJson.list;
import static org.pestle.cli.SampleJson.newId;
import static org.pestle.cli.SampleJson.object;
import static org.pestle.cli.SampleJson.reference;
import static org.pestle.cli.SampleJson.resource;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A sample claim, made from the dispense notification that completed the prescription (eps.md 1.8).
 *
 * @param exemption charge exemption code: 0001 is paid, others are exempt
 * @param endorsements of every item; NDEC says that there is none
 */
public record SampleClaim(SamplePharmacy pharmacy, String exemption, List<String> endorsements) {
    private static final String PRODUCTS = "http://snomed.info/sct";

    /** Copies the list. */
    public SampleClaim {
        endorsements = List.copyOf(endorsements);
    }

    /** Of somebody who paid the charge, without endorsements. */
    public static SampleClaim paid(SamplePharmacy pharmacy) {
        return new SampleClaim(pharmacy, "0001", List.of("NDEC"));
    }

    /** Of somebody who is 60 or over, without endorsements. */
    public static SampleClaim exempt(SamplePharmacy pharmacy) {
        return new SampleClaim(pharmacy, "0004", List.of("NDEC"));
    }

    /**
     * The claim for what a notification told.
     *
     * @param notification body of the dispense notification
     */
    public String of(String notification, Instant createdAt) {
        JsonNode bundle = SampleJson.parse(notification);
        List<ObjectNode> dispenses =
                SampleJson.resources(bundle, "MedicationDispense").toList();
        ObjectNode first = dispenses.getFirst();
        String id = newId();
        ArrayNode details = list();
        for (ObjectNode dispense : dispenses) {
            details.add(detail(details.size() + 1, dispense));
        }
        return SampleJson.write(resource("Claim")
                .put("id", id)
                .set(
                        "contained",
                        list(
                                SampleJson.pharmacist(pharmacy)
                                        .put("id", "provider")
                                        .set("organization", reference("#organisation")),
                                SampleJson.organisation(pharmacy).put("id", "organisation")))
                .set("identifier", list(identifier(SampleJson.UUIDS, id)))
                .put("created", createdAt.truncatedTo(ChronoUnit.SECONDS).toString())
                .put("status", "active")
                .put("use", "claim")
                .set("type", concept("http://terminology.hl7.org/CodeSystem/claim-type", "pharmacy", "Pharmacy"))
                .set("patient", object().set("identifier", first.path("subject").path("identifier")))
                .set("provider", reference("#provider"))
                .set("priority", concept("http://terminology.hl7.org/CodeSystem/processpriority", "normal", "Normal"))
                .set("insurance", list(insurance()))
                .set(
                        "payee",
                        object().set(
                                        "type",
                                        concept(
                                                "http://terminology.hl7.org/CodeSystem/payeetype",
                                                "provider",
                                                "Provider"))
                                .set("party", reference("#organisation")))
                .set("prescription", prescription(first))
                .set("item", list(item(first, details))));
    }

    private static ObjectNode insurance() {
        return object().put("sequence", 1)
                .put("focal", true)
                .set(
                        "coverage",
                        object().put("display", "NHS BUSINESS SERVICES AUTHORITY")
                                .set("identifier", identifier(SampleJson.ODS, "T1450")));
    }

    private static ObjectNode prescription(ObjectNode dispense) {
        JsonNode group = prescribed(dispense).path("groupIdentifier");
        ArrayNode parts = list(object().put("url", "shortForm")
                .set(
                        "valueIdentifier",
                        identifier(
                                "https://fhir.nhs.uk/Id/prescription-order-number",
                                group.path("value").asString(""))));
        SampleJson.extension(group, "DM-PrescriptionId")
                .ifPresent(longId ->
                        parts.add(object().put("url", "UUID").set("valueIdentifier", longId.path("valueIdentifier"))));
        return object().put("display", "A prescription order")
                .set(
                        "extension",
                        list(object().put("url", EXTENSIONS + "DM-GroupIdentifier")
                                .set("extension", parts)));
    }

    private ObjectNode item(ObjectNode dispense, ArrayNode details) {
        ArrayNode extensions = list();
        SampleJson.extension(dispense, "EPS-TaskBusinessStatus").ifPresent(extensions::add);
        SampleJson.extension(dispense, "EPS-RepeatInformation").ifPresent(extensions::add);
        String evidence = exemption.equals("0001") ? "no-evidence-seen" : "evidence-seen";
        return object().set("extension", extensions)
                .put("sequence", 1)
                .set("productOrService", concept(PRODUCTS, "16076005", "Prescription"))
                .set(
                        "programCode",
                        list(
                                concept(CODE_SYSTEMS + "prescription-charge-exemption", exemption, exemption),
                                concept(CODE_SYSTEMS + "DM-exemption-evidence", evidence, evidence)))
                .set("detail", details);
    }

    private ObjectNode detail(int sequence, ObjectNode dispense) {
        JsonNode prescribed = prescribed(dispense);
        String status =
                dispense.path("type").path("coding").path(0).path("code").asString("");
        boolean supplied = status.equals("0001");
        String charge = supplied && exemption.equals("0001") ? "paid-once" : "not-paid";
        ArrayNode programCodes = list(concept(CODE_SYSTEMS + "DM-prescription-charge", charge, charge));
        endorsements.forEach(
                code -> programCodes.add(concept(CODE_SYSTEMS + "medicationdispense-endorsement", code, code)));
        ObjectNode detail = object().set(
                        "extension",
                        list(
                                object().put("url", EXTENSIONS + "ClaimSequenceIdentifier")
                                        .set(
                                                "valueIdentifier",
                                                identifier(
                                                        "https://fhir.nhs.uk/Id/claim-sequence-identifier", newId())),
                                object().put("url", EXTENSIONS + "ClaimMedicationRequestReference")
                                        .set("valueReference", itemReference(prescribed))))
                .put("sequence", sequence)
                .set("productOrService", prescribed.path("medicationCodeableConcept"))
                .set("modifier", list(dispense.path("type")))
                .set("programCode", programCodes)
                .set("quantity", prescribed.path("dispenseRequest").path("quantity"));
        if (supplied) {
            detail.set("subDetail", list(supply(dispense)));
        }
        return detail;
    }

    private static ObjectNode itemReference(JsonNode prescribed) {
        return object().set("identifier", prescribed.path("identifier").path(0));
    }

    private static ObjectNode supply(ObjectNode dispense) {
        return object().set(
                        "extension",
                        list(object().put("url", EXTENSIONS + "ClaimMedicationDispenseReference")
                                .set(
                                        "valueReference",
                                        object().set(
                                                        "identifier",
                                                        dispense.path("identifier")
                                                                .path(0)))))
                .put("sequence", 1)
                .set("productOrService", dispense.path("medicationCodeableConcept"))
                .set("quantity", dispense.path("quantity"));
    }

    private static JsonNode prescribed(ObjectNode dispense) {
        return dispense.path("contained")
                .valueStream()
                .filter(contained -> "MedicationRequest"
                        .equals(contained.path("resourceType").asString("")))
                .findFirst()
                .orElseThrow();
    }
}
