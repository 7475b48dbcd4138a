package org.pestle.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.pestle.problems.Outcome;
import org.pestle.tariff.ReferenceRates;
import org.pestle.testing.SharedExamples;
import org.pestle.values.Pence;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The worked cases that are agreed on with the people who know the tariff: every one is exact, none is left out. */
class PublishedCasesTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int ITEM_CASES = 45;
    private static final int MONTH_CASES = 2;

    /** The cases that are not priced yet, each with the rule that is missing. A case that is not here must be exact. */
    private static final Map<String, String> NOT_YET_PRICED = Map.of();

    private final ItemPricer pricer = new ItemPricer();

    @TestFactory
    Stream<DynamicTest> prices_each_item_case() throws IOException {
        JsonNode cases = cases().get("item_cases");
        assertThat(cases.size()).isEqualTo(ITEM_CASES);
        return cases.valueStream()
                .map(given -> DynamicTest.dynamicTest(
                        given.get("id").stringValue() + " " + given.get("title").stringValue(),
                        () -> checkItem(given)));
    }

    private void checkItem(JsonNode given) {
        String missingRule = NOT_YET_PRICED.get(given.get("id").stringValue());
        if (missingRule != null) {
            assertThat(priceOrMissingRule(given)).isEqualTo(missingRule);
            return;
        }

        PricedItem priced = price(given);

        assertThat((Object) asSent(PricingJson.price(priced))).isEqualTo(given.get("expected"));
        assertThat(priced.explanation())
                .isNotEmpty()
                .allSatisfy(step -> assertThat(step.text()).endsWith("."));
    }

    private Object priceOrMissingRule(JsonNode given) {
        try {
            return price(given);
        } catch (NotYetPricedException missing) {
            return missing.rule();
        }
    }

    @Test
    void every_rule_shows_in_the_explanation_of_some_case() throws IOException {
        Set<String> rules = new HashSet<>();
        for (JsonNode given : cases().get("item_cases")) {
            price(given).explanation().forEach(step -> rules.add(step.rule()));
        }

        assertThat(rules)
                .containsExactlyInAnyOrder(
                        "R1", "R2", "R3", "R4", "R5", "R6", "R7", "R8", "R9", "R10", "R11", "R12", "R13");
    }

    @Test
    void an_item_is_written_as_it_was_read() throws IOException {
        for (JsonNode given : cases().get("item_cases")) {
            ItemToPrice item = item(given.get("input"));

            assertThat((Object) asSent(PricingJson.item(item))).isEqualTo(given.get("input"));
        }
    }

    @Test
    void all_item_cases_together_are_priced_as_each_alone() throws IOException {
        List<ItemToPrice> items = new ArrayList<>();
        List<JsonNode> expected = new ArrayList<>();
        for (JsonNode given : cases().get("item_cases")) {
            items.add(item(given.get("input")));
            expected.add(given.get("expected"));
        }

        List<PricedItem> priced = new PrescriptionPricer().price(items, ReferenceRates::of);

        assertThat(priced.stream().map(one -> asSent(PricingJson.price(one)))).isEqualTo(expected);
    }

    @TestFactory
    Stream<DynamicTest> adds_up_each_month_case() throws IOException {
        JsonNode cases = cases();
        assertThat(cases.get("month_cases").size()).isEqualTo(MONTH_CASES);
        return cases.get("month_cases")
                .valueStream()
                .map(given -> DynamicTest.dynamicTest(
                        given.get("id").stringValue(), () -> checkMonth(given, cases.get("item_cases"))));
    }

    private void checkMonth(JsonNode given, JsonNode items) {
        YearMonth month = YearMonth.parse(given.get("pricing_month").stringValue());
        MonthSums sums = MonthSums.NOTHING;
        for (JsonNode item : items) {
            JsonNode count = given.get("item_counts").get(item.get("id").stringValue());
            if (count != null) {
                sums = sums.plus(MonthSums.of(price(item), ReferenceRates.of(month), count.longValue()));
            }
        }

        MonthTotals totals = MonthTotals.of(sums, advance(given.get("advance")));

        assertThat((Object) asSent(PricingJson.month(totals))).isEqualTo(given.get("expected"));
    }

    private static MonthTotals.@Nullable Advance advance(@Nullable JsonNode given) {
        return given == null
                ? null
                : new MonthTotals.Advance(
                        new Pence(given.get("advance_paid_p").longValue()),
                        new Pence(given.get("new_advance_p").longValue()));
    }

    /**
     * Actual cost of all items in pounds, from the figures that were published before groups had discounts of their
     * own.
     */
    @Test
    void the_formula_fits_the_published_figure() throws IOException {
        for (JsonNode given : cases().get("public_figure_checks")) {
            YearMonth month = YearMonth.of(2026, 7);
            BigDecimal items = new BigDecimal(given.get("items").asString());
            BigDecimal nic = new BigDecimal(given.get("nic_gbp").stringValue()).movePointRight(2);
            BigDecimal each = nic.divide(items, RoundingMode.UNNECESSARY);
            ItemToPrice item = SampleItem.of("7")
                    .pricedAt(given.get("listed_packs").get(0).asString(), 4 * each.longValueExact())
                    .item();
            PricedItem priced = pricer.price(
                    item,
                    ReferenceRates.with(
                            month,
                            org.pestle.tariff.RateName.DISCOUNT_GENERIC_AM,
                            given.get("discount_rate_percent").stringValue()));

            BigDecimal pounds = priced.actualCostP().multiply(items).movePointLeft(2);

            assertThat(pounds)
                    .isCloseTo(
                            new BigDecimal(given.get("actual_cost_gbp").stringValue()),
                            org.assertj.core.data.Offset.offset(
                                    new BigDecimal(given.get("tolerance_gbp").stringValue())));
        }
    }

    /** The tree as a caller reads it. */
    private static JsonNode asSent(JsonNode node) {
        return JSON.readTree(node.toString());
    }

    private PricedItem price(JsonNode given) {
        ItemToPrice item = item(given.get("input"));
        return pricer.price(item, ReferenceRates.of(item.pricingMonth()));
    }

    private static ItemToPrice item(JsonNode input) {
        Outcome<ItemToPrice> outcome = PricingJson.item(input);
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done<ItemToPrice>) outcome).value();
    }

    private static JsonNode cases() throws IOException {
        Path file = SharedExamples.data().resolveSibling("spec").resolve("pricing-cases.json");
        Assumptions.assumeTrue(Files.exists(file), () -> "skipped: there is no file " + file);
        return JSON.readTree(Files.readAllBytes(file));
    }
}
