package org.pestle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pestle.cli.SampleCancellation;
import org.pestle.cli.SampleDispense;
import org.pestle.cli.SampleOrder;
import org.pestle.cli.SamplePharmacy;
import org.pestle.cli.SampleRelease;
import org.pestle.cli.SampleReturn;
import org.pestle.problems.Problem;
import org.pestle.testing.CancelReply;
import org.pestle.testing.MadeOrder;
import org.pestle.testing.Prescriber;
import org.pestle.testing.Service;
import org.pestle.testing.SharedExamples;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Cancellations and returns over HTTP, as suppliers' systems send them (eps.md 1.7, 5). */
@Isolated
class CancelOverHttpTest {
    private static final String FHIR = "application/fhir+json";
    private static final String PRESCRIBING = "/fhir-prescribing/FHIR/R4/";
    private static final String DISPENSING = "/fhir-dispensing/FHIR/R4/";
    private static final SamplePharmacy PHARMACY = SamplePharmacy.FA565;

    private final Service service = Service.running();
    private final Prescriber prescriber = new Prescriber(service);
    private final JsonMapper json = JsonMapper.builder().build();

    @BeforeEach
    void an_empty_record() {
        service.reset();
    }

    @Test
    void an_item_is_cancelled_and_the_answer_is_made_of_the_request() {
        ObjectNode order = send(SampleOrder.Kind.ACUTE);
        ObjectNode cancellation = SampleCancellation.of(order, 0, "0005").ofItem();

        HttpResponse<String> answer = post(PRESCRIBING + "$process-message", "prescribing-admin", cancellation);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        ObjectNode bundle = (ObjectNode) json.readTree(answer.body());
        ObjectNode header = MadeOrder.resource(bundle, "MessageHeader");
        ObjectNode item = MadeOrder.resource(bundle, "MedicationRequest");
        assertThat(header.path("eventCoding").path("code").asString()).isEqualTo("prescription-order-response");
        assertThat(header.path("sender").path("identifier").path("value").asString())
                .isEqualTo("X2601");
        String headerId =
                MadeOrder.resource(cancellation, "MessageHeader").path("id").asString();
        String entry = cancellation.path("entry").path(0).path("fullUrl").asString();
        assertThat(header.path("response").path("identifier").asString())
                .isIn(headerId, entry.substring("urn:uuid:".length()));
        assertThat(item.path("status").asString()).isEqualTo("cancelled");
        assertThat(CancelReply.code(item)).isEqualTo("R-0001");
        assertThat(item.path("identifier"))
                .isEqualTo(MadeOrder.resource(order, "MedicationRequest").path("identifier"));
        assertThat(statusOf(order)).isEqualTo("0001");

        assertThat(cancel(SampleCancellation.of(order, 1, "0001").ofItem())).isEqualTo("200 cancelled R-0001");
        assertThat(statusOf(order)).isEqualTo("0005");
        assertThat(post(DISPENSING + "Task/$release", "pharmacist", SampleRelease.nominated(PHARMACY))
                        .body())
                .contains("NO_MORE_PRESCRIPTIONS");
    }

    @Test
    void what_a_dispenser_has_is_marked_cancelled_on_return_and_told_to_the_practice() {
        ObjectNode order = send(SampleOrder.Kind.ACUTE);
        String release = release(order);
        ObjectNode cancellation = SampleCancellation.of(order, 0, "0001").ofWholePrescription();
        UUID requestId = UUID.randomUUID();

        HttpResponse<String> marked =
                service.post(PRESCRIBING + "$process-message", "prescriber", FHIR, cancellation.toString(), requestId);
        HttpResponse<String> again =
                service.post(PRESCRIBING + "$process-message", "prescriber", FHIR, cancellation.toString(), requestId);

        assertThat(say(marked)).isEqualTo("400 active R-0002");
        assertThat(again.body()).isEqualTo(marked.body());
        assertThat(MadeOrder.resource((ObjectNode) json.readTree(marked.body()), "MedicationRequest")
                        .path("dispenseRequest")
                        .path("performer")
                        .path("identifier")
                        .path("value")
                        .asString())
                .isEqualTo("FA565");
        assertThat(tracker(order).toString()).contains("prescriptionPendingCancellation");
        assertThat(say(post(
                        PRESCRIBING + "$process-message",
                        "prescriber-2",
                        SampleCancellation.of(order, 1, "0001").ofWholePrescription())))
                .isEqualTo("400 unknown R-0007");
        assertThat(notices("prescriber", "").path("entry")).isEmpty();

        assertThat(giveBack(release, "0003").statusCode()).isEqualTo(200);

        assertThat(statusOf(order)).isEqualTo("0005");
        JsonNode page = notices("prescriber", "?_count=1");
        assertThat(page.path("entry")).hasSize(1);
        ObjectNode first = (ObjectNode) page.path("entry").path(0).path("resource");
        assertThat(CancelReply.code(MadeOrder.resource(first, "MedicationRequest")))
                .isEqualTo("R-0001");
        JsonNode second = notices("prescriber", query(page));
        assertThat(second.path("entry")).hasSize(1);
        assertThat(second.path("entry").path(0).toString()).contains("Atorvastatin 20mg tablets");
        JsonNode last = notices("prescriber", query(second));
        assertThat(last.path("entry")).isEmpty();
        assertThat(last.path("link")).hasSize(1);
        assertThat(notices("prescriber", "?_count=1").path("entry")).isEqualTo(page.path("entry"));
        assertThat(notices("prescriber-2", "").path("entry")).isEmpty();
        assertThat(notices("prescriber", "?_lastUpdated=ge" + service.now().plus(1, ChronoUnit.DAYS))
                        .path("entry"))
                .isEmpty();
    }

