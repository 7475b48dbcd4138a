package org.pestle.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pestle.cli.Json;
import org.pestle.cli.SampleOrder;
import org.pestle.problems.Problem;
import org.pestle.testing.MadeOrder;
import org.pestle.testing.Service;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code $validate} over HTTP: a true answer to everything that is sent, and nothing kept (eps.md 1.2, 1.3, 12.1). */
class ValidateTest {
    private static final String PRESCRIBING = "/fhir-prescribing/FHIR/R4/$validate";

    private final Service service = Service.running();
    private final ObjectNode order = MadeOrder.unsigned(SampleOrder.Kind.ACUTE, service.now());

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"/fhir-prescribing", "/fhir-dispensing", "/electronic-prescriptions"})
    void a_good_unsigned_order_gets_the_one_informational_issue(String base) {
        HttpResponse<String> answer =
                service.post(base + "/FHIR/R4/$validate", "pharmacist", FhirNames.MEDIA_TYPE, order.toString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo("{\"resourceType\":\"OperationOutcome\",\"issue\":"
                        + "[{\"severity\":\"information\",\"code\":\"informational\"}]}");
    }

    @ParameterizedTest(name = "{0}, {1} to {2}, by {3}: {4}")
    @CsvSource(nullValues = "-", textBlock = """
            # patient,   type, site,  by,          is told
            9449304130,  P1,   FLM49, prescriber,  ONE_OFF_NOMINATION
            9449304130,  P1,   FA565, prescriber,  -
            9990001073,  P3,   A83099, prescriber, -
            9990001073,  P3,   A83008, prescriber, ONE_OFF_NOMINATION
            9449304130,  P3,   A83008, prescriber, ONE_OFF_NOMINATION
            9449304130,  P1,   FA091, prescriber,  INVALID_RESOURCE_ID
            9990001014,  P1,   FLM49, prescriber,  -
            9449304130,  P1,   FLM49, pharmacist,  -
            """)
    void who_may_prescribe_is_told_before_sending_where_a_good_order_would_go(
            String patient, String type, String site, String persona, @Nullable String told) {
        String sent = MadeOrder.unsigned(SampleOrder.Kind.ACUTE, service.now())
                .toString()
                .replace("9449304130", patient)
                .replace("\"P1\"", '"' + type + '"')
                .replace("\"FA565\"", '"' + site + '"');

        HttpResponse<String> answer = service.post(PRESCRIBING, persona, FhirNames.MEDIA_TYPE, sent);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode issues =
                Json.read(answer.body().getBytes(StandardCharsets.UTF_8)).path("issue");
        assertThat(issues.valueStream().map(issue -> issue.path("severity").asString()))
                .containsOnly("information");
        assertThat(issues.at("/1/details/coding/0/code").asString("-")).isEqualTo(told == null ? "-" : told);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not JSON",
                "[]",
                "{\"a\":1}",
                "{\"resourceType\":\"Patient\",",
                "{\"resourceType\":\"Patient\",\"id\":\"a\",\"id\":\"b\"}"
            })
    void garbage_is_answered_with_the_sentence_that_suppliers_know(String garbage) {
        HttpResponse<String> answer = validate(garbage);

        assertThat(answer.statusCode()).isEqualTo(400);
        JsonNode issue = Json.read(answer.body().getBytes(StandardCharsets.UTF_8))
                .path("issue")
                .path(0);
        assertThat(issue.path("diagnostics").asString()).startsWith("Failed to parse JSON encoded FHIR content");
        assertThat(issue.path("details").path("coding").path(0).path("code").asString())
                .isEqualTo(Problem.INVALID_JSON.code());
    }

    @Test
    void a_resource_that_fhir_does_not_have_is_refused() {
        HttpResponse<String> answer = validate("{\"resourceType\":\"Potion\"}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(codes(answer)).contains(Problem.UNEXPECTED_RESOURCE.code());
    }

    @Test
    void the_rules_of_this_service_and_those_of_fhir_are_told_together_with_their_places() {
        ObjectNode request = MadeOrder.resource(order, "MedicationRequest");
        request.put("status", "draft");
        request.remove("subject");
        ((ObjectNode) request.path("groupIdentifier")).put("value", "24F5DA-A83008-7EFE6A");

        HttpResponse<String> answer = validate(order.toString());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(codes(answer)).contains(Problem.INVALID_VALUE.code(), Problem.NOT_VALID_FHIR.code());
        assertThat(answer.body())
                .contains("The status of an item that is ordered must be active")
                .contains("MedicationRequest.subject: minimum required = 1, but only found 0")
                .contains("Bundle.entry[1].resource.ofType(MedicationRequest)")
                .contains("operationoutcome-issue-line");
    }

    @Test
    void a_missing_signature_is_no_fault_but_a_wrong_one_is() {
        ObjectNode signed = MadeOrder.withEmptySignature(SampleOrder.Kind.ACUTE, service.now());
        ObjectNode provenance = MadeOrder.resource(signed, "Provenance");
        ((ObjectNode) provenance.path("signature").path(0).path("who"))
                .put("reference", "urn:uuid:" + UUID.randomUUID());

        HttpResponse<String> answer = validate(signed.toString());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(".ofType(Provenance).signature[0].who.reference");
    }

    @Test
    void warnings_count_only_for_who_asks_for_them() {
        String patient = """
                {"resourceType": "Patient", "name": [{"family": "Smith "}]}""";

        assertThat(validate(patient).statusCode()).isEqualTo(200);

        HttpResponse<String> shown = validate(patient, "x-show-validation-warnings", "true");
        assertThat(shown.statusCode()).isEqualTo(400);
        assertThat(shown.body()).contains("\"severity\":\"warning\"").contains("whitespace");
        assertThat(validate(order.toString(), "x-show-validation-warnings", "true")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_resource_in_parameters_is_looked_at_like_one_alone() {
        MadeOrder.resource(order, "MedicationRequest").put("status", "draft");
        ObjectNode parameters = Json.object().put("resourceType", "Parameters");
        parameters.putArray("parameter").addObject().put("name", "resource").set("resource", order);

        HttpResponse<String> answer = validate(parameters.toString());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("must be active");
    }

    @Test
    void a_profile_is_refused_rather_than_passed_over() {
        ObjectNode parameters = Json.object().put("resourceType", "Parameters");
        parameters.putArray("parameter").addObject().put("name", "resource").set("resource", order);
        parameters.withArray("parameter").addObject().put("name", "profile").put("valueUri", "https://example.org/p");

        assertThat(codes(validate(parameters.toString()))).containsExactly(Problem.FEATURE_NOT_AVAILABLE.code());
    }

    @Test
    void claims_and_releases_are_checked_by_their_readers() {
        String release = """
                {"resourceType": "Parameters", "parameter": [{"name": "status", "valueCode": "accepted"},
                 {"name": "group-identifier", "valueIdentifier": {"value": "24F5DA-A83008-7EFE6Z"}}]}""";
        String claim = """
                {"resourceType": "Claim", "status": "active"}""";

        assertThat(validate(release).body()).contains("Parameters.parameter(\\\"owner\\\")");
        assertThat(validate(claim).body()).contains("Claim.identifier.value is required", "Claim.provider");
    }

    @Test
    void an_unknown_event_is_a_fault() {
        ((ObjectNode) MadeOrder.resource(order, "MessageHeader").path("eventCoding")).put("code", "prescription-dream");

        assertThat(codes(validate(order.toString()))).contains(Problem.UNKNOWN_MESSAGE_EVENT.code());
    }

    @Test
    void who_cannot_be_told_in_time_is_told_so() {
        StandardRules busy = new StandardRules(new ValidationSettings(false));
        busy.destroy();

        List<LocatedFinding> findings = new Validation(
                        service.context().getBean(FhirJson.class),
                        service.context().getBean(OwnRules.class),
                        busy)
                .findings(Json.write(order));

        assertThat(findings)
                .singleElement()
                .satisfies(located -> assertThat(located.finding().problem()).isEqualTo(Problem.VALIDATOR_NOT_READY));
        assertThat(WriteCall.respond(
                                service.context().getBean(OutcomeWriter.class).validated(findings))
                        .getHeaders()
                        .getFirst("Retry-After"))
                .isEqualTo("5");
    }

    @Test
    void its_readiness_is_a_component_of_its_own() {
        validate(order.toString());

        HttpResponse<String> health =
                service.send(HttpRequest.newBuilder(service.managementUrl("/actuator/health/validator"))
                        .GET()
                        .build());

        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(health.body()).contains("\"UP\"");
        StandardRules cold = new StandardRules(new ValidationSettings(false));
        assertThat(new ValidatorHealth(cold).health().getStatus().getCode()).isEqualTo("COLD");
        cold.destroy();
    }

    private HttpResponse<String> validate(String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(service.url(PRESCRIBING))
                .header("Authorization", "Bearer " + service.token("prescriber"))
                .header("X-Request-ID", UUID.randomUUID().toString())
                .header("Content-Type", FhirNames.MEDIA_TYPE)
                .POST(BodyPublishers.ofString(body));
        return service.send((headers.length == 0 ? request : request.headers(headers)).build());
    }

    private static List<String> codes(HttpResponse<String> answer) {
        return StreamSupport.stream(
                        Json.read(answer.body().getBytes(StandardCharsets.UTF_8))
                                .path("issue")
                                .spliterator(),
                        false)
                .map(issue -> issue.path("details")
                        .path("coding")
                        .path(0)
                        .path("code")
                        .asString(""))
                .toList();
    }
}
