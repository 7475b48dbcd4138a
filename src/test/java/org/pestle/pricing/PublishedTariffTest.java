package org.pestle.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pestle.prescription.LineItemStatus;
import org.pestle.pricing.ItemToPrice.Channel;
import org.pestle.pricing.ItemToPrice.Claimed;
import org.pestle.pricing.ItemToPrice.Contractor;
import org.pestle.pricing.ItemToPrice.Endorsement;
import org.pestle.pricing.ItemToPrice.Known;
import org.pestle.pricing.ItemToPrice.Supply;
import org.pestle.pricing.ItemToPrice.TariffLine;
import org.pestle.tariff.PublishedTariff;
import org.pestle.tariff.Tariff;
import org.pestle.tariff.TariffProduct;
import org.pestle.testing.Database;
import org.pestle.values.DmdCode;

/** Items priced from the published files as they were loaded; the figures are those of the files' lines. */
class PublishedTariffTest {
    private static final YearMonth JUNE = YearMonth.of(2026, 6);
    private static final YearMonth JULY = YearMonth.of(2026, 7);

    @Test
    void quotes_the_published_figures_of_each_part() throws IOException {
        Tariff tariff = PublishedTariff.load(Database.fresh());

        // Part VIIIA: 28 tablets at 64p; 60 g as two packs of 30 g at 186p; 14 of 28 tablets at 65p, half a penny up.
        assertThat(price(tariff, "39732011000001102", "28", JULY)).isEqualByComparingTo("64");
        assertThat(price(tariff, "41894611000001102", "60", JULY)).isEqualByComparingTo("372");
        assertThat(price(tariff, "42099411000001101", "14", JULY)).isEqualByComparingTo("33");
        // Part VIIIB: up to 100 ml 3551p, then 12p a millilitre.
        assertThat(price(tariff, "8270911000001106", "100", JULY)).isEqualByComparingTo("3551");
        assertThat(price(tariff, "8270911000001106", "150", JULY)).isEqualByComparingTo("4151");
        // Part VIIID: two enemas of 892p.
        assertThat(price(tariff, "16665111000001100", "2", JULY)).isEqualByComparingTo("1784");
        // Part IX: five dressings of 17p.
        assertThat(price(tariff, "123111000001108", "5", JULY)).isEqualByComparingTo("85");
        // A concession counts in its month alone.
        assertThat(price(tariff, "42209811000001105", "28", JUNE)).isEqualByComparingTo("900");
        assertThat(price(tariff, "42209811000001105", "28", JULY)).isEqualByComparingTo("99");
    }

    private static BigDecimal price(Tariff tariff, String code, String quantity, YearMonth month) {
        TariffProduct product = tariff.product(new DmdCode(code), month).orElseThrow();
        BigDecimal units = new BigDecimal(quantity);
        ItemToPrice item = new ItemToPrice(
                month,
                new Supply(
                        Channel.EPS,
                        Contractor.PHARMACY,
                        LineItemStatus.FULLY_DISPENSED,
                        units,
                        units,
                        product.packs().getFirst().unit()),
                TariffLine.of(product),
                product.facts().map(facts -> Product.of(product, facts, false)).orElse(Product.ORDINARY),
                new Claimed(List.of(Endorsement.of("NDEC")), "0002", null, null, false, null, false),
                Known.NOTHING);
        PricedItem priced = new ItemPricer().price(item, tariff.rates(month));
        return BigDecimal.valueOf(priced.basicPrice().value());
    }
}
