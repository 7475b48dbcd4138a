package org.pestle;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.YearMonth;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.pestle.cli.SampleClaim;
import org.pestle.cli.SampleDispense;
import org.pestle.cli.SampleOrder;
import org.pestle.cli.SamplePharmacy;
import org.pestle.cli.SampleRelease;
import org.pestle.testing.Prescriber;
import org.pestle.testing.Service;
import org.pestle.values.NhsDates;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One story over HTTP: a general practitioner prescribes two medicines, the patient's pharmacy downloads and dispenses
 * them and claims, the night prices the claim, and the month's papers reach contractor and commissioner.
 */
@Isolated
class LifeOfAPrescriptionTest {
    private static final String FHIR = "application/fhir+json";
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
    void goes_from_a_signature_to_a_paid_claim() {
        // The prescriber prepares, signs and sends.
        ObjectNode order = SampleOrder.message(SampleOrder.Kind.ACUTE, "FA565", 1, service.now());
        String id = SampleOrder.prescriptionId(order);
        assertAccepted(prescriber.send(prescriber.sign(order).toString()));
        assertThat(statusOf(id)).isEqualTo("0001");

        // The nominated pharmacy downloads it; nobody else is offered it, and it is offered once.
        assertThat(post(DISPENSING + "Task/$release", "pharmacist-flm49", SampleRelease.nominated(PHARMACY.at("FLM49")))
                        .body())
                .contains("NO_MORE_PRESCRIPTIONS");
        String release = post(DISPENSING + "Task/$release", "pharmacist", SampleRelease.nominated(PHARMACY))
                .body();
        assertThat(SampleRelease.passed(release)).hasSize(1);
        JsonNode prescription = SampleRelease.passed(release).getFirst();
        assertThat(SampleRelease.prescriptionId(prescription)).isEqualTo(id);
        assertThat(statusOf(id)).isEqualTo("0002");
        assertThat(post(DISPENSING + "Task/$release", "pharmacist", SampleRelease.nominated(PHARMACY))
                        .body())
                .contains("NO_MORE_PRESCRIPTIONS");

        // It is dispensed in full and claimed for an exempt patient.
        String notification =
                new SampleDispense(prescription, SampleRelease.releaseId(release), PHARMACY, service.now()).inFull();
        assertAccepted(post(DISPENSING + "$process-message", "pharmacist", notification));
        assertThat(statusOf(id)).isEqualTo("0006");
        String claim = SampleClaim.exempt(PHARMACY).of(notification, service.now());
        assertAccepted(post(DISPENSING + "Claim", "pharmacist", claim));
        assertThat(statusOf(id)).isEqualTo("0008");

        // The night prices it.
        for (String job : new String[] {"expire-prescriptions", "price-claims", "write-reports"}) {
            assertThat(read(service.runJob(job)).path("status").asString())
                    .as(job)
                    .isEqualTo("COMPLETED");
        }

        // Amlodipine 28 of 28 at 64p and atorvastatin 28 of 28 at 72p: 136p, less 20% = 27.2p, rounded once to 27p;
        // consumables 2 x 1.24p = 2.48p, rounded once to 2p; two fees of 152p; no charge. 136 - 27 + 2 + 304 = 415p.
        JsonNode schedule = read(get("/reimbursement/schedules/FA565/" + month(), "contractor"));
        assertThat(schedule.path("items").asInt()).isEqualTo(2);
        assertThat(schedule.path("basic_price_by_group_p").path("generic").asInt())
                .isEqualTo(136);
        assertThat(schedule.path("discount_by_group_p").path("generic").asInt()).isEqualTo(27);
        assertThat(schedule.path("consumables_p").asInt()).isEqualTo(2);
        assertThat(schedule.path("total_fees_p").asInt()).isEqualTo(304);
        assertThat(schedule.path("charges_deducted_p").asInt()).isZero();
        assertThat(schedule.path("account_total_p").asInt()).isEqualTo(415);

        // The pharmacy reads why; the commissioner sees the cost of its own practice, another commissioner does not.
        String claimId = read(claim).path("identifier").path(0).path("value").asString();
        JsonNode view = read(get("/reimbursement/claims/" + claimId, "contractor"));
        assertThat(view.path("items")).hasSize(2).allSatisfy(item -> {
            assertThat(item.path("outcome").asString()).isEqualTo("paid");
            assertThat(item.path("explanation")).isNotEmpty();
        });
        JsonNode report = read(get("/reimbursement/reports/QHM/" + month(), "commissioner"));
        assertThat(report.path("rows")).hasSize(2).allSatisfy(row -> {
            assertThat(row.path("PRACTICE_CODE").asString()).isEqualTo("A83008");
            assertThat(row.path("CONTRACTOR_CODE").asString()).isEqualTo("FA565");
        });
        assertThat(get("/reimbursement/reports/QHM/" + month(), "commissioner-2")
                        .statusCode())
                .isEqualTo(403);
        assertThat(get("/reimbursement/schedules/FA565/" + month(), "pharmacist-flm49")
                        .statusCode())
                .isEqualTo(403);
        assertThat(get("/reimbursement/schedules/FA565/" + month() + ".pdf", "contractor")
                        .body())
                .startsWith("%PDF-");
    }

    private String statusOf(String id) {
        JsonNode tasks = read(get(
                "/electronic-prescriptions/FHIR/R4/Task?focus:identifier="
                        + "https://fhir.nhs.uk/Id/prescription-order-number%7C" + id.replace("+", "%2B"),
                "support"));
        assertThat(tasks.path("entry")).hasSize(1);
        return tasks.path("entry")
                .path(0)
                .path("resource")
                .path("businessStatus")
                .path("coding")
                .path(0)
                .path("code")
                .asString();
    }

    private HttpResponse<String> post(String path, String persona, String body) {
        return service.post(path, persona, FHIR, body);
    }

    private HttpResponse<String> get(String path, String persona) {
        return service.get(path, persona);
    }

    private JsonNode read(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return read(answer.body());
    }

    private JsonNode read(String body) {
        return json.readTree(body);
    }

    private static void assertAccepted(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("informational");
    }

    private YearMonth month() {
        return YearMonth.from(NhsDates.on(service.now()));
    }
}
