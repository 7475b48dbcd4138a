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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A return as a pharmacy's system sends it (eps.md 1.7), made from a prescription as it was released.
 *
 * @param prescription the message Bundle of the release answer
 * @param releaseId the id of the release
 */
public record SampleReturn(JsonNode prescription, String releaseId, SamplePharmacy pharmacy, Instant now) {
    /** The Task, with a reason of the code list: four digits. */
    public String because(String reason) {
        ObjectNode task = resource("Task")
                .put("id", newId())
                .set(
                        "contained",
                        list(
                                SampleJson.pharmacist(pharmacy)
                                        .put("id", "requester")
                                        .set("organization", reference("#organisation")),
                                SampleJson.organisation(pharmacy).put("id", "organisation")))
                .set("identifier", list(identifier(SampleJson.UUIDS, newId())))
                .put("status", "rejected")
                .set(
                        "statusReason",
                        concept(CODE_SYSTEMS + "EPS-task-dispense-return-status-reason", reason, "Returned"))
                .put("intent", "order")
                .set(
                        "code",
                        concept("http://hl7.org/fhir/CodeSystem/task-code", "fulfill", "Fulfill the focal request"))
                .set(
                        "groupIdentifier",
                        identifier(
                                "https://fhir.nhs.uk/Id/prescription-order-number",
                                SampleRelease.prescriptionId(prescription)))
                .set("focus", object().set("identifier", identifier(SampleJson.UUIDS, releaseId)))
                .set("for", object().set("identifier", identifier("https://fhir.nhs.uk/Id/nhs-number", nhsNumber())))
                .put("authoredOn", now.truncatedTo(ChronoUnit.SECONDS).toString())
                .set("requester", reference("#requester"))
                .set("reasonCode", concept("http://snomed.info/sct", "33633005", "Prescription of drug"));
        repeats(task);
        return SampleJson.write(task);
    }

    private String nhsNumber() {
        return SampleJson.resources(prescription, "Patient")
                .map(patient -> patient.path("identifier").path(0).path("value").asString())
                .findFirst()
                .orElse("");
    }

    /** An eRD prescription says which issue goes back, as the release counted it. */
    private void repeats(ObjectNode task) {
        SampleJson.resources(prescription, "MedicationRequest")
                .flatMap(request -> request.path("basedOn").valueStream())
                .flatMap(basedOn -> SampleJson.extension(basedOn, "EPS-RepeatInformation").stream())
                .findFirst()
                .ifPresent(repeats -> task.set(
                        "extension",
                        list(object().put("url", EXTENSIONS + "EPS-RepeatInformation")
                                .set("extension", repeats.path("extension")))));
    }
}
