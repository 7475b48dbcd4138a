package org.pestle;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pestle.cli.SampleOrder;
import org.pestle.cli.SamplePharmacy;
import org.pestle.cli.SampleRelease;
import org.pestle.routing.StandingNominations;
import org.pestle.testing.AnotherSite;
import org.pestle.testing.PlantedTrigger;
import org.pestle.testing.Prescriber;
import org.pestle.testing.Service;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Nominations as a supplier meets them, against the stand-ins (eps.md 6). */
class NominationOverHttpTest {
    private static final String PATIENT = "9990002258";
    private static final String OTHER_PATIENT = "9990002266";
    private static final SamplePharmacy ONLINE = SamplePharmacy.FA565.at("FLM49");
    private static final String JSON_TYPE = "application/json";
    private static final String RELEASE = "/fhir-dispensing/FHIR/R4/Task/$release";

    private final Service service = Service.running();
    private final Prescriber prescriber = new Prescriber(service);
    private final JsonMapper json = JsonMapper.builder().build();
    private String lastSent = "";

    @BeforeEach
    void an_empty_record() {
        service.reset();
    }

    @Test
    void a_patient_who_changes_the_pharmacy_takes_repeat_dispensing_along() {
        String repeat = sent(SampleOrder.Kind.ERD, "FA565", PATIENT);
        String acute = sent(SampleOrder.Kind.ACUTE, "FA565", PATIENT);

        HttpResponse<String> changed = change("pharmacist", PATIENT, "P1", "FLM49");

        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        assertThat(read(changed).path("before").asString()).isEqualTo("FA565");
        assertThat(read(changed).path("issuesMoved").asInt()).isEqualTo(6);
        assertThat(changed.body()).doesNotContain(PATIENT);
        HttpResponse<String> found = find("prescriber", PATIENT);
        assertThat(read(found).at("/nominations/0/site").asString()).isEqualTo("FLM49");
        assertThat(found.headers().firstValue("ETag")).contains("W/\"2\"");

        assertThat(released("pharmacist-flm49", ONLINE)).contains(repeat).doesNotContain(acute);
        assertThat(released("pharmacist", SamplePharmacy.FA565)).contains(acute).doesNotContain(repeat);

        JsonNode left = moves("pharmacist");
        assertThat(left).hasSize(6).allSatisfy(move -> {
            assertThat(move.path("what").asString()).isEqualTo("left");
            assertThat(move.path("why").asString()).contains("nominated another pharmacy");
            assertThat(move.has("prescription")).isFalse();
        });
        JsonNode arrived = moves("pharmacist-flm49");
        assertThat(arrived).hasSize(6).allSatisfy(move -> {
            assertThat(move.path("what").asString()).isEqualTo("arrived");
            assertThat(move.path("prescription").asString()).isEqualTo(repeat);
        });
        assertThat(left.toString() + arrived).doesNotContain(PATIENT);
    }

    @Test
    void a_change_that_is_sent_again_is_answered_again_and_not_made_again() {
        UUID id = UUID.randomUUID();
        String body = wish(PATIENT, "P1", "\"FLM49\"");
        HttpResponse<String> first = service.post("/nominations/change", "pharmacist", JSON_TYPE, body, id);
        change("pharmacist", PATIENT, "P1", "FA090");

        HttpResponse<String> again = service.post("/nominations/change", "pharmacist", JSON_TYPE, body, id);

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(read(find("pharmacist", PATIENT)).at("/nominations/0/site").asString())
                .isEqualTo("FA090");
        assertThat(service.post("/nominations/change", "pharmacist", JSON_TYPE, wish(PATIENT, "P1", "\"FA565\""), id)
                        .body())
                .contains("REQUEST_ID_REUSED");
    }

    @Test
    void a_sender_who_names_another_version_is_refused() {
        HttpRequest.Builder request = HttpRequest.newBuilder(service.url("/nominations/change"))
                .header("If-Match", "W/\"7\"")
                .header("Content-Type", JSON_TYPE)
                .header("Authorization", "Bearer " + service.token("pharmacist"));

        HttpResponse<String> answer =
                service.send(request.POST(BodyPublishers.ofString(wish(PATIENT, "P1", "\"FLM49\"")))
                        .build());

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("NOMINATION_CONFLICT");
    }

