package org.pestle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.pestle.cli.SampleOrder;
import org.pestle.testing.Claimant;
import org.pestle.testing.MadeOrder;
import org.pestle.testing.OrderEdits;
import org.pestle.testing.Service;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the prescriber endorsed decides about charges, and nobody else can say it, over HTTP (reimbursement.md 4, 5).
 */
@Isolated
class PrescriberEndorsementsTest {
    private static final String PAID = "0001";
    /** Listed in Part VIIID. */
    private static final String SPECIAL = "90027999999109";

    private final Service service = Service.running();
    private final Claimant pharmacy = new Claimant(service);

    @BeforeEach
    void an_empty_record() {
        service.reset();
        service.moveClockTo(Instant.parse("2026-07-15T10:00:00Z"));
    }

    @Test
    void no_charge_is_deducted_for_what_was_prescribed_free_even_if_the_claim_says_paid() {
        ObjectNode free = claimed("FS");
        ObjectNode ordinary = claimed();

        service.runJob("price-claims");

        JsonNode item = pharmacy.view(free).path("items").path(0);
        assertThat(item.path("charges").asInt()).isZero();
        assertThat(item.at("/input/endorsements").toString()).contains("\"FS\"");
        assertThat(pharmacy.view(ordinary).at("/items/0/charges").asInt()).isEqualTo(1);
    }

    @Test
    void a_pharmacy_cannot_endorse_for_the_prescriber() {
        ObjectNode claim = claim();
        endorse(claim, "FS");
        assertThat(pharmacy.send(claim)).isEqualTo("INVALID_VALUE");
        endorse(claim, "NCSO");
        assertThat(pharmacy.send(claim)).isEqualTo("200");
    }

    @Test
    void expenses_and_invoice_prices_carry_an_amount_and_specials_no_expenses() {
        ObjectNode claim = claim();

        assertThat(List.of("XP", "IP", "XP 5.00", "XP 51,SP", "ED,XP 51", "IP 8500,MF"))
                .extracting(endorsed -> pharmacy.send(endorsed(claim, endorsed)))
                .containsExactly(
                        "MISSING_VALUE", "MISSING_VALUE", "INVALID_VALUE", "INVALID_VALUE", "INVALID_VALUE", "200");
    }

    @Test
    void only_an_unlicensed_item_is_endorsed_as_a_special() {
        ObjectNode licensed = claim();
        ObjectNode order = ordered(SPECIAL, "1981-02-03");
        ObjectNode special = pharmacy.claim(pharmacy.dispensed(order, "0006", List.of("0001")), PAID);

        assertThat(List.of("IP 8500,SP", "IP 8500,ED"))
                .extracting(endorsed -> pharmacy.send(endorsed(licensed, endorsed)))
                .containsOnly("INVALID_VALUE");
        assertThat(pharmacy.send(endorsed(special, "SP"))).isEqualTo("200");
    }

    /** The claim with these endorsements, each with its text after a space. */
    private static ObjectNode endorsed(ObjectNode claim, String endorsements) {
        ObjectNode endorsed = claim.deepCopy();
        ArrayNode codes = (ArrayNode) endorsed.at("/item/0/detail/0/programCode");
        JsonNode sample = codes.remove(1);
        for (String one : endorsements.split(",", -1)) {
            ObjectNode added = (ObjectNode) sample.deepCopy();
            ((ObjectNode) added.at("/coding/0")).put("code", one.substring(0, 2));
            if (one.length() > 2) {
                added.put("text", one.substring(3));
            }
            codes.add(added);
        }
        return endorsed;
    }

    @Test
    void no_charge_is_deducted_of_whoever_is_sixty_on_the_day_of_the_supply_whatever_is_claimed() {
        ObjectNode sixty = paidBy("1966-07-15");
        ObjectNode tomorrow = paidBy("1966-07-16");

        service.runJob("price-claims");

        assertThat(pharmacy.view(sixty).at("/items/0/charges").asInt()).isZero();
        assertThat(pharmacy.view(sixty).at("/items/0/input/exempt_by_age").asBoolean())
                .isTrue();
        assertThat(pharmacy.view(tomorrow).at("/items/0/charges").asInt()).isEqualTo(1);
    }

    private ObjectNode paidBy(String bornOn) {
        ObjectNode order = amlodipine(bornOn);
        ObjectNode claim = pharmacy.claim(pharmacy.dispensed(order, "0006", List.of("0001")), PAID);
        assertThat(pharmacy.send(claim)).isEqualTo("200");
        return claim;
    }

    private ObjectNode claimed(String... endorsements) {
        ObjectNode claim = claim(endorsements);
        assertThat(pharmacy.send(claim)).isEqualTo("200");
        return claim;
    }

    /** A claim, not sent yet, of somebody who pays, for amlodipine that was ordered with these endorsements. */
    private ObjectNode claim(String... endorsements) {
        ObjectNode endorsed =
                new OrderEdits(amlodipine("1981-02-03")).endorsed(endorsements).order();
        return pharmacy.claim(pharmacy.dispensed(endorsed, "0006", List.of("0001")), PAID);
    }

    private ObjectNode amlodipine(String bornOn) {
        return ordered("39732011000001102", bornOn);
    }

    private ObjectNode ordered(String product, String bornOn) {
        ObjectNode order = pharmacy.order(SampleOrder.Kind.ACUTE, 1);
        MadeOrder.resources(order, "Patient").getFirst().put("birthDate", bornOn);
        ((ObjectNode) MadeOrder.resources(order, "MedicationRequest")
                        .getFirst()
                        .at("/medicationCodeableConcept/coding/0"))
                .put("code", product);
        return order;
    }

    private static void endorse(ObjectNode claim, String code) {
        ArrayNode codes = (ArrayNode) claim.at("/item/0/detail/0/programCode");
        ((ObjectNode) codes.get(1).at("/coding/0")).put("code", code);
    }
}
