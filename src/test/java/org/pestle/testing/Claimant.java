package org.pestle.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.pestle.cli.SampleCancellation;
import org.pestle.cli.SampleClaim;
import org.pestle.cli.SampleDispense;
import org.pestle.cli.SampleOrder;
import org.pestle.cli.SamplePharmacy;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A pharmacy that dispenses what is prescribed to it, claims, amends and answers over HTTP. */
public final class Claimant {
    private static final String FHIR = "application/fhir+json";
    private static final String DISPENSING = "/fhir-dispensing/FHIR/R4/";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Service service;

    /** FA565, at this service. */
    public Claimant(Service service) {
        this.service = service;
    }

    /** An acute order of one item that is dispensed in full: its notification. */
    public String dispensed() {
        return dispensed(order(SampleOrder.Kind.ACUTE, 1), "0006", List.of("0001"));
    }

    /** An order of so many items, not signed yet. */
    public ObjectNode order(SampleOrder.Kind kind, int items) {
        return new OrderEdits(SampleOrder.message(kind, "FA565", 1, service.now()))
                .items(items)
                .order();
    }

    /** An order that is sent, released and notified with these statuses: the notification. */
    public String dispensed(ObjectNode order, String status, List<String> itemStatuses) {
        Prescriber prescriber = new Prescriber(service);
        assertAccepted(prescriber.send(prescriber.sign(order).toString()));
        for (int item = 0; item < itemStatuses.size(); item++) {
            if (itemStatuses.get(item).equals("0005")) {
                prescriber.send(
                        SampleCancellation.of(order, item, "0001").ofItem().toString());
            }
        }
        Pharmacist.InHand inHand = new Pharmacist(service)
                .releaseById(SampleOrder.prescriptionId(order))
                .getFirst();
        String notification = new SampleDispense(
                        inHand.prescription(), inHand.releaseId(), SamplePharmacy.FA565, service.now())
                .with(status, itemStatuses);
        assertAccepted(service.post(DISPENSING + "$process-message", "pharmacist", FHIR, notification));
        return notification;
    }

    /** A claim for what was notified, of somebody exempt. */
    public ObjectNode claim(String notification) {
        return claim(notification, "0005");
    }

    /** The same with this exemption code. */
    public ObjectNode claim(String notification, String exemption) {
        return (ObjectNode)
                read(new SampleClaim(SamplePharmacy.FA565, exemption, List.of("NDEC")).of(notification, service.now()));
    }

    /** The same with a new id, in the place of another. */
    public ObjectNode replacing(ObjectNode claim, String replaced) {
        ObjectNode other = claim.deepCopy();
        ((ObjectNode) other.path("identifier").path(0))
                .put("value", UUID.randomUUID().toString());
        ArrayNode extensions = other.path("extension") instanceof ArrayNode there ? there : other.putArray("extension");
        extensions
                .addObject()
                .put("url", "https://fhir.nhs.uk/StructureDefinition/Extension-replacementOf")
                .putObject("valueIdentifier")
                .put("system", "https://tools.ietf.org/html/rfc4122")
                .put("value", replaced);
        return other;
    }

    /** The same, with nothing claimed of an item that was supplied. */
    public ObjectNode ofNothing(ObjectNode claim, int item) {
        ObjectNode other = claim.deepCopy();
        JsonNode supply = other.at("/item/0/detail/" + item + "/subDetail/0/quantity");
        ((ObjectNode) supply).put("value", 0);
        return other;
    }

    /** The same, its item supplied in another unit. */
    public ObjectNode inUnit(ObjectNode claim, int item, String code) {
        ObjectNode other = claim.deepCopy();
        JsonNode supply = other.at("/item/0/detail/" + item + "/subDetail/0/quantity");
        ((ObjectNode) supply).put("code", code);
        return other;
    }

    /** Sends a claim; answers 200, or the code of the refusal. */
    public String send(ObjectNode claim) {
        HttpResponse<String> answer = service.post(DISPENSING + "Claim", "pharmacist", FHIR, claim.toString());
        return answer.statusCode() == 200
                ? "200"
                : read(answer.body()).at("/issue/0/details/coding/0/code").asString();
    }

    /** Sends it at this time. */
    public String sendAt(Instant time, ObjectNode claim) {
        service.moveClockTo(time);
        return send(claim);
    }

    /** The id of a claim. */
    public static String id(ObjectNode claim) {
        return claim.at("/identifier/0/value").asString();
    }

    /** The claim as its contractor sees it. */
    public JsonNode view(ObjectNode claim) {
        return read(
                service.get("/reimbursement/claims/" + id(claim), "contractor").body());
    }

    private static JsonNode read(String text) {
        return JSON.readTree(text);
    }

    private static void assertAccepted(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
}
