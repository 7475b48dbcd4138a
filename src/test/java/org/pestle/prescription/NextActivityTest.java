package org.pestle.prescription;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NextActivityTest {
    private static final LocalDate TODAY = LocalDate.of(2014, 1, 2);

    // eps.md 4.6, with its worked examples.
    @ParameterizedTest(name = "{0}: {6} on {7}")
    @CsvSource(textBlock = """
            # status, expires,    ready,      dispensed,  completed,  claimed,    activity,      on
            0001,     2014-06-01, ,           ,           ,           ,           expire,        2014-06-01
            0002,     2014-06-01, ,           ,           ,           ,           expire,        2014-06-01
            9000,     2014-01-28, ,           ,           ,           ,           expire,        2014-01-28
            0000,     2014-06-01, 2014-02-01, ,           ,           ,           ready,         2014-02-01
            0000,     2014-06-01, 2014-06-01, ,           ,           ,           expire,        2014-06-01
            9001,     2014-06-01, 2014-03-01, ,           ,           ,           ready,         2014-03-01
            9001,     2014-06-01, 2014-07-01, ,           ,           ,           expire,        2014-06-01
            0003,     2014-06-01, ,           2014-04-08, ,           ,           createNoClaim, 2014-10-05
            0003,     2014-06-01, ,           ,           ,           ,           expire,        2014-06-01
            0003,     2014-12-01, ,           ,           ,           ,           expire,        2014-07-01
            0006,     2014-06-01, ,           2014-04-08, 2014-04-08, ,           createNoClaim, 2014-10-05
            0007,     2014-06-01, ,           ,           2014-04-01, ,           delete,        2014-05-01
            0004,     2014-06-01, ,           ,           2014-04-01, ,           delete,        2014-06-30
            0005,     2014-06-01, ,           ,           2014-04-01, ,           delete,        2014-09-28
            0008,     2014-06-01, ,           2014-04-01, 2014-04-01, 2014-05-01, delete,        2014-06-06
            0009,     2014-06-01, ,           2014-04-01, 2014-04-01, 2014-05-01, delete,        2014-06-06
            """)
    void what_follows(
            String status,
            LocalDate expires,
            @Nullable LocalDate ready,
            @Nullable LocalDate dispensed,
            @Nullable LocalDate completed,
            @Nullable LocalDate claimed,
            String activity,
            LocalDate on) {
        NextActivity next = NextActivity.of(
                PrescriptionStatus.of(status),
                new NextActivity.Days(expires, ready, dispensed, completed, claimed),
                new PrescriptionSettings(null),
                TODAY);

        assertThat(next).isEqualTo(new NextActivity(NextActivity.Action.of(activity), on));
    }

    @ParameterizedTest(name = "written {0}, issue {1}: last day {2}")
    @CsvSource({
        "2024-04-15, 1, 2024-10-15",
        "2013-01-28, 2, 2014-01-28",
        "2026-08-31, 1, 2027-02-28",
        "2027-08-31, 1, 2028-02-29",
        "2024-02-29, 2, 2025-02-28"
    })
    void expiry_is_so_many_calendar_months_after_the_prescription_day(LocalDate written, int issue, LocalDate lastDay) {
        assertThat(Periods.NATIONAL.expiresOn(written, issue)).isEqualTo(lastDay);
    }
}
