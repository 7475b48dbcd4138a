package org.pestle.cli;

import static org.pestle.cli.SampleJson.CODE_SYSTEMS;
import static org.pestle.cli.SampleJson.EXTENSIONS;
import static org.pestle.cli.SampleJson.coding;
import static org.pestle.cli.SampleJson.concept;
import static org.pestle.cli.SampleJson.entry;
import static org.pestle.cli.SampleJson.identifier;
import static org.pestle.cli.SampleJson.list;
import static org.pestle.cli.SampleJson.newId;
import static org.pestle.cli.SampleJson.object;
import static org.pestle.cli.SampleJson.reference;
import static org.pestle.cli.SampleJson.resource;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A sample dispense notification, made from a prescription as it was released (eps.md 1.6). */
public final class SampleDispense {
    private static final Map<String, String> ITEM_STATUSES = Map.of(
            "0001", "Item fully dispensed",
            "0002", "Item not dispensed",
            "0003", "Item dispensed - partial",
            "0004", "Item not dispensed - owing",
            "0005", "Item Cancelled",
            "0006", "Expired",
            "0008", "Item with dispenser");
    private static final Map<String, String> PRESCRIPTION_STATUSES =
            Map.of("0003", "With Dispenser - Active", "0006", "Dispensed", "0007", "Not Dispensed");

    private final JsonNode prescription;
    private final String releaseId;
    private final SamplePharmacy pharmacy;
    private final Instant handedOverAt;

    /**
     * Of a prescription.
     *
     * @param prescription the message Bundle of the release answer
     * @param releaseId the id of the release
     */
    public SampleDispense(JsonNode prescription, String releaseId, SamplePharmacy pharmacy, Instant handedOverAt) {
        this.prescription = prescription;
        this.releaseId = releaseId;
        this.pharmacy = pharmacy;
        this.handedOverAt = handedOverAt.truncatedTo(ChronoUnit.SECONDS);
    }

    /** Everything was dispensed as it was ordered. */
    public String inFull() {
        List<String> statuses = requests().stream().map(request -> "0001").toList();
        return with("0006", statuses);
    }

    /**
     * With these statuses.
     *
     * @param status of the prescription
     * @param itemStatuses of each item, in the order of the prescription; of a partly dispensed one half is supplied
     */
    public String with(String status, List<String> itemStatuses) {
        String organisation = newId();
        List<ObjectNode> dispenses = new ArrayList<>();
        List<ObjectNode> requests = requests();
        for (int i = 0; i < requests.size(); i++) {
            dispenses.add(dispense(i + 1, requests.get(i), status, itemStatuses.get(i), organisation));
        }
        String id = newId();
        ArrayNode entries = list();
        ArrayNode focus = list();
        ArrayNode rest = list();
        for (ObjectNode dispense : dispenses) {
            String dispenseId = newId();
            focus.add(reference("urn:uuid:" + dispenseId));
            rest.add(entry(dispenseId, dispense));
        }
        entries.add(entry(newId(), header(focus)));
        entries.addAll(rest);
        entries.add(entry(organisation, organisation()));
        return SampleJson.write(resource("Bundle")
                .put("id", id)
                .set("identifier", identifier(SampleJson.UUIDS, id))
                .put("type", "message")
                .put("timestamp", handedOverAt.toString())
                .set("entry", entries));
    }

    private List<ObjectNode> requests() {
        return SampleJson.resources(prescription, "MedicationRequest").toList();
    }

    private ObjectNode header(ArrayNode focus) {
        return resource("MessageHeader")
                .set(
                        "eventCoding",
                        coding(CODE_SYSTEMS + "message-event", "dispense-notification", "Dispense Notification"))
                .set(
                        "sender",
                        object().put("display", pharmacy.name())
                                .set("identifier", identifier(SampleJson.ODS, pharmacy.odsCode())))
                .set("source", object().put("endpoint", "https://pharmacy.example/" + pharmacy.odsCode()))
                .set("reason", concept(CODE_SYSTEMS + "message-reason-prescription", "notification", "Notification"))
                .set("response", object().put("identifier", releaseId).put("code", "ok"))
                .set("focus", focus);
    }

