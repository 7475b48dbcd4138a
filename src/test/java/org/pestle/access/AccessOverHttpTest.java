package org.pestle.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pestle.cli.SampleOrder;
import org.pestle.testing.Claimant;
import org.pestle.testing.Service;
import org.pestle.values.OdsCode;
import org.springframework.security.access.AccessDeniedException;

/**
 * Deny by default, from one table: every role, by the persona of its name, at every address, with and without a token
 * (contract.md 3, 6).
 */
class AccessOverHttpTest {
    private static final Service SERVICE = Service.running();

    static Stream<Arguments> every_role_at_every_address() {
        return addresses()
                .flatMap(address ->
                        Arrays.stream(Role.values()).map(role -> Arguments.of(address.method(), address.path(), role)));
    }

    private record Address(String method, String path) {}

    private static Stream<Address> addresses() {
        return Arrays.stream(Operation.values())
                .flatMap(operation -> operation.paths().stream()
                        .map(path -> new Address(
                                operation.method(),
                                path.replace("**", "QHM/2026-11").replace("*", "7"))))
                .distinct();
    }

    @ParameterizedTest(name = "{2} at {0} {1}")
    @MethodSource("every_role_at_every_address")
    void is_let_through_only_if_the_table_has_a_row(String method, String path, Role role) {
        boolean allowed = AccessTable.rows().stream()
                .filter(row -> row.role() == role)
                .map(AccessTable.Row::operation)
                .anyMatch(operation -> operation.method().equals(method)
                        && operation.paths().stream()
                                .map(pattern ->
                                        pattern.replace("**", "QHM/2026-11").replace("*", "7"))
                                .anyMatch(path::equals));

        HttpResponse<String> answer = call(method, path, SERVICE.token(role.claim()));

        if (!allowed) {
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).contains("NOT_PERMITTED");
        } else {
            assertThat(answer.statusCode()).isNotIn(401).isLessThan(500);
        }
    }

    static Stream<Arguments> every_address() {
        return addresses().map(address -> Arguments.of(address.method(), address.path()));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("every_address")
    void nobody_gets_through_without_a_token(String method, String path) {
        HttpResponse<String> answer = call(method, path, null);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("ACCESS_DENIED");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
        boolean fhir = path.matches("/(fhir-|electronic-|clinical-|reimbursement/(FHIR|exports)/).*");
        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                .startsWith(fhir ? "application/fhir+json" : "application/problem+json");
    }

    @Test
    void a_forged_or_broken_token_is_refused() {
        String good = SERVICE.token("pharmacist");
        int middle = good.lastIndexOf('.') - 20;
        String forged =
                good.substring(0, middle) + (good.charAt(middle) == 'A' ? 'B' : 'A') + good.substring(middle + 1);
        String unsigned = "eyJhbGciOiJub25lIn0." + good.split("\\.", -1)[1] + ".";

        for (String token : List.of(forged, unsigned, "nonsense", good.substring(0, good.lastIndexOf('.') + 1))) {
            assertThat(call("POST", "/reimbursement/quote", token).statusCode()).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/fhir-prescribing/metadata",
                "/fhir-prescribing/_ping",
                "/fhir-dispensing/_status",
                "/electronic-prescriptions/_ping",
                "/.well-known/oauth-authorization-server",
                "/.well-known/smart-configuration"
            })
    void what_is_open_by_contract_needs_no_token(String path) {
        assertThat(call("GET", path, null).statusCode()).isNotIn(401, 403);
    }

    @Test
    void a_page_of_another_site_cannot_frame_or_extend_ours() {
        var headers = SERVICE.get("/", null).headers();

        assertThat(headers.firstValue("Content-Security-Policy").orElse("")).startsWith("default-src 'self'");
        assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(headers.firstValue("X-Frame-Options")).contains("DENY");
        assertThat(headers.firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(headers.firstValue("Set-Cookie")).isEmpty();
    }

    @ParameterizedTest(name = "{0} of {1}: {2} for {3} is allowed: {4}")
    @CsvSource({
        "PHARMACIST,      FA565, RELEASE_BY_ID,    FA565, true",
        "PHARMACIST,      FA565, RELEASE_BY_ID,    FLM49, false",
        "PHARMACIST,      FFFFF, RELEASE_BY_ID,    FLM49, true",
        "PHARMACY_SYSTEM, FA565, RELEASE_BY_ID,    FA565, true",
        "PHARMACY_SYSTEM, FA565, NOTIFY_DISPENSE,  FA565, false",
        "COMMISSIONER,    QHM,   READ_REPORT,      QHM,   true",
        "COMMISSIONER,    QHM,   READ_REPORT,      QWO,   false",
        "CONTRACTOR,      FA565, READ_SCHEDULE,    FLM49, false",
        "PRESCRIBER,      A83008, TRACK,           FLM49, true",
        "PATIENT,         PATIENT, TRACK,          FLM49, false",
    })
    void own_means_the_callers_own_organisation(
            Role role, String organisation, Operation operation, String owner, boolean allowed) {
        Caller caller = new Caller("client", "user", null, role, new OdsCode(organisation));
        Access access = new Access();

        if (allowed) {
            access.require(caller, operation, new OdsCode(owner));
            assertThat(access.of(caller, operation)).isNotNull();
        } else {
            assertThatThrownBy(() -> access.require(caller, operation, new OdsCode(owner)))
                    .isInstanceOf(AccessDeniedException.class);
        }
    }

    @ParameterizedTest(name = "{0} at {1} {2}")
    @CsvSource(delimiter = '|', textBlock = """
            prescriber        | POST | /fhir-dispensing/FHIR/R4/Task/$release      | POST
            prescriber        | POST | /reimbursement/quote                        | POST
            contractor        | GET  | /reimbursement/schedules/FLM49/2026-07      | READ_SCHEDULE
            commissioner-2    | GET  | /reports/QHM/2026-07                        | READ_REPORT
            commissioner      | GET  | /clinical-prescription-tracker/x/9990002258 | GET
            prescribing-admin | POST | /fhir-prescribing/FHIR/R4/$process-message  | CREATE
            """)
    void a_call_without_authority_is_on_the_audit_trail(String persona, String method, String path, String asked) {
        UUID id = UUID.randomUUID();
        String order = new Claimant(SERVICE).order(SampleOrder.Kind.ACUTE, 1).toString();

        HttpResponse<String> answer =
                call(method, path, SERVICE.token(persona), id, asked.equals("CREATE") ? order : "{}");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(SERVICE.owner().sql("""
                                SELECT concat_ws(' ', operation, subject, outcome)
                                  FROM audit_event
                                 WHERE request_id = :id
                                """).param("id", id).query(String.class).list())
                .containsExactly(asked + " " + path.replace("9990002258", "**********") + " NOT_PERMITTED");
    }

    @Test
    void of_a_long_address_the_audit_trail_has_the_beginning() {
        UUID id = UUID.randomUUID();

        call("GET", "/clinical-prescription-tracker/" + "x".repeat(300), SERVICE.token("commissioner"), id, "{}");

        assertThat(SERVICE.owner()
                        .sql("SELECT subject FROM audit_event WHERE request_id = :id")
                        .param("id", id)
                        .query(String.class)
                        .list())
                .containsExactly("/clinical-prescription-tracker/" + "x".repeat(169));
    }

    private static HttpResponse<String> call(String method, String path, @Nullable String token) {
        return call(method, path, token, UUID.randomUUID(), "{}");
    }

    private static HttpResponse<String> call(String method, String path, @Nullable String token, UUID id, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(SERVICE.url(path))
                .header("X-Request-ID", id.toString())
                .header(
                        "Content-Type",
                        path.startsWith("/reimbursement") ? "application/json" : "application/fhir+json")
                .method(method, method.equals("POST") ? BodyPublishers.ofString(body) : BodyPublishers.noBody());
        return SERVICE.send((token == null ? request : request.header("Authorization", "Bearer " + token)).build());
    }
}
