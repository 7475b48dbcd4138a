package org.pestle.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pestle.problems.Outcome;
import org.pestle.tariff.Rates;
import org.pestle.tariff.ReferenceRates;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Two readings of the rules agree on many items that nobody thought of; {@code -Dpestle.items=1000000} for more
 * (reliability-security.md M1).
 */
class SecondPricerTest {
    private static final long SEED = 20_260_701;
    private static final int ITEMS = Integer.getInteger("pestle.items", 100_000);

    private final ItemPricer pricer = new ItemPricer();
    private final Rates rates = ReferenceRates.of(YearMonth.of(2026, 7));

    @Test
    void agrees_on_a_hundred_thousand_generated_items() {
        MadeItem made = new MadeItem(SEED);
        Map<String, Integer> outcomes = new TreeMap<>();
        for (int i = 0; i < ITEMS; i++) {
            ObjectNode item = made.next();
            Map<String, String> second = SecondPricer.price(item);
            Map<String, String> first = fields(PricingJson.price(pricer.price(read(item), rates)));
            if (!first.equals(second)) {
                assertThat(first).as(() -> item.toString()).isEqualTo(second);
            }
            outcomes.merge(String.valueOf(second.get("outcome")), 1, Integer::sum);
        }
        assertThat(outcomes.keySet()).containsExactly("disallowed", "not-paid", "paid", "referred-back");
        assertThat(outcomes.get("paid")).isGreaterThan(ITEMS / 2);
    }

    @Test
    void an_item_taken_twice_has_the_same_price_and_the_same_explanation() {
        items(500).forEach(item -> assertThat(pricer.price(item, rates)).isEqualTo(pricer.price(item, rates)));
    }

    private static Stream<ItemToPrice> items(int count) {
        MadeItem made = new MadeItem(SEED);
        List<ItemToPrice> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            items.add(read(made.next()));
        }
        return items.stream();
    }

    private static ItemToPrice read(JsonNode item) {
        return switch (PricingJson.item(item)) {
            case Outcome.Done<ItemToPrice>(ItemToPrice read) -> read;
            case Outcome.Refused<ItemToPrice> refused -> throw new AssertionError(refused + " of " + item);
        };
    }

    /** Each field as text, those of the fees by name; what is null or empty is left out. */
    private static Map<String, String> fields(JsonNode priced) {
        Map<String, String> fields = new LinkedHashMap<>();
        priced.properties().forEach(field -> {
            if (field.getValue().isObject()) {
                field.getValue()
                        .properties()
                        .forEach(fee -> fields.put(
                                field.getKey() + "." + fee.getKey(),
                                fee.getValue().asString()));
            } else if (!field.getValue().isNull()) {
                fields.put(field.getKey(), field.getValue().asString());
            }
        });
        return fields;
    }
}