    private ObjectNode organisation() {
        ObjectNode authority = object().put("url", "reimbursementAuthority")
                .set("valueIdentifier", identifier(SampleJson.ODS, "T1450"));
        return SampleJson.organisation(pharmacy)
                .set(
                        "extension",
                        list(object().put("url", EXTENSIONS + "ODS-OrganisationRelationships")
                                .set("extension", list(authority))));
    }

    private ObjectNode dispense(int number, ObjectNode request, String status, String itemStatus, String organisation) {
        ObjectNode performer = SampleJson.pharmacist(pharmacy)
                .put("id", "performer")
                .set("organization", reference("urn:uuid:" + organisation));
        ObjectNode dispense = resource("MedicationDispense")
                .set("contained", list(performer, asPrescribed(request, number)))
                .set("extension", extensions(request, status))
                .set("identifier", list(identifier(SampleJson.DISPENSE_ITEM_NUMBER, newId())))
                .put("status", "completed");
        if ("0002".equals(itemStatus)) {
            dispense.set(
                    "statusReasonCodeableConcept",
                    concept(
                            CODE_SYSTEMS + "medicationdispense-status-reason",
                            "0001",
                            "Not required as instructed by the patient"));
        }
        return dispense.set("medicationCodeableConcept", request.path("medicationCodeableConcept"))
                .set("subject", patient())
                .set("performer", list(object().set("actor", reference("#performer"))))
                .set("authorizingPrescription", list(reference("#m" + number)))
                .set(
                        "type",
                        concept(
                                CODE_SYSTEMS + "medicationdispense-type",
                                itemStatus,
                                ITEM_STATUSES.getOrDefault(itemStatus, itemStatus)))
                .set("quantity", quantity(request, itemStatus))
                .put("whenHandedOver", handedOverAt.toString())
                .set("dosageInstruction", request.path("dosageInstruction"));
    }

    private static ArrayNode extensions(ObjectNode request, String status) {
        ArrayNode extensions = list(object().put("url", EXTENSIONS + "EPS-TaskBusinessStatus")
                .set(
                        "valueCoding",
                        coding(
                                CODE_SYSTEMS + "EPS-task-business-status",
                                status,
                                PRESCRIPTION_STATUSES.getOrDefault(status, status))));
        SampleJson.extension(request.path("basedOn").path(0), "EPS-RepeatInformation")
                .ifPresent(extensions::add);
        return extensions;
    }

    private ObjectNode asPrescribed(ObjectNode request, int number) {
        ObjectNode prescribed = request.deepCopy();
        prescribed.put("id", "m" + number);
        prescribed.set("subject", patient());
        prescribed.remove("requester");
        prescribed.set(
                "requester",
                object().set(
                                "identifier",
                                identifier("https://fhir.nhs.uk/Id/sds-role-profile-id", prescriberRoleProfile())));
        return prescribed;
    }

    private String prescriberRoleProfile() {
        return SampleJson.resources(prescription, "PractitionerRole")
                .map(role -> role.path("identifier").path(0).path("value").asString(""))
                .findFirst()
                .orElse("");
    }

    private ObjectNode patient() {
        JsonNode patient =
                SampleJson.resources(prescription, "Patient").findFirst().orElseThrow();
        return object().put("type", "Patient")
                .set("identifier", patient.path("identifier").path(0));
    }

    private static ObjectNode quantity(ObjectNode request, String itemStatus) {
        ObjectNode quantity = ((ObjectNode) request.path("dispenseRequest").path("quantity")).deepCopy();
        BigDecimal ordered = quantity.path("value").decimalValue();
        quantity.put(
                "value",
                switch (itemStatus) {
                    case "0001" -> ordered;
                    case "0003" -> ordered.divide(BigDecimal.TWO);
                    default -> BigDecimal.ZERO;
                });
        return quantity;
    }
}
