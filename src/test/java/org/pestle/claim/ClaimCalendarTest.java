package org.pestle.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pestle.claim.ReturnedItem.Kind;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** For which month a claim counts and how long a contractor may answer: London days, and dated settings. */
class ClaimCalendarTest {
    private static final ClaimCalendar NATIONAL = new ClaimCalendar(ClaimSettings.NATIONAL);

    @ParameterizedTest(name = "supplied on {0}, claimed at {1}: counted for {2}")
    @CsvSource(delimiter = '|', textBlock = """
                    # supplied  | claim received       | month
                    2026-09-26  | 2026-09-26T12:00:00Z | 2026-09
                    2026-09-26  | 2026-10-05T22:59:59Z | 2026-09
                    2026-09-26  | 2026-10-05T23:00:00Z | 2026-10
                    2026-10-02  | 2026-11-05T23:59:59Z | 2026-10
                    2026-10-02  | 2026-11-06T00:00:00Z | 2026-11
                    # on the days around a change of the clock
                    2026-02-28  | 2026-03-05T23:59:59Z | 2026-02
                    2026-02-28  | 2026-03-06T00:00:00Z | 2026-03
                    2026-03-29  | 2026-04-05T22:59:59Z | 2026-03
                    2026-03-29  | 2026-04-05T23:00:00Z | 2026-04
                    # over the end of a year, and very late
                    2026-12-31  | 2027-01-05T23:59:59Z | 2026-12
                    2026-12-31  | 2027-01-06T00:00:00Z | 2027-01
                    2026-09-26  | 2027-02-17T09:00:00Z | 2027-02
                    """)
    void a_claim_counts_for_the_month_of_supply_until_the_fifth_of_the_next(
            LocalDate suppliedOn, Instant received, YearMonth month) {
        assertThat(NATIONAL.paymentMonth(suppliedOn, received)).isEqualTo(month);
    }

    @Test
    void a_month_may_close_on_a_day_of_its_own() {
        ClaimCalendar calendar = calendar(Map.of(
                "pestle.claim.windows[0].month", "2026-12",
                "pestle.claim.windows[0].closes-on", "2027-01-07"));

        assertThat(calendar.closesOn(YearMonth.of(2026, 11))).isEqualTo("2026-12-05");
        assertThat(calendar.closesOn(YearMonth.of(2026, 12))).isEqualTo("2027-01-07");
        assertThat(calendar.paymentMonth(LocalDate.of(2026, 12, 31), Instant.parse("2027-01-07T23:59:59Z")))
                .hasToString("2026-12");
        assertThat(calendar.paymentMonth(LocalDate.of(2026, 12, 31), Instant.parse("2027-01-08T00:00:00Z")))
                .hasToString("2027-01");
    }

    @Test
    void another_day_and_other_periods_hold_from_their_day_on() {
        ClaimCalendar calendar = calendar(Map.of(
                "pestle.claim.periods[0].from", "2027-03-01",
                "pestle.claim.periods[0].last-day", "7",
                "pestle.claim.periods[0].answer-months", "6"));

        assertThat(calendar.closesOn(YearMonth.of(2027, 1))).isEqualTo("2027-02-05");
        assertThat(calendar.closesOn(YearMonth.of(2027, 2))).isEqualTo("2027-03-07");
        assertThat(calendar.answerBy(Kind.REFERRED_BACK, LocalDate.of(2027, 2, 28)))
                .isEqualTo("2028-08-28");
        assertThat(calendar.answerBy(Kind.REFERRED_BACK, LocalDate.of(2027, 3, 31)))
                .isEqualTo("2027-09-30");
        assertThat(calendar.answerBy(Kind.DISALLOWED, LocalDate.of(2027, 3, 31)))
                .isEqualTo("2028-09-30");
    }

    @Test
    void a_month_cannot_close_before_its_end_nor_on_a_day_that_some_months_lack() {
        assertThatThrownBy(() -> new ClaimSettings.Window(YearMonth.of(2026, 12), LocalDate.of(2026, 12, 31)))
                .hasMessage("claims for 2026-12 close after its end, not on 2026-12-31");
        assertThatThrownBy(() -> new ClaimPeriods(LocalDate.EPOCH, 29, 18, 18))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static ClaimCalendar calendar(Map<String, String> settings) {
        return new ClaimCalendar(new Binder(new MapConfigurationPropertySource(settings))
                .bind("pestle.claim", ClaimSettings.class)
                .get());
    }
}
