package org.pestle.cli;

import static org.pestle.cli.SampleJson.CODE_SYSTEMS;
import static org.pestle.cli.SampleJson.coding;
import static org.pestle.cli.SampleJson.concept;
import static org.pestle.cli.SampleJson.entry;
import static org.pestle.cli.SampleJson.identifier;
import static org.pestle.cli.SampleJson.list;
import static org.pestle.cli.SampleJson.newId;
import static org.pestle.cli.SampleJson.object;
import static org.pestle.cli.SampleJson.reference;
import static org.pestle.cli.SampleJson.resource;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * A cancellation as a prescriber's system sends it (eps.md 5.1), by the sandbox's prescriber.
 *
 * @param prescriptionId the short id, with hyphens
 * @param item the UUID of the item
 * @param nhsNumber the patient's
 * @param reason four digits of the code list
 */
public record SampleCancellation(String prescriptionId, String item, String nhsNumber, String reason) {
    private static final String PRACTICE = "A83008";

    /** Of one item of an order, counted from 0. */
    public static SampleCancellation of(ObjectNode order, int item, String reason) {
        List<ObjectNode> requests =
                SampleJson.resources(order, "MedicationRequest").toList();
        ObjectNode patient = SampleJson.resources(order, "Patient").findFirst().orElseThrow();
        return new SampleCancellation(
                SampleOrder.prescriptionId(order),
                requests.get(item).path("identifier").path(0).path("value").asString(),
                patient.path("identifier").path(0).path("value").asString(),
                reason);
    }

    /** The message that cancels the item alone. */
    public ObjectNode ofItem() {
        return message(header());
    }

    /** The message that cancels the whole prescription. */
    public ObjectNode ofWholePrescription() {
        return message(header().set(
                        "extension",
                        list(object().put("url", "https://pestle.org/StructureDefinition/Extension-CancellationScope")
                                .put("valueCode", "prescription"))));
    }

    private static ObjectNode header() {
        return resource("MessageHeader")
                .put("id", newId())
                .set(
                        "eventCoding",
                        coding(
                                CODE_SYSTEMS + "message-event",
                                "prescription-order-update",
                                "Prescription Order Update"))
                .set("sender", object().set("identifier", identifier(SampleJson.ODS, PRACTICE)))
                .set("source", object().put("endpoint", "https://practice.example/" + PRACTICE))
                .set("reason", concept(CODE_SYSTEMS + "message-reason-prescription", "cancel", "Cancel"));
    }

    private ObjectNode message(ObjectNode header) {
        String patient = newId();
        String prescriber = newId();
        String person = newId();
        String organisation = newId();
        header.set("focus", list(reference("urn:uuid:" + item)));
        ObjectNode request = resource("MedicationRequest")
                .set("identifier", list(identifier(SampleJson.ITEM_NUMBER, item)))
                .put("status", "cancelled")
                .set(
                        "statusReason",
                        object().set(
                                        "coding",
                                        list(object().put("system", CODE_SYSTEMS + "medicationrequest-status-reason")
                                                .put("code", reason))))
                .put("intent", "order")
                .set("medicationCodeableConcept", concept("http://snomed.info/sct", "763158003", "Medicinal product"))
                .set("subject", reference("urn:uuid:" + patient))
                .set("requester", reference("urn:uuid:" + prescriber))
                .set("groupIdentifier", identifier("https://fhir.nhs.uk/Id/prescription-order-number", prescriptionId));
        return resource("Bundle")
                .put("id", newId())
                .set("identifier", identifier(SampleJson.UUIDS, newId()))
                .put("type", "message")
                .set(
                        "entry",
                        list(
                                entry(newId(), header),
                                entry(item, request),
                                entry(
                                        patient,
                                        resource("Patient")
                                                .set(
                                                        "identifier",
                                                        list(identifier(
                                                                "https://fhir.nhs.uk/Id/nhs-number", nhsNumber)))),
                                entry(prescriber, SamplePrescriber.role(person, organisation)),
                                entry(person, SamplePrescriber.person()),
                                entry(organisation, SamplePrescriber.practice(PRACTICE))));
    }
}
