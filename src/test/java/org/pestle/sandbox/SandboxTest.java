package org.pestle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.Signature;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pestle.testing.Service;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the sandbox offers besides the service itself (contract.md 4). */
class SandboxTest {
    private static final String JSON = "application/json";
    private static final Service SERVICE = Service.running();
    private static final Instant FIRST_OF_DECEMBER = Instant.parse("2026-12-01T09:00:00Z");

    @AfterEach
    void put_the_clock_back() {
        SERVICE.reset();
    }

    @ParameterizedTest(name = "{0} later it is {1}")
    @CsvSource({
        "P1D,        2026-12-02T09:00",
        "P10DT6H,    2026-12-11T15:00",
        "P1M,        2027-01-01T09:00",
        "P1Y2M3W4DT5H6M7S, 2028-02-26T14:06",
        "PT90S,      2026-12-01T09:01",
        "-P1D,       2026-11-30T09:00",
    })
    void the_clock_moves_by_any_iso_8601_duration(String amount, String expected) {
        SERVICE.moveClockTo(FIRST_OF_DECEMBER);

        HttpResponse<String> answer = SERVICE.post("/sandbox/clock", null, JSON, "{\"advance\":\"" + amount + "\"}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).startsWith("{\"now\":\"" + expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"advance\":\"P\"}",
                "{\"advance\":\"1 day\"}",
                "{\"advance\":\"P1DT\"}",
                "{\"advance\":\"P99999999999D\"}",
                "{}",
                "{\"advance\":\"P1D\",\"set\":\"2026-12-01T09:00:00Z\"}"
            })
    void the_clock_refuses_what_is_no_duration(String body) {
        HttpResponse<String> answer = SERVICE.post("/sandbox/clock", null, JSON, body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("\"code\":\"INVALID_VALUE\"");
    }

    @Test
    void another_clock_on_the_same_folder_has_the_same_time() {
        SERVICE.moveClockTo(FIRST_OF_DECEMBER);
        MovableClock running = SERVICE.context().getBean(MovableClock.class);

        MovableClock another = new MovableClock(
                SERVICE.context().getBean(MovableClock.class).real(),
                SERVICE.home().resolve("clock"));

        assertThat(Duration.between(running.instant(), another.instant())).isLessThan(Duration.ofSeconds(10));
        assertThat(another.instant()).isAfterOrEqualTo(FIRST_OF_DECEMBER);
    }

    @Test
    void lists_the_personas_of_the_contract() {
        String personas = SERVICE.get("/sandbox/personas", null).body();

        assertThat(personas)
                .contains("{\"name\":\"prescriber\",\"userId\":\"656005750107\",\"roleProfileId\":\"555254242105\","
                        + "\"role\":\"prescriber\",\"organisation\":\"A83008\"");
        assertThat(Personas.all())
                .extracting(Persona::name)
                .containsExactly(
                        "prescriber",
                        "prescriber-sha1",
                        "prescriber-2",
                        "prescribing-admin",
                        "pharmacist",
                        "pharmacist-flm49",
                        "locum",
                        "pharmacy-system",
                        "commissioner",
                        "commissioner-2",
                        "contractor",
                        "support",
                        "operator",
                        "reviewer",
                        "patient",
                        "patient-gateway");
    }

    @Test
    void every_persona_gets_a_token() {
        assertThat(Personas.all()).allSatisfy(persona -> {
            String claims = new String(
                    Base64.getUrlDecoder().decode(SERVICE.token(persona.name()).split("\\.", -1)[1]),
                    StandardCharsets.UTF_8);
            assertThat(claims)
                    .contains("\"role\":\"" + persona.role().claim() + "\"")
                    .contains("\"organisation\":\"" + persona.organisation() + "\"")
                    .contains("\"kind\":\"" + (persona.isUser() ? "user" : "application") + "\"");
        });
    }

    @Test
    void answers_where_tokens_come_from() {
        assertThat(SERVICE.get("/.well-known/oauth-authorization-server", null).body())
                .contains("/oauth2/token");
        assertThat(SERVICE.get("/.well-known/smart-configuration", null).body()).contains("/oauth2/token");
        assertThat(SERVICE.get("/.well-known/jwks", null).body())
                .isEqualTo(SERVICE.get("/oauth2/jwks", null).body())
                .contains("\"kty\":\"RSA\"")
                .doesNotContain("\"d\":");
    }

    @ParameterizedTest
    @CsvSource({"RS256, SHA256withRSA", "RS1, SHA1withRSA"})
    void signs_a_digest_as_the_demonstration_prescriber(String algorithm, String name) throws Exception {
        String signedInfo = "<SignedInfo xmlns=\"http://www.w3.org/2000/09/xmldsig#\"></SignedInfo>";
        String digest = Base64.getEncoder().encodeToString(signedInfo.getBytes(StandardCharsets.UTF_8));

        String answer = SERVICE.post(
                        "/sandbox/sign",
                        null,
                        JSON,
                        "{\"digest\":\"" + digest + "\",\"algorithm\":\"" + algorithm + "\"}")
                .body();

        String xml =
                new String(Base64.getDecoder().decode(between(answer, "\"data\":\"", "\"")), StandardCharsets.UTF_8);
        assertThat(xml).startsWith("<Signature xmlns=\"http://www.w3.org/2000/09/xmldsig#\">" + signedInfo);
        X509Certificate certificate = certificate(new ByteArrayInputStream(
                Base64.getDecoder().decode(between(xml, "<X509Certificate>", "</X509Certificate>"))));
        assertThat(certificate).isEqualTo(certificate(SERVICE.pki().resolve("prescriber.pem")));
        Signature signature = Signature.getInstance(name);
        signature.initVerify(certificate);
        signature.update(signedInfo.getBytes(StandardCharsets.UTF_8));
        assertThat(signature.verify(Base64.getDecoder().decode(between(xml, "<SignatureValue>", "</SignatureValue>"))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"digest\":\"?\"}", "{\"digest\":\"eA==\",\"algorithm\":\"none\"}"})
    void refuses_to_sign_what_is_no_digest(String body) {
        assertThat(SERVICE.post("/sandbox/sign", null, JSON, body).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest(name = "the path of {0} is good: {1}")
    @CsvSource({"prescriber, true", "revoked, true", "expired, false", "untrusted, false"})
    void the_demonstration_pki_has_good_and_bad_certificates(String name, boolean good) throws Exception {
        X509Certificate authority = certificate(SERVICE.pki().resolve("ca.pem"));
        X509Certificate certificate = certificate(SERVICE.pki().resolve(name + ".pem"));
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(authority, null)));
        parameters.setRevocationEnabled(false);

        boolean valid;
        try {
            CertPathValidator.getInstance("PKIX")
                    .validate(
                            CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate)), parameters);
            valid = true;
        } catch (java.security.cert.CertPathValidatorException refused) {
            valid = false;
        }

        assertThat(valid).isEqualTo(good);
        assertThat(certificate.getKeyUsage()).startsWith(true, true, false);
        assertThat(certificate.getSigAlgName()).isEqualTo("SHA256withRSA");
        assertThat(certificate.getIssuerX500Principal()).isEqualTo(authority.getSubjectX500Principal());
    }

    @Test
    void certificates_hold_from_three_years_back_to_two_years_ahead() throws Exception {
        Instant now = SERVICE.context().getBean(MovableClock.class).real().instant();
        X509Certificate certificate = certificate(SERVICE.pki().resolve("prescriber.pem"));

        certificate.checkValidity(java.util.Date.from(now.minus(Duration.ofDays(3 * 365))));
        certificate.checkValidity(java.util.Date.from(now.plus(Duration.ofDays(2 * 366))));
    }

    @Test
    void the_revocation_list_names_the_revoked_one_only() throws Exception {
        try (InputStream file = Files.newInputStream(SERVICE.pki().resolve("ca.crl"))) {
            var list = (java.security.cert.X509CRL)
                    CertificateFactory.getInstance("X.509").generateCRL(file);

            list.verify(certificate(SERVICE.pki().resolve("ca.pem")).getPublicKey());
            assertThat(list.isRevoked(certificate(SERVICE.pki().resolve("revoked.pem"))))
                    .isTrue();
            assertThat(list.isRevoked(certificate(SERVICE.pki().resolve("prescriber.pem"))))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pki/ca.key",
                "pki/prescriber.key",
                "pki/revoked.key",
                "pki/expired.key",
                "pki/untrusted.key",
                "token-key.json",
                "postgres/passwords.properties",
                "clock"
            })
    void secrets_are_readable_for_their_owner_only(String file) throws IOException {
        SERVICE.moveClockTo(FIRST_OF_DECEMBER);

        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(SERVICE.home().resolve(file))))
                .isEqualTo("rw-------");
    }

    @Test
    void reset_empties_the_record_and_puts_the_clock_back() {
        SERVICE.moveClockTo(FIRST_OF_DECEMBER.plus(Duration.ofDays(365)));
        JdbcClient jdbc = SERVICE.context().getBean(JdbcClient.class);
        jdbc.sql("SELECT append_audit_event('X', 'actor', 'role', 'FA565', 'CREATE', 'done', NULL)")
                .query((row, number) -> true)
                .single();

        SERVICE.reset();

        assertThat(jdbc.sql("SELECT count(*) FROM audit_event")
                        .query(Long.class)
                        .single())
                .isZero();
        MovableClock clock = SERVICE.context().getBean(MovableClock.class);
        assertThat(Duration.between(clock.real().instant(), clock.instant()).abs())
                .isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void an_unknown_job_is_refused() {
        assertThat(SERVICE.post("/sandbox/jobs/tidy-up", null, JSON, "{}").statusCode())
                .isEqualTo(400);
    }

    @Test
    void health_is_on_the_management_port_and_not_on_the_public_one() {
        assertThat(SERVICE.send(java.net.http.HttpRequest.newBuilder(SERVICE.managementUrl("/actuator/health"))
                                .build())
                        .body())
                .contains("\"status\":\"UP\"");
        assertThat(SERVICE.get("/actuator/health", null).statusCode()).isEqualTo(401);
    }

    private static X509Certificate certificate(Path file) throws Exception {
        try (InputStream content = Files.newInputStream(file)) {
            return certificate(content);
        }
    }

    private static X509Certificate certificate(InputStream content) throws Exception {
        return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(content);
    }

    private static String between(String text, String start, String end) {
        Matcher matcher = Pattern.compile(Pattern.quote(start) + "(.*?)" + Pattern.quote(end))
                .matcher(text);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }
}
