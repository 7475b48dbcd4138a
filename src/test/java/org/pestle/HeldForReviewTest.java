package org.pestle;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pestle.cli.SampleOrder;
import org.pestle.cli.SamplePharmacy;
import org.pestle.cli.SampleRelease;
import org.pestle.testing.MadeOrder;
import org.pestle.testing.Prescriber;
import org.pestle.testing.Service;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A stolen card signs controlled drugs: what each side is told (reliability-security.md T08). */
class HeldForReviewTest {
    private static final String FHIR = "application/fhir+json";
    private static final String RELEASE = "/fhir-dispensing/FHIR/R4/Task/$release";
    private static final int LIMIT = 30;

    private final Service service = Service.running();
    private final Prescriber prescriber = new Prescriber(service);
    private final JsonMapper json = JsonMapper.builder().build();

    @BeforeEach
    void an_empty_record() {
        service.reset();
    }

    @AfterEach
    void nothing_counted() {
        service.reset();
    }

    @Test
    void the_31st_controlled_item_of_an_hour_is_held_until_a_reviewer_decides() {
        double alerts = alerts();
        for (int i = 0; i < LIMIT / 2; i++) {
            assertThat(issues(send(controlledOrder()))).hasSize(1);
        }
        ObjectNode first = controlledOrder();
        ObjectNode second = controlledOrder();

        // The prescriber is told yes, and that it is held.
        JsonNode issue = issues(send(first)).path(1);
        assertThat(issue.path("severity").asString()).isEqualTo("information");
        assertThat(issue.path("code").asString()).isEqualTo("informational");
        assertThat(issue.at("/details/coding/0/code").asString()).isEqualTo("PRESCRIPTION_HELD_FOR_REVIEW");
        assertThat(issue.path("diagnostics").asString())
                .contains("held for review")
                .contains("prescribe on paper");
        send(second);
        String firstId = SampleOrder.prescriptionId(first);
        String secondId = SampleOrder.prescriptionId(second);
        assertThat(alerts()).isEqualTo(alerts + 2);

        // The pharmacist neither finds it nor gets it by its id, and is told why; the tracker shows the same.
        assertThat(release(SampleRelease.nominated(SamplePharmacy.FA565)).body())
                .doesNotContain(firstId);
        HttpResponse<String> refusal = release(SampleRelease.byId(SamplePharmacy.FA565, firstId));
        assertThat(refusal.body()).contains("PRESCRIPTION_HELD_FOR_REVIEW").contains("is held for review");
        assertThat(tracked(firstId).at("/statusReason/coding/0/code").asString())
                .isEqualTo("PRESCRIPTION_HELD_FOR_REVIEW");

        // The reviewer lets one go and ends the other.
        JsonNode reviews = read(service.get("/reviews", "reviewer")).path("reviews");
        assertThat(reviews).hasSize(2);
        assertThat(reviews.path(0).path("prescription").asString()).isEqualTo(firstId);
        assertThat(reviews.path(0).path("reason").asString()).isEqualTo("CONTROLLED_IN_AN_HOUR");
        assertThat(reviews.toString()).doesNotContain("9449304130");
        assertThat(decide(firstId, "approve").statusCode()).isEqualTo(200);
        assertThat(decide(secondId, "refuse").statusCode()).isEqualTo(200);

        assertThat(tracked(firstId).has("statusReason")).isFalse();
        assertThat(release(SampleRelease.byId(SamplePharmacy.FA565, firstId)).body())
                .contains("passedPrescriptions");
        assertThat(release(SampleRelease.byId(SamplePharmacy.FA565, secondId)).body())
                .contains("PRESCRIPTION_CANCELLED");
        assertThat(decide(secondId, "approve").body()).contains("REVIEW_ALREADY_DECIDED");
        assertThat(read(service.get("/reviews", "reviewer")).path("reviews")).isEmpty();
    }

    @Test
    void a_decision_is_asked_for_in_words_that_are_checked() {
        assertThat(decide("24F5DA-A83008-7EFE6Z", "approve").body()).contains("REVIEW_NOT_FOUND");
        assertThat(decide("24F5DA-A83008-7EFE6A", "approve").statusCode()).isEqualTo(404);
        assertThat(decide("24F5DA-A83008-7EFE6Z", "perhaps").body())
                .contains("INVALID_VALUE")
                .contains("/decision");
        assertThat(post("24F5DA-A83008-7EFE6Z", "reviewer", "{\"decision\":\"refuse\"}")
                        .body())
                .contains("INVALID_VALUE")
                .contains("/reason");
        assertThat(post("24F5DA-A83008-7EFE6Z", "reviewer", "no json").statusCode())
                .isEqualTo(400);
        assertThat(service.get("/reviews?after=x", "reviewer").statusCode()).isEqualTo(400);
    }

    @Test
    void nobody_but_a_reviewer_reviews() {
        assertThat(service.get("/reviews", "operator").statusCode()).isEqualTo(403);
        assertThat(service.get("/reviews", "prescriber").statusCode()).isEqualTo(403);
        assertThat(service.get("/reviews", null).statusCode()).isEqualTo(401);
        assertThat(post("24F5DA-A83008-7EFE6Z", "pharmacist", "{}").statusCode())
                .isEqualTo(403);
    }

    /** Two items of schedule 2. */
    private ObjectNode controlledOrder() {
        ObjectNode order = SampleOrder.message(SampleOrder.Kind.ACUTE, "FA565", 1, now());
        for (ObjectNode request : MadeOrder.resources(order, "MedicationRequest")) {
            ArrayNode extensions = request.withArray("extension");
            ObjectNode controlled = extensions.addObject();
            controlled.put("url", "https://fhir.nhs.uk/StructureDefinition/Extension-DM-ControlledDrug");
            ArrayNode parts = controlled.putArray("extension");
            parts.addObject().put("url", "quantityWords").put("valueString", "twenty-eight");
            parts.addObject()
                    .put("url", "schedule")
                    .putObject("valueCoding")
                    .put("system", "https://fhir.nhs.uk/CodeSystem/medicationrequest-controlled-drug")
                    .put("code", "CD2");
        }
        return prescriber.sign(order);
    }

    private HttpResponse<String> send(ObjectNode message) {
        HttpResponse<String> answer = prescriber.send(message.toString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private JsonNode issues(HttpResponse<String> answer) {
        return read(answer).path("issue");
    }

    private JsonNode tracked(String id) {
        return read(service.get(
                        "/electronic-prescriptions/FHIR/R4/Task?focus:identifier=" + id.replace("+", "%2B"),
                        "prescriber"))
                .at("/entry/0/resource");
    }

    private HttpResponse<String> release(String body) {
        return service.post(RELEASE, "pharmacist", FHIR, body);
    }

    private HttpResponse<String> decide(String id, String decision) {
        return post(id, "reviewer", "{\"decision\":\"" + decision + "\",\"reason\":\"asked the practice\"}");
    }

    private HttpResponse<String> post(String id, String persona, String body) {
        return service.post("/reviews/" + id.replace("+", "%2B"), persona, "application/json", body);
    }

    private double alerts() {
        return service.context()
                .getBean(MeterRegistry.class)
                .counter("pestle.prescriptions.held", "reason", "CONTROLLED_IN_AN_HOUR")
                .count();
    }

    private Instant now() {
        return Instant.parse(
                read(service.get("/sandbox/clock", null)).path("now").asString());
    }

    private JsonNode read(HttpResponse<String> answer) {
        return json.readTree(answer.body());
    }
}
