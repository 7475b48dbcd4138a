package org.pestle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.pestle.testing.Claimant;
import org.pestle.testing.Service;
import org.pestle.values.NhsDates;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A pharmacy amends its claim over HTTP before the night prices it, and is paid once (eps.md 1.8, 10.5). */
@Isolated
class AmendedClaimTest {
    private final Service service = Service.running();
    private final Claimant pharmacy = new Claimant(service);
    private final JsonMapper json = JsonMapper.builder().build();

    @BeforeEach
    void an_empty_record() {
        service.reset();
    }

    @Test
    void the_amended_claim_is_priced_in_place_of_the_first_and_then_stays() {
        ObjectNode first = pharmacy.claim(pharmacy.dispensed());
        assertThat(pharmacy.send(first)).isEqualTo("200");
        ObjectNode second = pharmacy.replacing(first, Claimant.id(first));

        assertThat(pharmacy.send(second)).isEqualTo("200");
        assertThat(pharmacy.send(first)).as("sent again").isEqualTo("200");
        assertThat(pharmacy.send(pharmacy.replacing(first, Claimant.id(first))))
                .isEqualTo("DISPENSE_AMEND_IDENTIFIER_MISMATCH");
        for (String job : new String[] {"price-claims", "write-reports"}) {
            assertThat(service.runJob(job)).contains("COMPLETED");
        }

        assertThat(pharmacy.view(first).path("state").asString()).isEqualTo("REPLACED");
        JsonNode view = pharmacy.view(second);
        assertThat(view.path("state").asString()).isEqualTo("PRICED");
        assertThat(view.path("history")).hasSize(1);
        assertThat(view.path("history").path(0).asString()).isEqualTo(Claimant.id(first));
        assertThat(view.path("sequence").asInt())
                .isEqualTo(pharmacy.view(first).path("sequence").asInt() + 1);
        String month = YearMonth.from(NhsDates.on(service.now())).toString();
        assertThat(json.readTree(service.get("/reimbursement/schedules/FA565/" + month, "contractor")
                                .body())
                        .path("forms")
                        .asInt())
                .isEqualTo(1);
        assertThat(pharmacy.send(pharmacy.replacing(first, Claimant.id(second))))
                .as("locked by the night")
                .isEqualTo("CLAIM_AMEND_PERIOD_ISSUE");
    }
}
