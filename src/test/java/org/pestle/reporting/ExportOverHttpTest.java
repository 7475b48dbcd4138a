package org.pestle.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hl7.fhir.r4.model.ExplanationOfBenefit;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.Patient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pestle.cli.SampleOrder;
import org.pestle.cli.SamplePharmacy;
import org.pestle.testing.DispensedOrder;
import org.pestle.testing.Service;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A bulk export from its request to its files, as a client of FHIR Bulk Data Access makes it. */
class ExportOverHttpTest {
    private static final Service SERVICE = Service.running();
    private static final String START = "/reimbursement/FHIR/R4/$export";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @ParameterizedTest(name = "{0}?{1}, Prefer {2}: {3} {4}")
    @CsvSource(delimiter = '|', textBlock = """
            commissioner |                                     |               | 400 | EXPORT_NOT_ASYNCHRONOUS
            commissioner | _type=Patient                       | respond-async | 400 | EXPORT_TYPE_UNKNOWN
            commissioner | _type=Claim,                        | respond-async | 400 | EXPORT_TYPE_UNKNOWN
            commissioner | _outputFormat=application/fhir+xml  | respond-async | 400 | EXPORT_FORMAT_NOT_SUPPORTED
            commissioner | _since=2199-01-01T00:00:00Z         | respond-async | 400 | EXPORT_SINCE_IN_FUTURE
            commissioner | _since=yesterday                    | respond-async | 400 | INVALID_VALUE
            commissioner | _elements=id                        | respond-async | 400 | EXPORT_PARAMETER_UNKNOWN
            contractor   |                                     | respond-async | 403 | NOT_PERMITTED
            patient      |                                     | respond-async | 403 | NOT_PERMITTED
                         |                                     | respond-async | 401 | ACCESS_DENIED
            """)
    void a_wrong_request_is_refused_with_its_code(
            @Nullable String persona, @Nullable String query, @Nullable String prefer, int status, String code) {
        HttpResponse<String> answer = start(persona, query, prefer);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(JSON.readTree(answer.body()).path("resourceType").asString()).isEqualTo("OperationOutcome");
        assertThat(answer.body()).contains(code);
    }

    @Test
    void three_may_wait_at_once_and_one_that_was_given_up_says_so() {
        List<String> asked = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            asked.add(path(start("commissioner", null, "respond-async")
                    .headers()
                    .firstValue("Content-Location")
                    .orElseThrow()));
        }

        HttpResponse<String> tooMany = start("commissioner", null, "respond-async");

