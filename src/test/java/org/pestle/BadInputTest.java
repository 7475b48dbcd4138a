package org.pestle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pestle.cli.SampleOrder;
import org.pestle.cli.SamplePharmacy;
import org.pestle.cli.SampleRelease;
import org.pestle.problems.Problem;
import org.pestle.testing.Prescriber;
import org.pestle.testing.Service;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a careless or hostile sender gets over HTTP: a refusal with a code that names the place, and nothing is kept.
 */
class BadInputTest {
    private static final String FHIR = "application/fhir+json";
    private static final String PROCESS = "/fhir-prescribing/FHIR/R4/$process-message";

    private final Service service = Service.running();
    private final Prescriber prescriber = new Prescriber(service);
    private final JsonMapper json = JsonMapper.builder().build();

    @BeforeEach
    void an_empty_record() {
        service.reset();
    }

    /** One way to spoil an unsigned order before it is signed. */
    interface Spoiling extends Consumer<ObjectNode> {}

    static Stream<Arguments> spoilt() {
        return Stream.of(
                spoilt(
                        "unknown event",
                        400,
                        Problem.UNKNOWN_MESSAGE_EVENT,
                        "eventCoding",
                        order -> ((ObjectNode) at(order, "MessageHeader", "eventCoding"))
                                .put("code", "prescription-dream")),
                spoilt("wrong check character", 400, Problem.FAILURE_TO_PROCESS_MESSAGE, "groupIdentifier", order -> {
                    for (ObjectNode request : all(order, "MedicationRequest")) {
                        ObjectNode group = (ObjectNode) request.path("groupIdentifier");
                        String id = group.path("value").asString();
                        group.put("value", id.substring(0, 19) + (id.endsWith("A") ? "B" : "A"));
                    }
                }),
                spoilt(
                        "wrong NHS number",
                        400,
                        Problem.FAILURE_TO_PROCESS_MESSAGE,
                        "Patient",
                        order ->
                                ((ObjectNode) at(order, "Patient", "identifier").path(0)).put("value", "9449304131")),
                spoilt("five items", 400, Problem.INVALID_NUMBER_MEDICATIONREQUESTS, "MedicationRequest", order -> {
                    ArrayNode entries = (ArrayNode) order.path("entry");
                    JsonNode item = entries.path(1);
                    for (int more = 0; more < 3; more++) {
                        String id = UUID.randomUUID().toString();
                        ObjectNode copy = item.deepCopy().asObject();
                        copy.put("fullUrl", "urn:uuid:" + id);
                        ((ObjectNode) copy.path("resource").path("identifier").path(0)).put("value", id);
                        entries.insert(2, copy);
                    }
                }),
                spoilt("repeated item id", 400, Problem.DUPLICATE_ITEM_ID, "identifier", order -> {
                    List<ObjectNode> requests = all(order, "MedicationRequest");
                    requests.get(1).set("identifier", requests.get(0).path("identifier"));
                }),
                spoilt("items of two therapies", 400, Problem.INVALID_VALUE, "courseOfTherapyType", order -> {
                    ObjectNode coding = (ObjectNode) at(order, "MedicationRequest", "courseOfTherapyType")
                            .path("coding")
                            .path(0);
                    coding.put("system", "https://fhir.nhs.uk/CodeSystem/medicationrequest-course-of-therapy");
                    coding.put("code", "continuous-repeat-dispensing");
                }),
                spoilt(
                        "two pharmacies",
                        400,
                        Problem.VALUES_DIFFER_BETWEEN_ITEMS,
                        "performer",
                        order -> ((ObjectNode) at(order, "MedicationRequest", "dispenseRequest")
                                        .path("performer")
                                        .path("identifier"))
                                .put("value", "FLM49")),
                spoilt(
                        "unknown pharmacy",
                        400,
                        Problem.INVALID_RESOURCE_ID,
                        "performer",
                        order -> all(order, "MedicationRequest")
                                .forEach(request -> ((ObjectNode) request.path("dispenseRequest")
                                                .path("performer")
                                                .path("identifier"))
                                        .put("value", "ZZZ99"))),
                spoilt(
                        "no dosage",
                        400,
                        Problem.MISSING_VALUE,
                        "dosageInstruction",
                        order -> all(order, "MedicationRequest").getFirst().remove("dosageInstruction")),
                spoilt("no professional code", 400, Problem.TOO_FEW_VALUES_SUBMITTED, "Practitioner", order -> {
                    ArrayNode identifiers = (ArrayNode) at(order, "Practitioner", "identifier");
                    for (int i = identifiers.size() - 1; i >= 0; i--) {
                        if (!identifiers.path(i).path("system").asString().contains("sds-user-id")) {
                            identifiers.remove(i);
                        }
                    }
                }),
                spoilt("two professional codes", 400, Problem.TOO_MANY_VALUES_SUBMITTED, "Practitioner", order -> {
                    ArrayNode identifiers = (ArrayNode) at(order, "Practitioner", "identifier");
                    identifiers
                            .addObject()
                            .put("system", "https://fhir.hl7.org.uk/Id/nmc-number")
                            .put("value", "12A3456B");
                    identifiers
                            .addObject()
                            .put("system", "https://fhir.hl7.org.uk/Id/gphc-number")
                            .put("value", "7654321");
                }));
    }

