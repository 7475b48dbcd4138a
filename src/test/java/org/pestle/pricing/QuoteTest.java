package org.pestle.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.tariff.ReferenceRates;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What goes into a quote and what comes out; everything that is not understood is refused by name (contract.md 2). */
class QuoteTest {
    private static final JsonMapper JSON = new JsonMapper();

    /** 21 x 320 / 28 = 240; split pack; 20% of 240 = 48; 240 - 48 + 1.24 + 10 = 203.24. */
    private static final String ITEM = """
            {"pricing_month": "2026-07", "channel": "EPS", "contractor_type": "pharmacy", "item_status": "0001",
             "prescribed_quantity": "21", "supplied_quantity": "21",
             "tariff": {"part": "VIIIA", "category": "A", "edition": "2026-07", "vmp": "90001999999109",
                        "name": "Pestlamol 50mg tablets",
                        "packs": [{"vmpp": "90002999999107", "size": "28", "price_p": 320}]},
             "product": {"legal": "POM"}, "endorsements": [{"code": "NDEC"}], "charge_code": "0001"}
            """;

    private static final String EXPECTED = """
            {"payable_quantity": "21", "pricing_pack_size": "28", "unit_packs": "0.75", "basic_price_nic_p": 240,
             "consumables_p": "1.24", "container_p": 10, "out_of_pocket_p": 0, "broken_bulk_residual_p": 0,
             "basic_price_adjustment_p": 0, "fees_p": {"single_activity": 152}, "fees_total_p": 152, "charges": 1,
             "charge_deduction_p": 990, "discount_group": "generic", "discount_p": "48", "actual_cost_p": "203.24",
             "outcome": "paid"}
            """;

    private final Quote quote = new Quote(ReferenceRates::of);

    @Test
    void answers_an_item_with_its_price_and_explanation() {
        JsonNode answer = done(ITEM);

        JsonNode explanation = answer.get("explanation");
        assertThat(((tools.jackson.databind.node.ObjectNode) answer)
                        .without("explanation")
                        .toString())
                .isEqualTo(JSON.readTree(EXPECTED).toString());
        assertThat(explanation.get(3).toString()).isEqualTo("""
                        {"rule":"R4","edition":"2026-07","row":"90002999999107","text":"The basic price is quantity \
                        x price / pack, rounded half up to a whole penny.","arithmetic":"21 x 320 / 28 = 240 -> 240p"}""");
    }

    @Test
    void answers_a_prescription_with_a_list_and_one_charge_for_one_formulation() {
        String other = ITEM.replace("Pestlamol 50mg", "Pestlamol 100mg");

        JsonNode answer = done("[" + ITEM + "," + other + "]");

        assertThat(answer.size()).isEqualTo(2);
        assertThat(answer.get(0).get("charges").intValue()).isEqualTo(1);
        assertThat(answer.get(1).get("charges").intValue()).isZero();
    }

    @ParameterizedTest(name = "{0} -> {1}: {2} at {3}")
    @CsvSource(delimiter = '|', textBlock = """
            # instead of                     | this                               | is          | at
            "pricing_month": "2026-07",      | ''                                 | MISSING_VALUE | /pricing_month
            "2026-07", "channel"             | "2026-13", "channel"               | INVALID_VALUE | /pricing_month
            "2026-07", "channel"             | "July", "channel"                  | INVALID_VALUE | /pricing_month
            "EPS"                            | "fax"                              | INVALID_VALUE | /channel
            "pharmacy"                       | "supermarket"                      | INVALID_VALUE | /contractor_type
            "0001",                          | "0003",                            | INVALID_VALUE | /item_status
            "prescribed_quantity": "21",     | ''                                 | MISSING_VALUE | /prescribed_quantity
            "prescribed_quantity": "21"      | "prescribed_quantity": "0"         | INVALID_VALUE | /prescribed_quantity
            "prescribed_quantity": "21"      | "prescribed_quantity": "-1"        | INVALID_VALUE | /prescribed_quantity
            "prescribed_quantity": "21"      | "prescribed_quantity": "1e3"       | INVALID_VALUE | /prescribed_quantity
            "prescribed_quantity": "21"      | "prescribed_quantity": 21          | INVALID_VALUE | /prescribed_quantity
            "supplied_quantity": "21"        | "supplied_quantity": null          | MISSING_VALUE | /supplied_quantity
            "part": "VIIIA"                  | "part": "VIIIC"                    | INVALID_VALUE | /tariff/part
            "category": "A",                 | ''                                 | MISSING_VALUE | /tariff/category
            "part": "VIIIA"                  | "part": "brand"                    | INVALID_VALUE | /tariff/category
            "vmp": "90001999999109"          | "vmp": 90001999999109              | INVALID_VALUE | /tariff/vmp
            "size": "28"                     | "size": "0"                        | INVALID_VALUE | /tariff/packs/0/size
            "price_p": 320 | "price_p": 3.2 | INVALID_VALUE | /tariff/packs/0/price_p
            "price_p": 320 | "price_p": "320" | INVALID_VALUE | /tariff/packs/0/price_p
            "price_p": 320 | "price_p": -320 | INVALID_VALUE | /tariff/packs/0/price_p
            "price_p": 320 | "prize_p": 320, "price_p": 320 | INVALID_VALUE | /tariff/packs/0/prize_p
            {"legal": "POM"}                 | {"legal": "POM", "cd_schedule": 6} | INVALID_VALUE | /product/cd_schedule
            {"legal": "POM"}                 | {"legal": "POM", "dnd": "yes"}     | INVALID_VALUE | /product/dnd
            "POM" | "POM", "special_container": "0003" | INVALID_VALUE | /product/special_container
            {"legal": "POM"}                 | []                                 | INVALID_VALUE | /product
            {"legal": "POM"}                 | {}                                 | MISSING_VALUE | /product/legal
            [{"code": "NDEC"}]               | []                                 | MISSING_VALUE | /endorsements
            [{"code": "NDEC"}] | [{"code": "XP"}] | MISSING_VALUE | /endorsements/0/value_p
            [{"code": "NDEC"}]               | [{"code": "ABC"}]                  | INVALID_VALUE | /endorsements/0/code
            , "charge_code": "0001"          | ''                                 | MISSING_VALUE | /charge_code
            "charge_code": "0001"            | "charge_code": "0099"              | INVALID_VALUE | /charge_code
            "charge_code": "0001"            | "charge_code": "0001", "a/b~c": 1  | INVALID_VALUE | /a~1b~0c
            """)
    void refuses_a_fault_by_its_json_pointer(String right, String wrong, Problem problem, String pointer) {
        assertThat(ITEM).contains(right);

        List<Finding> findings = refused(ITEM.replace(right, wrong));

        assertThat(findings).extracting(Finding::problem).contains(problem);
        assertThat(findings).extracting(Finding::expression).contains(pointer);
    }

