package org.pestle.values;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** London days and months, at midnight, at both changes of the clock, and at the close of a month. */
class NhsDatesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # instant              | day in London
                    2026-01-15T23:59:59Z   | 2026-01-15
                    2026-01-16T00:00:00Z   | 2026-01-16
                    # summer time began on 29 March 2026 at 01:00 UTC
                    2026-03-28T23:59:59Z   | 2026-03-28
                    2026-03-29T00:59:59Z   | 2026-03-29
                    2026-03-29T22:59:59Z   | 2026-03-29
                    2026-03-29T23:00:00Z   | 2026-03-30
                    # and ended on 25 October 2026 at 01:00 UTC
                    2026-10-24T22:59:59Z   | 2026-10-24
                    2026-10-24T23:00:00Z   | 2026-10-25
                    2026-10-25T23:59:59Z   | 2026-10-25
                    2026-10-26T00:00:00Z   | 2026-10-26
                    """)
    void a_day_begins_at_midnight_in_london(Instant instant, LocalDate day) {
        assertThat(NhsDates.on(instant)).isEqualTo(day);
        assertThat(NhsDates.today(Clock.fixed(instant, ZoneOffset.UTC))).isEqualTo(day);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-16, 2026-01-16T00:00:00Z",
        "2026-03-29, 2026-03-29T00:00:00Z",
        "2026-03-30, 2026-03-29T23:00:00Z",
        "2026-10-25, 2026-10-24T23:00:00Z",
        "2026-10-26, 2026-10-26T00:00:00Z"
    })
    void knows_the_first_instant_of_a_day(LocalDate day, Instant start) {
        assertThat(NhsDates.startOf(day)).isEqualTo(start);
        assertThat(NhsDates.on(start)).isEqualTo(day);
        assertThat(NhsDates.on(start.minusNanos(1))).isEqualTo(day.minusDays(1));
    }

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
        assertThat(NhsDates.paymentMonth(suppliedOn, received)).isEqualTo(month);
    }
}