    @Test
    void what_is_dispensed_in_the_meantime_cannot_be_cancelled_any_more() {
        ObjectNode order = send(SampleOrder.Kind.ACUTE);
        String release = release(order);
        cancel(SampleCancellation.of(order, 0, "0004").ofItem());
        JsonNode prescription = SampleRelease.passed(release).getFirst();

        String notification =
                new SampleDispense(prescription, SampleRelease.releaseId(release), PHARMACY, service.now()).inFull();
        assertThat(service.post(DISPENSING + "$process-message", "pharmacist", FHIR, notification)
                        .statusCode())
                .isEqualTo(200);

        JsonNode notice = notices("prescriber", "").path("entry").path(0).path("resource");
        ObjectNode item = MadeOrder.resource((ObjectNode) notice, "MedicationRequest");
        assertThat(item.path("status").asString() + " " + CancelReply.code(item))
                .isEqualTo("completed R-0004");
        assertThat(cancel(SampleCancellation.of(order, 0, "0004").ofItem())).isEqualTo("400 completed R-0004");
    }

    @Test
    void a_cancellation_can_come_first() {
        ObjectNode order = SampleOrder.message(SampleOrder.Kind.ERD, "FA565", 1, service.now());
        HttpResponse<String> early = post(
                PRESCRIBING + "$process-message",
                "prescriber",
                SampleCancellation.of(order, 0, "0009").ofWholePrescription());

        assertThat(say(early)).isEqualTo("400 not-found R-0008");
        assertThat(prescriber.send(prescriber.sign(order).toString()).statusCode())
                .isEqualTo(200);

        assertThat(tracker(order).path("entry"))
                .hasSize(6)
                .allSatisfy(entry -> assertThat(status(entry.path("resource"))).isEqualTo("0005"));
        assertThat(notices("prescriber", "").path("entry")).hasSize(2);
        ((ObjectNode) order.path("identifier")).put("value", UUID.randomUUID().toString());
        assertThat(prescriber.send(prescriber.sign(order).toString()).body()).contains("DUPLICATE_PRESCRIPTION_ID");
    }

    @ParameterizedTest(name = "{0}: {2} at {3}")
    @CsvSource(delimiter = '|', textBlock = """
            reason     | "0007"                                            | R_5888        | MedicationRequest.statusReason
            reason     | "0010"                                            | R_5888        | MedicationRequest.statusReason
            status     | "active"                                          | INVALID_VALUE | MedicationRequest.status
            intent     | "reflex-order"                                    | INVALID_VALUE | MedicationRequest.intent
            statusReason | null                                            | MISSING_VALUE | MedicationRequest.statusReason
            requester  | null                                              | R_5888        | MedicationRequest.requester
            subject    | null                                              | R_5888        | MedicationRequest.subject
            identifier | [{"system": "urn:x", "value": "1"}]               | R_5888        | MedicationRequest.identifier
            groupIdentifier | {"value": "24F5DA-A83008-7EFE6A"}            | R_5888        | MedicationRequest.groupIdentifier.value
            """)
    void says_what_is_wrong_and_where(String element, String value, Problem problem, String place) {
        ObjectNode cancellation = SampleCancellation.of(
                        SampleOrder.message(SampleOrder.Kind.ACUTE, "FA565", 1, service.now()), 0, "0001")
                .ofItem();
        ObjectNode item = MadeOrder.resource(cancellation, "MedicationRequest");
        if (element.equals("reason")) {
            ((ObjectNode) item.path("statusReason").path("coding").path(0)).set("code", json.readTree(value));
        } else if (value.equals("null")) {
            item.remove(element);
        } else {
            item.set(element, json.readTree(value));
        }

        HttpResponse<String> answer = post(PRESCRIBING + "$process-message", "prescriber", cancellation);

        assertThat(answer.statusCode()).isEqualTo(400);
        JsonNode issue = json.readTree(answer.body()).path("issue").path(0);
        assertThat(issue.path("details").path("coding").path(0).path("code").asString())
                .isEqualTo(problem.code());
        assertThat(issue.path("code").asString()).isEqualTo(problem.issueType());
        assertThat(issue.path("expression").path(0).asString()).isEqualTo(place);
    }

