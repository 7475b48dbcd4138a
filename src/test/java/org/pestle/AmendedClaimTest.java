package org.pestle;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.YearMonth;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.pestle.cli.SampleClaim;
import org.pestle.cli.SampleDispense;
import org.pestle.cli.SampleOrder;
import org.pestle.cli.SamplePharmacy;
import org.pestle.testing.Pharmacist;
import org.pestle.testing.Prescriber;
import org.pestle.testing.Service;
import org.pestle.values.NhsDates;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A pharmacy amends its claim over HTTP before the night prices it, and is paid once (eps.md 1.8, 10.5). */
@Isolated
class AmendedClaimTest {
    private static final String FHIR = "application/fhir+json";
    private static final String CLAIM = "/fhir-dispensing/FHIR/R4/Claim";

    private final Service service = Service.running();
    private final JsonMapper json = JsonMapper.builder().build();

    @BeforeEach
    void an_empty_record() {
        service.reset();
    }

    @Test
    void the_amended_claim_is_priced_in_place_of_the_first_and_then_stays() {
        String first = claimed();
        String second = replacing(first, id(first));

        assertThat(post(second).statusCode()).isEqualTo(200);
        assertThat(post(first).statusCode()).as("sent again").isEqualTo(200);
        assertThat(post(replacing(first, id(first))).body()).contains("DISPENSE_AMEND_IDENTIFIER_MISMATCH");
        for (String job : new String[] {"price-claims", "write-reports"}) {
            assertThat(service.runJob(job)).contains("COMPLETED");
        }

        assertThat(view(first).path("state").asString()).isEqualTo("REPLACED");
        JsonNode view = view(second);
        assertThat(view.path("state").asString()).isEqualTo("PRICED");
        assertThat(view.path("history")).hasSize(1);
        assertThat(view.path("history").path(0).asString()).isEqualTo(id(first));
        String month = YearMonth.from(NhsDates.on(service.now())).toString();
        assertThat(read(service.get("/reimbursement/schedules/FA565/" + month, "contractor"))
                        .path("forms")
                        .asInt())
                .isEqualTo(1);
        assertThat(post(replacing(first, id(second))).body()).contains("CLAIM_AMEND_PERIOD_ISSUE");
    }

    private String claimed() {
        Prescriber prescriber = new Prescriber(service);
        ObjectNode order = SampleOrder.message(SampleOrder.Kind.ACUTE, "FA565", 1, service.now());
        prescriber.send(prescriber.sign(order).toString());
        Pharmacist.InHand inHand = new Pharmacist(service).releaseNominated().getFirst();
        String notification = new SampleDispense(
                        inHand.prescription(), inHand.releaseId(), SamplePharmacy.FA565, service.now())
                .inFull();
        service.post("/fhir-dispensing/FHIR/R4/$process-message", "pharmacist", FHIR, notification);
        String claim = SampleClaim.exempt(SamplePharmacy.FA565).of(notification, service.now());
        assertThat(post(claim).statusCode()).isEqualTo(200);
        return claim;
    }

    private String replacing(String first, String replaced) {
        ObjectNode claim = (ObjectNode) read(first);
        ((ObjectNode) claim.path("identifier").path(0))
                .put("value", UUID.randomUUID().toString());
        ArrayNode extensions = claim.path("extension") instanceof ArrayNode there ? there : claim.putArray("extension");
        extensions
                .addObject()
                .put("url", "https://fhir.nhs.uk/StructureDefinition/Extension-replacementOf")
                .putObject("valueIdentifier")
                .put("system", "https://tools.ietf.org/html/rfc4122")
                .put("value", replaced);
        return claim.toString();
    }

    private String id(String claim) {
        return read(claim).path("identifier").path(0).path("value").asString();
    }

    private JsonNode view(String claim) {
        return read(service.get("/reimbursement/claims/" + id(claim), "contractor"));
    }

    private HttpResponse<String> post(String claim) {
        return service.post(CLAIM, "pharmacist", FHIR, claim);
    }

    private JsonNode read(HttpResponse<String> answer) {
        return read(answer.body());
    }

    private JsonNode read(String text) {
        return json.readTree(text);
    }
}
