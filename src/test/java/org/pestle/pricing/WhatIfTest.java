package org.pestle.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pestle.pricing.SampleItem.product;

import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pestle.prescription.LineItemStatus;
import org.pestle.pricing.ItemToPrice.Legal;
import org.pestle.pricing.ItemToPrice.Part;
import org.pestle.tariff.Rates;
import org.pestle.tariff.ReferenceRates;
import org.pestle.tariff.TariffCategory;

/** A pharmacist is told what a claim that says one thing more would pay, and when it may say so. */
class WhatIfTest {
    private final Rates rates = ReferenceRates.of(YearMonth.of(2026, 7));

    @Test
    void an_ordinary_item_has_nothing_to_add() {
        assertThat(asked(SampleItem.of("28").pricedAt("28", 64))).isEmpty();
    }

    @Test
    void the_rest_of_an_opened_pack_is_shown_with_its_price() {
        // 84 of 100 at 14000 is 11760; with BB the rest of 2240 less 20% would be paid too (reimbursement.md 2.9)
        assertThat(asked(SampleItem.of("84").from(Part.VIIIA, TariffCategory.A).pricedAt("100", 14_000)))
                .singleElement()
                .satisfies(step -> {
                    assertThat(step.rule()).isEqualTo("R6");
                    assertThat(step.text())
                            .isEqualTo("With endorsement BB it would be 11598.24p instead of 9806.24p, if the rest of "
                                    + "the opened pack is not likely to be used within 6 months.");
                    assertThat(step.arithmetic()).isEqualTo("11598.24p - 9806.24p = 1792p");
                });
    }

    @Test
    void the_pack_that_pays_most_is_named_where_the_claim_states_none() {
        // P09 and P11: 60 g from 30 g tubes 372, from 15 g tubes 2904
        assertThat(texts(SampleItem.of("60")
                        .from(Part.VIIIA, TariffCategory.C)
                        .pricedAt("15", 726)
                        .pricedAt("30", 186)
                        .pricedAt("100", 544)))
                .anySatisfy(text -> assertThat(text)
                        .startsWith("With the pack of 15 stated in the claim it would be ")
                        .endsWith("if it was supplied from that pack."));
    }

    @Test
    void a_special_is_told_of_its_fees_and_a_fitted_appliance_of_its_own() {
        assertThat(texts(SampleItem.of("100").from(Part.VIIIB, null).minimum("100", 3735, "1", 12)))
                .hasSize(2)
                .allSatisfy(text -> assertThat(text).matches("With endorsement (SP|ED) it would be .*"));
    }

    @Test
    void expenses_are_named_where_they_may_be_claimed() {
        assertThat(texts(SampleItem.of("28").from(Part.VIIIA, TariffCategory.C).pricedAt("28", 500)))
                .containsExactly("With endorsement XP and expenses of 51p or more they would be paid as well, "
                        + "if there were any.");
    }

    @Test
    void an_item_without_a_price_needs_its_invoice() {
        assertThat(texts(SampleItem.of("30").from(Part.NONE, null)))
                .containsExactly(
                        "With endorsement IP, the price of the invoice and the pack it would be paid at that price.");
    }

    @Test
    void nothing_is_said_of_an_item_that_was_not_supplied() {
        assertThat(asked(SampleItem.of("28")
                        .pricedAt("28", 64)
                        .that(LineItemStatus.NOT_DISPENSED)
                        .being(product(Legal.POM, 0, null, false, false, 1, 1, 0))))
                .isEmpty();
    }

    private List<String> texts(SampleItem sample) {
        return asked(sample).stream().map(Step::text).toList();
    }

    private List<Step> asked(SampleItem sample) {
        ItemToPrice item = sample.item();
        return WhatIf.of(item, new ItemPricer().price(item, rates), rates);
    }
}