    @ParameterizedTest(name = "{0} is refused with {2}")
    @MethodSource("spoilt")
    void refuses_a_spoilt_order_at_its_place(
            String what, int status, Problem problem, String place, Spoiling spoiling) {
        // Signed while it was whole; spoilt behind the signature's back.
        ObjectNode order = prescriber.sign(order());
        spoiling.accept(order);

        HttpResponse<String> answer = prescriber.send(order.toString());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(issues(answer)).anySatisfy(issue -> {
            assertThat(code(issue)).isEqualTo(problem.code());
            assertThat(issue.path("expression").toString()).contains(place);
        });
        assertNothingIsKept();
    }

    @Test
    void refuses_a_missing_signature_and_content_that_was_changed_after_signing() {
        assertRefused(prescriber.send(order().toString()), 400, Problem.MISSING_DIGITAL_SIGNATURE);

        ObjectNode changed = prescriber.sign(order());
        ((ObjectNode) at(changed, "MedicationRequest", "dispenseRequest").path("quantity")).put("value", 280);
        HttpResponse<String> answer = prescriber.send(changed.toString());
        assertRefused(answer, 400, Problem.INVALID_SIGNATURE);
        assertThat(answer.body()).contains("Signature doesn't match prescription");

        // What was mended may be sent with the same message id.
        ((ObjectNode) at(changed, "MedicationRequest", "dispenseRequest").path("quantity")).put("value", 28);
        assertThat(prescriber.send(changed.toString()).statusCode()).isEqualTo(200);
    }

    @Test
    void refuses_what_is_not_fhir_at_all() {
        assertRefused(prescriber.send("{\"resourceType\":"), 400, Problem.INVALID_JSON);
        assertRefused(prescriber.send("{\"resourceType\":\"Patient\"}"), 400, Problem.UNEXPECTED_RESOURCE);
        assertRefused(
                prescriber.send("{\"resourceType\":\"Bundle\",\"type\":\"message\",\"type\":\"message\"}"),
                400,
                Problem.INVALID_JSON);
        assertRefused(prescriber.send("{\"resourceType\":\"Bundle\",\"colour\":1}"), 400, Problem.INVALID_JSON);
        assertRefused(prescriber.send("\"" + "x".repeat(1 << 20) + "\""), 413, Problem.MESSAGE_TOO_LARGE);
        assertRefused(
                service.post(PROCESS, "prescriber", "text/plain", order().toString()),
                415,
                Problem.UNSUPPORTED_MEDIA_TYPE);
        assertRefused(service.get(PROCESS, "prescriber"), 405, Problem.METHOD_NOT_ALLOWED);
        assertThat(service.get("/fhir-prescribing/FHIR/R4/Wish", "prescriber").statusCode())
                .isIn(403, Problem.NO_SUCH_ADDRESS.httpStatus());
        assertNothingIsKept();
    }

    @Test
    void refuses_calls_without_token_request_id_or_with_a_header_of_tests() {
        assertRefused(service.post(PROCESS, null, FHIR, order().toString()), 401, Problem.ACCESS_DENIED);
        assertRefused(service.post(PROCESS, "pharmacist", FHIR, order().toString()), 403, Problem.NOT_PERMITTED);
        HttpResponse<String> withoutId = service.send(HttpRequest.newBuilder(service.url(PROCESS))
                .header("Authorization", "Bearer " + service.token("prescriber"))
                .header("Content-Type", FHIR)
                .POST(BodyPublishers.ofString(order().toString()))
                .build());
        assertRefused(withoutId, 400, Problem.INVALID_VALUE);
        assertThat(issues(withoutId).getFirst().path("expression").toString()).contains("X-Request-ID");
    }