    @ParameterizedTest(name = "{0} changes {1} of {2} to {3}: {4} {5}")
    @CsvSource(nullValues = "-", textBlock = """
            # who,              type, patient,    to,     status, says
            prescriber,         P1,   9990002258, FLM49,  200, before
            prescribing-admin,  P2,   9990002258, FA093,  200, before
            prescriber,         P3,   9990002258, A83008, 200, before
            prescriber,         P3,   9990002258, A83099, 403, NOT_PERMITTED
            prescriber,         P3,   9990001073, -,      403, NOT_PERMITTED
            pharmacist,         P1,   9990002258, -,      200, before
            pharmacist,         P2,   9990001065, -,      200, before
            pharmacist,         P3,   9990002258, A83099, 403, NOT_PERMITTED
            pharmacist,         P3,   9990001073, -,      200, before
            pharmacy-system,    P1,   9990002258, FLM49,  403, NOT_PERMITTED
            support,            P1,   9990002258, FLM49,  403, NOT_PERMITTED
            patient,            P1,   9990002258, FLM49,  403, NOT_PERMITTED
            patient,            P2,   9449304130, FA093,  403, NOT_PERMITTED
            patient,            P1,   9449304130, FA565,  200, before
            # where it cannot go, and who cannot be asked
            pharmacist,         P1,   9990002258, FA091,  400, is closed
            pharmacist,         P1,   9990002258, FA092,  400, does not take electronic prescriptions
            pharmacist,         P1,   9990002258, FX999,  400, no dispensing site
            pharmacist,         P1,   9990002258, FA093,  400, is of type P2
            pharmacist,         P1,   9990002258, FZ905,  503, OUTSIDE_UNAVAILABLE
            pharmacist,         P1,   9990002053, FLM49,  503, OUTSIDE_UNAVAILABLE
            pharmacist,         P1,   9990002061, FLM49,  409, NOMINATION_CONFLICT
            pharmacist,         P1,   9000000009, FLM49,  404, PATIENT_NOT_FOUND
            # what is no wish
            pharmacist,         P9,   9990002258, FLM49,  400, /type
            pharmacist,         P1,   1234567890, FLM49,  400, /nhsNumber
            pharmacist,         P1,   9990002258, A-B,    400, /site
            """)
    void who_may_change_what(
            String persona, String type, String patient, @Nullable String to, int status, String says) {
        HttpResponse<String> answer = change(persona, patient, type, to);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(says).doesNotContain(patient);
        if (status == 503) {
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        }
    }

    @Test
    void the_gateway_names_the_patient_and_nobody_else_does() {
        assertThat(asGateway("patient-gateway", "P9:" + PATIENT).statusCode()).isEqualTo(200);
        assertThat(asGateway("patient-gateway", "P9:" + OTHER_PATIENT).statusCode())
                .isEqualTo(403);
        assertThat(asGateway("patient-gateway", "P5:" + PATIENT).statusCode()).isEqualTo(403);
        assertThat(asGateway("pharmacist", "P9:" + PATIENT).body()).contains("MISSING_OR_INVALID_HEADER");
    }

    @Test
    void a_prescription_for_another_site_than_the_nominated_one_is_taken_with_a_warning() {
        HttpResponse<String> answer = send(SampleOrder.Kind.ACUTE, "FLM49", OTHER_PATIENT);

        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode issue = read(answer).at("/issue/1");
        assertThat(issue.at("/details/coding/0/code").asString()).isEqualTo("ONE_OFF_NOMINATION");
        assertThat(issue.path("severity").asString()).isEqualTo("information");
        assertThat(read(find("prescriber", OTHER_PATIENT))
                        .at("/nominations/0/site")
                        .asString())
                .as("nothing is written to PDS")
                .isEqualTo("FA565");
    }

    @Test
    void a_nomination_changed_elsewhere_is_followed_with_the_next_prescription_of_a_patient_who_was_never_read() {
        String repeat = sent(SampleOrder.Kind.ERD, "FA565", PATIENT);
        asPrescribedFor("FLM49", repeat);

        sent(SampleOrder.Kind.ACUTE, "FA565", PATIENT);

        assertThat(moves("pharmacist-flm49")).hasSize(6);
        assertThat(released("pharmacist", SamplePharmacy.FA565)).contains(repeat);
    }