    @Test
    void takes_one_item_a_message_and_knows_only_one_word_for_all() {
        ObjectNode order = SampleOrder.message(SampleOrder.Kind.ACUTE, "FA565", 1, service.now());
        ObjectNode two = SampleCancellation.of(order, 0, "0001").ofItem();
        ((ArrayNode) two.path("entry")).add(two.path("entry").path(1).deepCopy());
        ObjectNode misspelt = SampleCancellation.of(order, 0, "0001").ofWholePrescription();
        ((ObjectNode) MadeOrder.resource(misspelt, "MessageHeader")
                        .path("extension")
                        .path(0))
                .put("valueCode", "perscription");

        assertThat(say(post(PRESCRIBING + "$process-message", "prescriber", two)))
                .isEqualTo("400 value INVALID_VALUE");
        assertThat(say(post(PRESCRIBING + "$process-message", "prescriber", misspelt)))
                .isEqualTo("400 invalid R-5888");
    }

    @Test
    void refuses_another_patients_number_and_whoever_may_not_cancel() {
        ObjectNode order = send(SampleOrder.Kind.ACUTE);
        SampleCancellation right = SampleCancellation.of(order, 0, "0001");
        SampleCancellation wrong =
                new SampleCancellation(right.prescriptionId(), right.item(), "9449305552", right.reason());

        assertThat(say(post(PRESCRIBING + "$process-message", "prescriber", wrong.ofItem())))
                .isEqualTo("400 processing R-5000");
        assertThat(post("/electronic-prescriptions/FHIR/R4/$process-message", "pharmacist", right.ofItem())
                        .statusCode())
                .isEqualTo(403);
        assertThat(service.get(PRESCRIBING + "Bundle", "pharmacist").statusCode())
                .isEqualTo(403);
        assertThat(service.get(PRESCRIBING + "Bundle?_count=0&_lastUpdated=yesterday", "prescriber")
                        .statusCode())
                .isEqualTo(400);
        assertThat(statusOf(order)).isEqualTo("0001");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            /intent                       | "plan"         | Task.intent
            /status                       | "completed"    | Task.status
            /statusReason/coding/0/system | "https://x.uk" | Task.statusReason
            /statusReason/coding/0/code   | "0009"         | Task.statusReason
            /for/identifier/value         | "1"            | Task.for.identifier
            /focus/identifier/value       | "1"            | Task.focus.identifier
            /groupIdentifier/value        | "1"            | Task.groupIdentifier.value
            """)
    void a_return_says_what_is_wrong_and_where(String pointer, String value, String place) {
        String release = release(send(SampleOrder.Kind.ACUTE));
        ObjectNode task = (ObjectNode) json.readTree(task(release, "0001"));
        int cut = pointer.lastIndexOf('/');
        ObjectNode parent = (ObjectNode) (cut == 0 ? task : task.at(pointer.substring(0, cut)));
        parent.set(pointer.substring(cut + 1), json.readTree(value));

        HttpResponse<String> answer = post(DISPENSING + "Task", "pharmacist", task);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("INVALID_VALUE", place);
        assertThat(giveBack(release, "0001").statusCode()).isEqualTo(200);
    }

    @Test
    void a_withdrawal_without_its_code_and_with_the_reason_of_a_return_is_refused() {
        String release = release(send(SampleOrder.Kind.ACUTE));
        ObjectNode task = (ObjectNode) json.readTree(task(release, "0001"));
        task.put("status", "in-progress");

        assertThat(post(DISPENSING + "Task", "pharmacist", task).body())
                .contains("INVALID_VALUE", "Task.code", "Task.statusReason");
    }

    @Test
    void an_issue_of_an_erd_goes_back_and_can_be_had_by_id() {
        ObjectNode order = send(SampleOrder.Kind.ERD);
        String release = release(order);

        assertThat(giveBack(release, "0004").statusCode()).isEqualTo(200);

        assertThat(statusOf(order)).isEqualTo("0001");
        assertThat(post(DISPENSING + "Task/$release", "pharmacist", SampleRelease.nominated(PHARMACY))
                        .body())
                .contains("NO_MORE_PRESCRIPTIONS");
        assertThat(SampleRelease.passed(post(
                                DISPENSING + "Task/$release",
                                "pharmacist-flm49",
                                SampleRelease.byId(PHARMACY.at("FLM49"), SampleOrder.prescriptionId(order)))
                        .body()))
                .hasSize(1);
        assertThat(giveBack(release, "0004").body()).contains("PRESCRIPTION_WITH_ANOTHER_DISPENSER");
    }

    @ParameterizedTest(name = "published example {0}")
    @ValueSource(ints = {1, 3, 4, 5, 6, 7, 8, 9})
    void the_published_cancellations_get_their_documented_answers(int number) throws IOException {
        Path folder = SharedExamples.examples()
                .resolve("eps-api/examples/primary-care/acute/nominated-pharmacy/medical-prescriber/cancellations");
        ObjectNode order = (ObjectNode)
                json.readTree(Files.readAllBytes(folder.resolve(number + "-Process-Request-Send-200_OK.json")));
        JsonNode cancellation =
                json.readTree(Files.readAllBytes(folder.resolve(number + "-Process-Request-Cancel-200_OK.json")));
        rewritten(order);
        HttpResponse<String> created = prescriber.send(prescriber.sign(order).toString());
        assertThat(created.statusCode()).as(created.body()).isEqualTo(200);

        HttpResponse<String> answer =
                service.post(PRESCRIBING + "$process-message", "prescriber", FHIR, cancellation.toString());

        // A death is told by the service itself only.
        assertThat(say(answer)).isEqualTo(number == 7 ? "400 invalid R-5888" : "200 cancelled R-0001");
    }

    /** Written today, to a pharmacy of the sandbox, without the signature of another edit. */
    private void rewritten(ObjectNode order) {
        List<JsonNode> entries = Stream.of(order.path("entry"))
                .flatMap(JsonNode::valueStream)
                .filter(entry ->
                        !entry.path("resource").path("resourceType").asString().equals("Provenance"))
                .toList();
        ((ArrayNode) order.path("entry")).removeAll().addAll(entries);
        for (ObjectNode item : MadeOrder.resources(order, "MedicationRequest")) {
            item.put("authoredOn", service.now().truncatedTo(ChronoUnit.SECONDS).toString());
            ObjectNode dispense = (ObjectNode) item.path("dispenseRequest");
            dispense.remove("validityPeriod");
            ((ObjectNode) dispense.path("performer").path("identifier")).put("value", "FA565");
        }
    }

    private ObjectNode send(SampleOrder.Kind kind) {
        ObjectNode order = SampleOrder.message(kind, "FA565", 1, service.now());
        HttpResponse<String> answer = prescriber.send(prescriber.sign(order).toString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return order;
    }

    private String release(ObjectNode order) {
        String answer = post(
                        DISPENSING + "Task/$release",
                        "pharmacist",
                        SampleRelease.byId(PHARMACY, SampleOrder.prescriptionId(order)))
                .body();
        assertThat(SampleRelease.passed(answer)).hasSize(1);
        return answer;
    }

    private String task(String release, String reason) {
        JsonNode prescription = SampleRelease.passed(release).getFirst();
        return new SampleReturn(prescription, SampleRelease.releaseId(release), PHARMACY, service.now())
                .because(reason);
    }

    private HttpResponse<String> giveBack(String release, String reason) {
        return service.post(DISPENSING + "Task", "pharmacist", FHIR, task(release, reason));
    }

    private String cancel(ObjectNode cancellation) {
        return say(post(PRESCRIBING + "$process-message", "prescriber", cancellation));
    }

    private static String say(HttpResponse<String> answer) {
        return CancelReply.of(answer).said();
    }

    private JsonNode notices(String persona, String query) {
        HttpResponse<String> answer = service.get(PRESCRIBING + "Bundle" + query, persona);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json.readTree(answer.body());
    }

    private static String query(JsonNode page) {
        return page.path("link")
                .valueStream()
                .filter(link -> link.path("relation").asString().equals("next"))
                .map(link -> link.path("url").asString().substring("Bundle".length()))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode tracker(ObjectNode order) {
        return json.readTree(service.get(
                        "/electronic-prescriptions/FHIR/R4/Task?focus:identifier="
                                + SampleOrder.prescriptionId(order).replace("+", "%2B"),
                        "support")
                .body());
    }

    private String statusOf(ObjectNode order) {
        return status(tracker(order).path("entry").path(0).path("resource"));
    }

    private static String status(JsonNode task) {
        return task.path("businessStatus").path("coding").path(0).path("code").asString();
    }

    private HttpResponse<String> post(String path, String persona, JsonNode body) {
        return service.post(path, persona, FHIR, body.toString());
    }

    private HttpResponse<String> post(String path, String persona, String body) {
        return service.post(path, persona, FHIR, body);
    }
}
