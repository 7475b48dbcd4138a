package org.pestle.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pestle.pricing.SampleItem.product;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.pestle.pricing.ItemToPrice.Legal;
import org.pestle.pricing.ItemToPrice.Part;
import org.pestle.tariff.Rates;
import org.pestle.tariff.ReferenceRates;
import org.pestle.tariff.TariffCategory;

/** Two readings of the rules agree on many items that nobody thought of. */
class SecondPricerTest {
    private static final long SEED = 20_260_701;
    private static final int ITEMS = 10_000;
    private static final BigDecimal UNITS_OF_A_PENNY = BigDecimal.valueOf(10_000);
    private static final List<TariffCategory> CATEGORIES = List.of(TariffCategory.values());
    private static final String[] SIZES = {"7", "14", "15", "21", "28", "30", "56", "84", "100", "22.5", "4.5", "250"};
    private static final String[] CHARGE_CODES = {"0001", "0002", "0007", "0015"};

    private final ItemPricer pricer = new ItemPricer();
    private final Rates rates = ReferenceRates.of(YearMonth.of(2026, 7));

    @Test
    void agrees_on_ten_thousand_generated_items() {
        for (ItemToPrice item : generated()) {
            assertThat(amounts(pricer.price(item, rates))).as(item::toString).isEqualTo(SecondPricer.price(item));
        }
    }

    @Test
    void an_item_taken_twice_has_the_same_price_and_the_same_explanation() {
        for (ItemToPrice item : generated().subList(0, 500)) {
            assertThat(pricer.price(item, rates)).isEqualTo(pricer.price(item, rates));
        }
    }

    @Test
    void prices_far_more_than_twenty_thousand_items_a_second() {
        List<ItemToPrice> items = generated();
        items.forEach(item -> pricer.price(item, rates));
        long start = System.nanoTime();

        long steps = items.stream()
                .mapToLong(item -> pricer.price(item, rates).explanation().size())
                .sum();

        Duration taken = Duration.ofNanos(System.nanoTime() - start);
        assertThat(steps).isGreaterThan(5L * ITEMS);
        assertThat(taken).isLessThan(Duration.ofMillis(1000L * ITEMS / 20_000));
    }

    private static List<Long> amounts(PricedItem priced) {
        return List.of(
                units(BigDecimal.valueOf(priced.basicPrice().value())),
                units(priced.discountP()),
                units(priced.consumablesP()),
                units(BigDecimal.valueOf(priced.container().value())),
                units(BigDecimal.valueOf(priced.feesTotal().value())),
                units(BigDecimal.valueOf(priced.chargeDeduction().value())),
                units(priced.actualCostP()));
    }

    private static long units(BigDecimal pence) {
        return pence.multiply(UNITS_OF_A_PENNY).longValueExact();
    }

    private static List<ItemToPrice> generated() {
        SplittableRandom random = new SplittableRandom(SEED);
        List<ItemToPrice> items = new ArrayList<>();
        for (int i = 0; i < ITEMS; i++) {
            items.add(one(random));
        }
        return items;
    }

    private static ItemToPrice one(SplittableRandom random) {
        String quantity = random.nextInt(4) == 0
                ? BigDecimal.valueOf(random.nextInt(1, 50_000), 2).toPlainString()
                : SIZES[random.nextInt(SIZES.length)];
        int schedule = random.nextInt(8);
        SampleItem item = SampleItem.of(quantity)
                .from(Part.VIIIA, CATEGORIES.get(random.nextInt(CATEGORIES.size())))
                .being(product(Legal.POM, schedule > 3 ? 0 : schedule, null, false, false, 1, 1, 0))
                .charge(CHARGE_CODES[random.nextInt(CHARGE_CODES.length)]);
        if (random.nextInt(3) == 0) {
            item.supplied(SIZES[random.nextInt(SIZES.length)]);
        }
        int packs = random.nextInt(1, 4);
        int first = random.nextInt(SIZES.length);
        for (int i = 0; i < packs; i++) {
            item.pricedAt(
                    SIZES[(first + i) % SIZES.length], random.nextInt(1, random.nextInt(10) == 0 ? 700_000 : 3000));
        }
        return item.item();
    }
}
