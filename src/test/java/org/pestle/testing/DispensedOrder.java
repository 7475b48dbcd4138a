package org.pestle.testing;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.pestle.cli.SampleClaim;
import org.pestle.cli.SampleDispense;
import org.pestle.cli.SampleOrder;
import org.pestle.cli.SamplePharmacy;
import org.pestle.cli.SampleRelease;
import org.pestle.cli.SampleReturn;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One order that was sent for FA565, and every message that a pharmacy can send about it, with the pharmacy's answers.
 */
public final class DispensedOrder {
    private static final String FHIR = "application/fhir+json";
    private static final String BASE = "/fhir-dispensing/FHIR/R4/";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final SamplePharmacy PHARMACY = SamplePharmacy.FA565;

    private final Service service;
    private final ObjectNode order;
    private JsonNode prescription;
    private String releaseId = UUID.randomUUID().toString();

    private DispensedOrder(Service service, ObjectNode order) {
        this.service = service;
        this.order = order;
        this.prescription = order;
    }

    /** A new one, in the record. */
    public static DispensedOrder sent(Service service, SampleOrder.Kind kind) {
        ObjectNode order = SampleOrder.message(kind, "FA565", 1, service.now());
        HttpResponse<String> answer = new Prescriber(service).signAndSend(order);
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.body());
        }
        return new DispensedOrder(service, order);
    }

    /** The short id, with hyphens. */
    public String id() {
        return SampleOrder.prescriptionId(order);
    }

    /** The id of the last release. */
    public String releaseId() {
        return releaseId;
    }

    /** The order as it was sent. */
    public ObjectNode order() {
        return order;
    }

    /** Puts it into a status by force, held by FA565 or by nobody. */
    public DispensedOrder forcedInto(String status, String itemStatus, boolean held) {
        JdbcClient jdbc = JdbcClient.create(service.context().getBean(DataSource.class));
        String id = id().replace("-", "");
        jdbc.sql("UPDATE issue_item SET status = ? WHERE prescription_id = ?")
                .params(itemStatus, id)
                .update();
        jdbc.sql("DELETE FROM worklist WHERE prescription_id = ?").param(id).update();
        jdbc.sql("""
                UPDATE prescription_issue
                   SET status = :status,
                       holder = CASE WHEN :held THEN 'FA565' END,
                       lease_id = CASE WHEN :held THEN CAST(:lease AS uuid) END,
                       released_at = CASE WHEN :held THEN now() END,
                       completed_on = CASE WHEN :status > '0003' AND :status < '9000' THEN starts_on END,
                       dispensed_on = CASE WHEN :status IN ('0003', '0006', '0008', '0009') THEN starts_on END
                 WHERE prescription_id = :id
                """)
                .param("status", status)
                .param("held", held)
                .param("lease", releaseId)
                .param("id", id)
                .update();
        return this;
    }

    /** Releases it by its id. */
    public HttpResponse<String> release(SamplePharmacy pharmacy) {
        HttpResponse<String> answer = post("Task/$release", pharmacy, SampleRelease.byId(pharmacy, id()));
        if (answer.statusCode() == 200 && pharmacy.equals(PHARMACY)) {
            releaseId = SampleRelease.releaseId(answer.body());
            prescription = SampleRelease.passed(answer.body()).getFirst();
        }
        return answer;
    }

    /** A notification that everything was dispensed, under the last release. */
    public ObjectNode notification() {
        return (ObjectNode)
                JSON.readTree(new SampleDispense(prescription, releaseId, PHARMACY, service.now()).inFull());
    }

    /** A notification that nothing of the released prescription was dispensed: the patient did not want it. */
    public ObjectNode nothingDispensed() {
        List<String> statuses = MadeOrder.resources(order, "MedicationRequest").stream()
                .map(item -> "0002")
                .toList();
        return (ObjectNode) JSON.readTree(
                new SampleDispense(prescription, releaseId, PHARMACY, service.now()).with("0007", statuses));
    }

    /** The same as an amendment. */
    public ObjectNode amendment(String replaces) {
        ObjectNode notification = notification();
        MadeOrder.resource(notification, "MessageHeader")
                .withArray("extension")
                .addObject()
                .put("url", "https://fhir.nhs.uk/StructureDefinition/Extension-replacementOf")
                .putObject("valueIdentifier")
                .put("system", "https://tools.ietf.org/html/rfc4122")
                .put("value", replaces);
        return notification;
    }

    /** A return. */
    public ObjectNode giveBack() {
        return (ObjectNode)
                JSON.readTree(new SampleReturn(prescription, releaseId, PHARMACY, service.now()).because("0002"));
    }

    /** A withdrawal of a notification. */
    public ObjectNode withdrawal(String notification) {
        ObjectNode task = giveBack();
        task.put("status", "in-progress");
        ((ObjectNode) task.at("/code/coding/0")).put("code", "abort");
        ((ObjectNode) task.at("/statusReason/coding/0"))
                .put("system", "https://fhir.nhs.uk/CodeSystem/EPS-task-dispense-withdraw-reason")
                .put("code", "QU");
        ((ObjectNode) task.at("/focus/identifier")).put("value", notification);
        return task;
    }

    /** A claim for what that notification told. */
    public ObjectNode claim(ObjectNode notification) {
        return (ObjectNode) JSON.readTree(SampleClaim.exempt(PHARMACY).of(notification.toString(), service.now()));
    }

    /** Sends any of them. */
    public HttpResponse<String> send(JsonNode message) {
        return send(message, PHARMACY);
    }

    /** Sends one as another pharmacy would. */
    public HttpResponse<String> send(JsonNode message, SamplePharmacy pharmacy) {
        String path = switch (message.path("resourceType").asString()) {
            case "Task" -> "Task";
            case "Claim" -> "Claim";
            default -> "$process-message";
        };
        return post(path, pharmacy, message.toString());
    }

    private HttpResponse<String> post(String path, SamplePharmacy pharmacy, String body) {
        return service.post(BASE + path, pharmacy.equals(PHARMACY) ? "pharmacist" : "pharmacist-flm49", FHIR, body);
    }

    /** The id of a message. */
    public static String idOf(ObjectNode message) {
        return message.path("identifier").path("value").asString();
    }
}