    @Test
    void refuses_a_price_of_further_units_without_their_size() {
        String half = ITEM.replace("\"price_p\": 320", "\"price_p\": 320, \"additional_unit_price_p\": 1");

        assertThat(refused(half))
                .extracting(Finding::expression)
                .containsExactly("/tariff/packs/0/additional_unit_size");
    }

    @Test
    void tells_all_faults_of_all_items_at_once() {
        String faulty = ITEM.replace("EPS", "fax").replace("\"28\"", "\"x\"");

        assertThat(refused("[" + ITEM + "," + faulty + "]"))
                .extracting(Finding::expression)
                .containsExactly("/1/channel", "/1/tariff/packs/0/size");
    }

    @Test
    void refuses_what_is_not_json_or_not_an_item() {
        assertThat(refused("{")).extracting(Finding::problem).containsExactly(Problem.INVALID_JSON);
        assertThat(refused(ITEM + "x")).extracting(Finding::problem).containsExactly(Problem.INVALID_JSON);
        assertThat(refused(ITEM.replace("\"channel\"", "\"charge_code\": \"0001\", \"channel\"")))
                .as("a key twice")
                .extracting(Finding::problem)
                .containsExactly(Problem.INVALID_JSON);
        assertThat(refused(ITEM.replace("Pestlamol", "Pest\\u0000lamol")))
                .extracting(Finding::expression)
                .containsExactly("/tariff/name");
        for (String body : List.of("", "[]", "null", "1", "\"x\"", "[1]")) {
            assertThat(refused(body)).as(body).isNotEmpty();
        }
        assertThat(refused(" ".repeat(1024 * 1024) + ITEM))
                .extracting(Finding::problem)
                .containsExactly(Problem.MESSAGE_TOO_LARGE);
    }

    @Test
    void names_the_rule_or_the_rate_that_is_missing() {
        Finding rule = refused(ITEM.replace("\"pharmacy\"", "\"appliance\"")).getFirst();
        Finding rate = refused(ITEM.replace("\"2026-07\", \"channel\"", "\"2024-07\", \"channel\""))
                .getFirst();

        assertThat(rule.problem()).isEqualTo(Problem.NOT_YET_PRICED);
        assertThat(rule.sentence()).contains("R9");
        assertThat(rate.problem()).isEqualTo(Problem.RATE_NOT_HELD);
        assertThat(rate.sentence()).contains("single_activity_fee").contains("2024-07");
    }

    @Test
    void a_refusal_is_problem_details_with_code_and_errors() {
        JsonNode refusal = JSON.readTree(QuoteController.refusal(refused(ITEM.replace("EPS", "fax"))));

        assertThat(refusal.get("status").intValue()).isEqualTo(400);
        assertThat(refusal.get("code").stringValue()).isEqualTo("INVALID_VALUE");
        assertThat(refusal.get("errors").get(0).get("pointer").stringValue()).isEqualTo("/channel");
        assertThat(refusal.get("errors").get(0).get("code").stringValue()).isEqualTo("INVALID_VALUE");
    }

    @Test
    void a_claim_without_a_chosen_exemption_counts_as_paid() {
        assertThat(done(ITEM.replace("\"charge_code\": \"0001\"", "\"charge_code\": null"))
                        .get("charges")
                        .intValue())
                .isEqualTo(1);
    }

    private JsonNode done(String body) {
        Outcome<byte[]> outcome = quote.of(body.getBytes(StandardCharsets.UTF_8));
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return JSON.readTree(((Outcome.Done<byte[]>) outcome).value());
    }

    private List<Finding> refused(String body) {
        Outcome<byte[]> outcome = quote.of(body.getBytes(StandardCharsets.UTF_8));
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused<byte[]>) outcome).findings();
    }
}