    @Test
    void answers_a_message_that_is_sent_again_alike_and_refuses_its_id_for_another() {
        String order = prescriber.sign(order()).toString();
        UUID requestId = UUID.randomUUID();
        HttpResponse<String> first = prescriber.send(order, requestId);
        assertThat(first.statusCode()).as(first.body()).isEqualTo(200);

        assertThat(prescriber.send(order, requestId).body()).isEqualTo(first.body());
        assertThat(prescriber.send(order).body())
                .as("the same message id under a new request id")
                .isEqualTo(first.body());
        assertRefused(prescriber.send(prescriber.sign(order()).toString(), requestId), 400, Problem.REQUEST_ID_REUSED);
        ObjectNode other = (ObjectNode) json.readTree(order);
        ((ObjectNode) other.path("identifier")).put("value", UUID.randomUUID().toString());
        assertRefused(prescriber.send(other.toString()), 400, Problem.DUPLICATE_PRESCRIPTION_ID);
        assertThat(kept()).isEqualTo(1);
    }

    @Test
    void refuses_reimbursement_calls_with_problem_details() {
        HttpResponse<String> claim = service.get("/reimbursement/claims/" + UUID.randomUUID(), "contractor");
        assertThat(claim.statusCode()).isEqualTo(404);
        assertThat(json.readTree(claim.body()).path("code").asString()).isEqualTo(Problem.CLAIM_NOT_FOUND.code());

        HttpResponse<String> schedule = service.get("/reimbursement/schedules/FA565/2019-01", "contractor");
        assertThat(schedule.statusCode()).isEqualTo(404);
        assertThat(json.readTree(schedule.body()).path("code").asString()).isEqualTo(Problem.NO_SUCH_REPORT.code());
    }

    @Test
    void a_release_names_what_is_missing() {
        ObjectNode release = (ObjectNode) json.readTree(SampleRelease.nominated(SamplePharmacy.FA565));
        ArrayNode parameters = (ArrayNode) release.path("parameter");
        for (int i = parameters.size() - 1; i >= 0; i--) {
            if (parameters.path(i).path("name").asString().equals("owner")) {
                parameters.remove(i);
            }
        }

        HttpResponse<String> answer =
                service.post("/fhir-dispensing/FHIR/R4/Task/$release", "pharmacist", FHIR, release.toString());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("owner");
    }

    private ObjectNode order() {
        return SampleOrder.message(SampleOrder.Kind.ACUTE, "FA565", 1, service.now());
    }

    private static Arguments spoilt(String what, int status, Problem problem, String place, Spoiling spoiling) {
        return arguments(what, status, problem, place, spoiling);
    }

    private static List<ObjectNode> all(ObjectNode message, String type) {
        List<ObjectNode> resources = new ArrayList<>();
        for (JsonNode entry : message.path("entry")) {
            if (entry.path("resource").path("resourceType").asString().equals(type)) {
                resources.add((ObjectNode) entry.path("resource"));
            }
        }
        return resources;
    }

    private static JsonNode at(ObjectNode message, String type, String property) {
        return all(message, type).getFirst().path(property);
    }

    private void assertRefused(HttpResponse<String> answer, int status, Problem problem) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith(FHIR);
        assertThat(issues(answer)).extracting(BadInputTest::code).contains(problem.code());
        assertThat(answer.body()).doesNotContain("Exception", "\tat ");
    }

    private List<JsonNode> issues(HttpResponse<String> answer) {
        JsonNode outcome = json.readTree(answer.body());
        assertThat(outcome.path("resourceType").asString()).isEqualTo("OperationOutcome");
        List<JsonNode> issues = new ArrayList<>();
        outcome.path("issue").forEach(issues::add);
        return issues;
    }

    private static String code(JsonNode issue) {
        return issue.path("details").path("coding").path(0).path("code").asString("");
    }

    private void assertNothingIsKept() {
        assertThat(kept()).isZero();
    }

    private int kept() {
        return service.context()
                .getBean(JdbcClient.class)
                .sql("SELECT count(*) FROM prescription")
                .query(Integer.class)
                .single();
    }
}