        assertThat(tooMany.statusCode()).isEqualTo(429);
        assertThat(tooMany.body()).contains("TOO_MANY_EXPORTS");
        String id = asked.getFirst().substring(asked.getFirst().lastIndexOf('/') + 1);
        SERVICE.owner()
                .sql(
                        "UPDATE bulk_export SET state = 'failed', salt = NULL, ended_at = requested_at WHERE export_id = :id")
                .param("id", UUID.fromString(id))
                .update();
        HttpResponse<String> failed = SERVICE.get(asked.getFirst(), "commissioner");
        assertThat(failed.statusCode()).isEqualTo(500);
        assertThat(failed.body()).contains("EXPORT_FAILED");
        asked.forEach(address -> assertThat(delete(address).statusCode()).isEqualTo(202));
        assertThat(acts(id)).as("who asked and who cancelled stays on record").isEqualTo("CANCEL_EXPORT, START_EXPORT");
    }

    private static String acts(String id) {
        return SERVICE.context()
                .getBean(JdbcClient.class)
                .sql(
                        "SELECT string_agg(DISTINCT operation, ', ' ORDER BY operation) FROM audit_event WHERE subject = :id")
                .param("id", id)
                .query(String.class)
                .single();
    }

    @Test
    void all_that_is_wrong_is_told_at_once() {
        JsonNode outcome = JSON.readTree(start("commissioner", "_type=Patient&_outputFormat=csv&x=1", null)
                .body());

        assertThat(outcome.path("resourceType").asString()).isEqualTo("OperationOutcome");
        assertThat(outcome.path("issue")).hasSize(4);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "/reimbursement/exports/00000000-0000-4000-8000-000000000000",
        "/reimbursement/exports/nonsense",
        "/reimbursement/exports/00000000-0000-4000-8000-000000000000/Claim.ndjson"
    })
    void an_export_that_is_not_there_is_told(String path) {
        HttpResponse<String> answer = SERVICE.get(path, "operator");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("NO_SUCH_EXPORT");
    }

    @Test
    void an_export_is_asked_for_made_fetched_and_deleted() {
        aClaimIsPriced();
        HttpResponse<String> accepted =
                start("commissioner", "_outputFormat=ndjson&_since=2020-01-01T00:00:00Z", "respond-async");
        assertThat(accepted.statusCode()).isEqualTo(202);
        String address = path(accepted.headers().firstValue("Content-Location").orElseThrow());

        HttpResponse<String> waiting = SERVICE.get(address, "commissioner");
        assertThat(waiting.statusCode()).isEqualTo(202);
        assertThat(waiting.headers().firstValue("X-Progress")).contains("waiting");
        assertThat(waiting.headers().firstValue("Retry-After")).isPresent();
        assertThat(SERVICE.get(address + "/Claim.ndjson", "commissioner").statusCode())
                .isEqualTo(404);

        assertThat(SERVICE.runJob("export-claims")).contains("COMPLETED");

        JsonNode manifest = JSON.readTree(SERVICE.get(address, "commissioner").body());
        assertThat(manifest.path("requiresAccessToken").asBoolean()).isTrue();
        assertThat(manifest.path("request").asString()).contains(START, "_outputFormat=ndjson");
        assertThat(manifest.path("output")
                        .valueStream()
                        .map(file -> file.path("type").asString()))
                .containsExactly("Claim", "ExplanationOfBenefit", "MedicationDispense");
        for (JsonNode file : manifest.path("output")) {
            HttpResponse<String> lines = SERVICE.get(path(file.path("url").asString()), "commissioner");
            assertThat(lines.headers().firstValue("Content-Type")).contains("application/fhir+ndjson");
            assertThat(lines.body().lines().count())
                    .isEqualTo(file.path("count").asLong());
        }
        assertThat(SERVICE.get(address, "commissioner-2").statusCode()).isEqualTo(404);
        assertThat(SERVICE.get(address, "contractor").statusCode()).isEqualTo(403);
        assertThat(SERVICE.get(address, "operator").statusCode()).isEqualTo(200);
        readsAsFhir(address);

        assertThat(delete(address).statusCode()).isEqualTo(202);
        assertThat(acts(address.substring(address.lastIndexOf('/') + 1)))
                .isEqualTo("CANCEL_EXPORT, READ_EXPORT, START_EXPORT");
        assertThat(delete(address).statusCode()).isEqualTo(404);
        assertThat(SERVICE.get(address, "commissioner").statusCode()).isEqualTo(404);
    }

    private static void readsAsFhir(String address) {
        IParser parser = FhirContext.forR4Cached().newJsonParser().setParserErrorHandler(new StrictErrorHandler());
        String benefits = SERVICE.get(address + "/ExplanationOfBenefit.ndjson", "operator")
                .body();
        ExplanationOfBenefit benefit = parser.parseResource(
                ExplanationOfBenefit.class, benefits.lines().findFirst().orElseThrow());
        assertThat(((Patient) benefit.getContained().getFirst())
                        .getBirthDateElement()
                        .getExtension())
                .as("one patient is too few to tell when they were born")
                .hasSize(1);
        assertThat(benefit.getItemFirstRep().getAdjudication()).hasSize(7);
        String dispenses =
                SERVICE.get(address + "/MedicationDispense.ndjson", "operator").body();
        assertThat(parser.parseResource(
                                MedicationDispense.class,
                                dispenses.lines().findFirst().orElseThrow())
                        .getSubject()
                        .isEmpty())
                .isTrue();
        assertThat(benefits + dispenses).doesNotContain("9449304130").doesNotContainIgnoringCase("TWITCHETT");
    }

    private static void aClaimIsPriced() {
        DispensedOrder order = DispensedOrder.sent(SERVICE, SampleOrder.Kind.ACUTE);
        order.release(SamplePharmacy.FA565);
        ObjectNode notification = order.notification();
        order.send(notification);
        assertThat(order.send(order.claim(notification)).statusCode()).isEqualTo(200);
        assertThat(SERVICE.runJob("price-claims")).contains("COMPLETED");
    }

    private static HttpResponse<String> start(
            @Nullable String persona, @Nullable String query, @Nullable String prefer) {
        HttpRequest.Builder request = HttpRequest.newBuilder(SERVICE.url(START + (query == null ? "" : "?" + query)));
        if (persona != null) {
            request.header("Authorization", "Bearer " + SERVICE.token(persona));
        }
        if (prefer != null) {
            request.header("Prefer", prefer);
        }
        return SERVICE.send(request.GET().build());
    }

    private static HttpResponse<String> delete(String path) {
        return SERVICE.send(HttpRequest.newBuilder(SERVICE.url(path))
                .header("Authorization", "Bearer " + SERVICE.token("commissioner"))
                .DELETE()
                .build());
    }

    private static String path(String address) {
        return URI.create(address).getPath();
    }
}
