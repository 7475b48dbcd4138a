package org.pestle.values;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** London days, at midnight and at both changes of the clock. */
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
}
