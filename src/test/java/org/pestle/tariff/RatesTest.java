package org.pestle.tariff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Dated values: each month has its own, and a month without one has none. */
class RatesTest {
    @ParameterizedTest(name = "{0} in {1} is {2}")
    @CsvSource({
        "SINGLE_ACTIVITY_FEE, 2025-04, 146",
        "SINGLE_ACTIVITY_FEE, 2026-04, 146",
        "SINGLE_ACTIVITY_FEE, 2026-05, 152",
        "SINGLE_ACTIVITY_FEE, 2030-01, 152",
        "PRESCRIPTION_CHARGE, 2024-04, 965",
        "PRESCRIPTION_CHARGE, 2024-05, 990",
        "CONSUMABLE_ALLOWANCE, 2017-09, 1.24",
        "DISCOUNT_APPLIANCE, 2026-07, 9.85"
    })
    void a_value_holds_from_its_first_month_to_its_last(RateName name, YearMonth month, BigDecimal value) {
        assertThat(ReferenceRates.of(month).value(name)).isEqualByComparingTo(value);
    }

    @ParameterizedTest
    @EnumSource(RateName.class)
    void every_rate_has_a_value_today(RateName name) {
        assertThat(ReferenceRates.of(YearMonth.of(2026, 11)).find(name)).isPresent();
    }

    @Test
    void a_month_without_a_value_is_told_and_not_guessed() {
        Rates rates = ReferenceRates.of(YearMonth.of(2025, 3));

        assertThat(rates.find(RateName.SINGLE_ACTIVITY_FEE)).isEmpty();
        assertThatThrownBy(() -> rates.value(RateName.SINGLE_ACTIVITY_FEE))
                .isInstanceOf(RateNotHeldException.class)
                .hasMessage("no value of single_activity_fee is held for 2025-03");
        assertThatThrownBy(() -> rates.previous(RateName.SINGLE_ACTIVITY_FEE)).isInstanceOf(RateNotHeldException.class);
    }

    @Test
    void the_previous_value_is_the_one_that_held_before() {
        Rates rates = ReferenceRates.of(YearMonth.of(2026, 7));

        assertThat(rates.previous(RateName.PRESCRIPTION_CHARGE).value()).isEqualByComparingTo("965");
        assertThat(rates.previous(RateName.SINGLE_ACTIVITY_FEE).value()).isEqualByComparingTo("146");
    }

    @Test
    void two_values_in_one_month_are_refused() {
        DatedRate rate = new DatedRate("oop_minimum", null, null, BigDecimal.ONE, "pence", "made up");

        assertThatThrownBy(() -> new Rates(YearMonth.of(2026, 7), List.of(rate, rate), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
