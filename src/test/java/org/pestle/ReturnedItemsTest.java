package org.pestle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.pestle.cli.SampleOrder;
import org.pestle.testing.Claimant;
import org.pestle.testing.PlantedTrigger;
import org.pestle.testing.Service;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the night cannot price comes back to the pharmacy, which answers for it in time, over HTTP. */
@Isolated
class ReturnedItemsTest {
    private static final String ML = "258773002";
    private static final Instant SUPPLIED = Instant.parse("2026-07-15T10:00:00Z");

    private final Service service = Service.running();
    private final Claimant pharmacy = new Claimant(service);
    private final JsonMapper json = JsonMapper.builder().build();

    private ObjectNode right;
    private ObjectNode returned;

    @BeforeEach
    void given_a_claim_of_which_the_second_item_is_referred_back() {
        service.reset();
        service.moveClockTo(SUPPLIED);
        right = pharmacy.claim(
                pharmacy.dispensed(pharmacy.order(SampleOrder.Kind.ACUTE, 2), "0006", List.of("0001", "0001")));
        for (int i = 0; i < 2; i++) {
            ((ObjectNode) right.at("/item/0/detail/" + i + "/subDetail/0/productOrService/coding/0"))
                    .put("code", "39732011000001102");
        }
        assertThat(pharmacy.send(pharmacy.inUnit(right, 1, ML))).isEqualTo("INVALID_VALUE");
        returned = pharmacy.ofNothing(right, 1);
        assertThat(pharmacy.send(returned)).isEqualTo("200");
        assertThat(service.runJob("price-claims")).contains("\"items_referred\":1");
    }

    @Test
    void the_view_says_why_and_until_when_it_can_be_answered() {
        JsonNode view = pharmacy.view(returned);

        assertThat(view.path("state").asString()).isEqualTo("REFERRED");
        assertThat(view.at("/items/0").has("returned")).isFalse();
        assertThat(view.at("/items/1/returned").toString()).isEqualTo("""
                {"kind":"RB","reason":"INCOMPLETE","returned_on":"2026-07-15","answer_by":"2028-01-15","state":"OPEN"}""");
    }

    @Test
    void the_answer_is_priced_in_the_month_in_which_it_comes_and_nothing_is_paid_twice() {
        ObjectNode answer = pharmacy.replacing(right, Claimant.id(returned));

        assertThat(pharmacy.sendAt(Instant.parse("2026-11-20T10:00:00Z"), answer))
                .isEqualTo("200");
        assertThat(service.runJob("price-claims")).contains("\"items_in\":1", "\"items_paid\":1");

        JsonNode view = pharmacy.view(answer);
        assertThat(view.path("state").asString()).isEqualTo("PRICED");
        assertThat(view.path("month").asString()).isEqualTo("2026-11");
        assertThat(view.path("answers_return").asBoolean()).isTrue();
        assertThat(view.at("/items/0/priced_in").asString()).isEqualTo(Claimant.id(returned));
        assertThat(view.at("/items/0/input/pricing_month").asString()).isEqualTo("2026-07");
        assertThat(view.at("/items/1/priced_in").asString()).isEqualTo(Claimant.id(answer));
        assertThat(view.at("/items/1/input/tariff/edition").asString()).isEqualTo("2026-11");
        assertThat(pharmacy.view(returned).path("state").asString()).isEqualTo("ANSWERED");
        assertThat(pharmacy.view(returned).at("/items/1/returned/state").asString())
                .isEqualTo("ANSWERED");
        service.runJob("write-reports");
        assertThat(schedule("2026-11").path("items").asInt()).isEqualTo(1);
    }

    @Test
    void what_has_its_price_can_no_longer_be_changed() {
        ObjectNode more = pharmacy.replacing(right, Claimant.id(returned));
        ((ObjectNode) more.at("/item/0/detail/0/subDetail/0/quantity")).put("value", 14);
        ObjectNode paid = pharmacy.replacing(right, Claimant.id(returned));
        ((ObjectNode) paid.at("/item/0/programCode/0/coding/0")).put("code", "0001");

        assertThat(pharmacy.send(more)).isEqualTo("CLAIM_AMEND_PERIOD_ISSUE");
        assertThat(pharmacy.send(paid)).isEqualTo("CLAIM_AMEND_PERIOD_ISSUE");
        assertThat(pharmacy.send(pharmacy.replacing(right, Claimant.id(returned))))
                .isEqualTo("200");
    }