    @ParameterizedTest(name = "{0}: {1} without an answer, offered to {2}")
    @CsvSource({"9990002258, 0, FA565", "9990001022, 1, FLM49"})
    void a_nomination_changed_elsewhere_is_followed_before_the_next_issue_is_offered(
            String patient, int unanswered, String offeredTo) {
        String repeat = dueTonight(patient);

        makesReadyOf(unanswered);

        String there = released("pharmacist", SamplePharmacy.FA565) + "FA565";
        String here = released("pharmacist-flm49", ONLINE) + "FLM49";
        assertThat(there.contains(repeat) ? there : here).contains(repeat).endsWith(offeredTo);
    }

    @Test
    void issues_that_cannot_be_moved_stay_where_they_are_and_keep_nobody_from_being_offered() {
        String repeat = dueTonight("9990002258");
        PlantedTrigger.fault(service.owner(), "BEFORE INSERT ON nomination_move FOR EACH ROW")
                .during(() -> makesReadyOf(1));

        assertThat(released("pharmacist-flm49", ONLINE)).contains(repeat);
    }

    /** A repeat prescription for one pharmacy whose patient has nominated another since, ready in the coming night. */
    private String dueTonight(String patient) {
        String repeat = sent(SampleOrder.Kind.ERD, "FA565", patient);
        asPrescribedFor("FLM49", repeat);
        for (String statement : List.of(
                "DELETE FROM worklist",
                "UPDATE prescription_issue SET status = '0000', next_activity = 'ready',"
                        + " next_activity_on = CURRENT_DATE - 9 WHERE issue_number = 1")) {
            service.context().getBean(JdbcClient.class).sql(statement).update();
        }
        return repeat;
    }

    private void makesReadyOf(int unanswered) {
        JsonNode night = json.readTree(service.runJob("make-ready"));

        assertThat(night.path("status").asString()).isEqualTo("COMPLETED");
        assertThat(night.at("/totals/ready").asInt()).isOne();
        assertThat(night.at("/totals/asked").asInt()).isOne();
        assertThat(night.at("/totals/unanswered").asInt()).isEqualTo(unanswered);
    }

    /** As if another site had been nominated when it was prescribed, and this process had just started. */
    private void asPrescribedFor(String site, String prescription) {
        AnotherSite.of(service, prescription, site);
        service.context().getBean(StandingNominations.class).forget();
    }

    private String released(String persona, SamplePharmacy pharmacy) {
        return service.post(RELEASE, persona, "application/fhir+json", SampleRelease.nominated(pharmacy))
                .body();
    }

    private JsonNode moves(String persona) {
        return read(service.get("/nominations/moves", persona)).path("moves");
    }

    private HttpResponse<String> find(String persona, String patient) {
        return service.post("/nominations/find", persona, JSON_TYPE, "{\"nhsNumber\":\"" + patient + "\"}");
    }

    private HttpResponse<String> change(String persona, String patient, String type, @Nullable String to) {
        String site = to == null ? "null" : '"' + to + '"';
        return service.post("/nominations/change", persona, JSON_TYPE, wish(patient, type, site));
    }

    private static String wish(String patient, String type, String site) {
        return "{\"nhsNumber\":\"%s\",\"type\":\"%s\",\"site\":%s}".formatted(patient, type, site);
    }

    private HttpResponse<String> asGateway(String persona, String patient) {
        return service.send(HttpRequest.newBuilder(service.url("/nominations/find"))
                .header("nhsd-nhslogin-user", patient)
                .header("Content-Type", JSON_TYPE)
                .header("Authorization", "Bearer " + service.token(persona))
                .POST(BodyPublishers.ofString("{\"nhsNumber\":\"" + PATIENT + "\"}"))
                .build());
    }

    private String sent(SampleOrder.Kind kind, String site, String patient) {
        HttpResponse<String> answer = send(kind, site, patient);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return lastSent;
    }

    private HttpResponse<String> send(SampleOrder.Kind kind, String site, String patient) {
        ObjectNode order = (ObjectNode) json.readTree(
                SampleOrder.message(kind, site, 1, service.now()).toString().replace("9449304130", patient));
        lastSent = SampleOrder.prescriptionId(order);
        return prescriber.signAndSend(order);
    }

    private JsonNode read(HttpResponse<String> answer) {
        return json.readTree(answer.body());
    }
}
