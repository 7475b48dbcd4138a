package org.pestle;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pestle.cli.SampleOrder;
import org.pestle.cli.SamplePharmacy;
import org.pestle.cli.SampleRelease;
import org.pestle.testing.Prescriber;
import org.pestle.testing.Service;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Signatures over HTTP: who is refused and why, what is kept as evidence, and {@code $verify-signature}. */
@Isolated
class SignatureStoryTest {
    private static final String FHIR = "application/fhir+json";
    private static final String DISPENSING = "/fhir-dispensing/FHIR/R4/";
    private static final String VERIFY = DISPENSING + "$verify-signature";

    private final Service service = Service.running();
    private final Prescriber prescriber = new Prescriber(service);
    private final JsonMapper json = JsonMapper.builder().build();

    @BeforeEach
    @AfterEach
    void an_empty_record() {
        service.reset();
    }

    @ParameterizedTest
    @CsvSource({
        "revoked, Certificate is revoked",
        "expired, Certificate expired when signed",
        "untrusted, Certificate not trusted"
    })
    void refuses_the_bad_signers_of_the_demonstration_pki(String name, String reason) {
        HttpResponse<String> answer =
                prescriber.send(prescriber.signAs(name, order()).toString());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json.readTree(answer.body())
                        .path("issue")
                        .path(0)
                        .path("diagnostics")
                        .asString())
                .isEqualTo(reason);
        assertThat(count("SELECT count(*) FROM prescription")).isZero();
    }

    @Test
    void keeps_the_list_that_a_prescription_was_verified_with() {
        assertThat(prescriber.send(prescriber.sign(order()).toString()).statusCode())
                .isEqualTo(200);

        assertThat(count("""
                        SELECT count(*)
                          FROM prescription p
                          JOIN revocation_evidence e ON e.digest = ANY (p.revocation_evidence)
                         WHERE sha256(e.content) = e.digest
                           AND e.kind = 'CRL'
                        """)).isOne();
    }

    @Test
    void goes_on_when_the_clock_is_moved_by_months_and_back() {
        service.moveClockTo(service.now().plus(Duration.ofDays(200)));
        assertThat(prescriber.send(prescriber.sign(order()).toString()).statusCode())
                .isEqualTo(200);

        service.reset();
        assertThat(prescriber.send(prescriber.sign(order()).toString()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void verifies_what_a_release_handed_out_and_notices_a_change() {
        prescriber.send(prescriber.sign(order()).toString());
        ObjectNode repeat = SampleOrder.message(SampleOrder.Kind.ERD, "FA565", 1, service.now());
        prescriber.send(prescriber.sign(repeat).toString());
        String released = service.post(
                        DISPENSING + "Task/$release", "pharmacist", FHIR, SampleRelease.nominated(SamplePharmacy.FA565))
                .body();
        assertThat(SampleRelease.passed(released)).hasSize(2);

        JsonNode both = verified("pharmacist", released);
        JsonNode changed =
                verified("pharmacist", released.replaceAll("\"family\": ?\"[^\"]+\"", "\"family\":\"Changed\""));

        assertThat(both.path("parameter")).hasSize(2);
        both.path("parameter").forEach(part -> {
            assertThat(part.path("part").path(0).path("name").asString()).isEqualTo("messageIdentifier");
            assertThat(part.path("part")
                            .path(0)
                            .path("valueReference")
                            .path("identifier")
                            .path("value")
                            .asString())
                    .isNotEmpty();
            assertThat(issue(part, "severity")).isEqualTo("information");
        });
        changed.path("parameter").forEach(part -> {
            assertThat(issue(part, "severity")).isEqualTo("error");
            assertThat(issue(part, "diagnostics")).isEqualTo("Signature doesn't match prescription");
        });
    }

    @Test
    void verifies_one_prescription_for_a_prescriber_too() {
        String good = prescriber.sign(order()).toString();
        String bad = prescriber.signAs("revoked", order()).toString();

        assertThat(issue(verified("prescriber", good).path("parameter").path(0), "code"))
                .isEqualTo("informational");
        assertThat(issue(verified("prescriber", bad).path("parameter").path(0), "diagnostics"))
                .isEqualTo("Certificate is revoked");
        assertThat(issue(
                        verified("prescriber", order().toString())
                                .path("parameter")
                                .path(0),
                        "severity"))
                .isEqualTo("error");
    }

    @Test
    void verifies_for_nobody_else_and_nothing_else() {
        String good = prescriber.sign(order()).toString();

        assertThat(service.post(VERIFY, "patient", FHIR, good).statusCode()).isEqualTo(403);
        assertThat(service.post(VERIFY, "pharmacist", FHIR, "{\"resourceType\":\"Patient\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(service.post(VERIFY, "pharmacist", FHIR, "{\"resourceType\":\"Parameters\"}")
                        .body())
                .contains("There is no prescription to verify");
    }

    private JsonNode verified(String persona, String body) {
        HttpResponse<String> answer = service.post(VERIFY, persona, FHIR, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json.readTree(answer.body());
    }

    private static String issue(JsonNode parameter, String field) {
        return parameter
                .path("part")
                .path(1)
                .path("resource")
                .path("issue")
                .path(0)
                .path(field)
                .asString();
    }

    private ObjectNode order() {
        return SampleOrder.message(SampleOrder.Kind.ACUTE, "FA565", 1, service.now());
    }

    private long count(String sql) {
        return service.context()
                .getBean(JdbcClient.class)
                .sql(sql)
                .query(Long.class)
                .single();
    }
}