    @Test
    void what_has_its_price_is_not_compared_again_whatever_the_packs_of_the_tariff_relate_by_then() {
        service.owner()
                .sql("UPDATE dispense_item SET unit_code = ?, unit_name = 'ml' WHERE line_item_id = CAST(? AS uuid)")
                .params(
                        ML,
                        right.at("/item/0/detail/0")
                                .findValue("valueReference")
                                .at("/identifier/value")
                                .asString())
                .update();

        assertThat(pharmacy.send(pharmacy.replacing(right, Claimant.id(returned))))
                .isEqualTo("200");
    }

    @Test
    void an_answer_may_come_back_again_and_be_amended_while_it_waits() {
        ObjectNode again = pharmacy.replacing(returned, Claimant.id(returned));
        service.moveClockTo(Instant.parse("2026-08-20T10:00:00Z"));
        assertThat(pharmacy.send(again)).isEqualTo("200");
        service.runJob("price-claims");
        assertThat(pharmacy.view(again).at("/items/1/returned/answer_by").asString())
                .isEqualTo("2028-02-20");

        ObjectNode wrong = pharmacy.replacing(returned, Claimant.id(again));
        assertThat(pharmacy.send(wrong)).isEqualTo("200");
        ObjectNode better = pharmacy.replacing(right, Claimant.id(wrong));
        assertThat(pharmacy.send(better)).isEqualTo("200");
        service.moveClockTo(Instant.parse("2026-08-21T10:00:00Z"));
        assertThat(service.runJob("price-claims")).contains("\"items_in\":1", "\"items_paid\":1");

        JsonNode view = pharmacy.view(better);
        assertThat(view.path("state").asString()).isEqualTo("PRICED");
        assertThat(view.path("history")).hasSize(3);
        assertThat(view.at("/items/0/priced_in").asString()).isEqualTo(Claimant.id(returned));
    }

    @Test
    void after_its_time_it_is_deleted_and_the_prescription_was_kept_until_then() {
        ObjectNode answer = pharmacy.replacing(right, Claimant.id(returned));
        service.moveClockTo(Instant.parse("2028-01-15T12:00:00Z"));
        assertThat(service.runJob("close-unclaimed")).contains("\"items_deleted\":0");
        assertThat(service.runJob("delete-and-purge")).contains("\"deleted\":0");

        assertThat(pharmacy.sendAt(Instant.parse("2028-01-16T00:00:00Z"), answer))
                .isEqualTo("CLAIM_AMEND_PERIOD_ISSUE");
        assertThat(service.runJob("close-unclaimed")).contains("\"items_deleted\":1");
        assertThat(service.runJob("close-unclaimed")).contains("\"items_deleted\":0");
        assertThat(pharmacy.view(returned).at("/items/1/returned/state").asString())
                .isEqualTo("DELETED");
        assertThat(pharmacy.send(pharmacy.replacing(right, Claimant.id(returned))))
                .isEqualTo("CLAIM_AMEND_PERIOD_ISSUE");
        assertThat(service.runJob("delete-and-purge")).contains("\"deleted\":1");
    }

    @Test
    void an_answer_that_meets_the_night_that_deletes_is_refused_and_leaves_nothing() {
        PlantedTrigger deletesFirst = new PlantedTrigger(
                service.owner(),
                "AFTER UPDATE ON claim FOR EACH ROW WHEN (NEW.status = 'ANSWERED')",
                "UPDATE returned_item SET ended = 'DELETED', ended_on = answer_by WHERE claim_id = NEW.claim_id;"
                        + " RETURN NULL;");

        deletesFirst.during(() -> assertThat(pharmacy.send(pharmacy.replacing(right, Claimant.id(returned))))
                .isEqualTo("CLAIM_AMEND_PERIOD_ISSUE"));

        assertThat(pharmacy.view(returned).path("state").asString()).isEqualTo("REFERRED");
        assertThat(service.runJob("price-claims")).contains("\"items_in\":0");
    }

    private JsonNode schedule(String month) {
        return json.readTree(service.get("/reimbursement/schedules/FA565/" + month, "contractor")
                .body());
    }
}
