package org.pestle.dispensing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pestle.testing.DayByDay;

/** Exemption by age (eps.md 10.3), for everybody born from 2024 to 2040, against a calendar that is counted. */
class AgeExemptionTest {
    @Test
    void ends_the_day_before_the_sixteenth_birthday_and_begins_on_the_sixtieth() {
        DayByDay counted = new DayByDay();
        for (int born = counted.number(2024, 1, 1); born <= counted.number(2040, 12, 31); born++) {
            AgeExemption exemption = AgeExemption.of(LocalDate.parse(counted.written(born)));

            assertThat(exemption.until()).hasToString(counted.written(counted.monthsLater(born, 16 * 12) - 1));
            assertThat(exemption.from()).hasToString(counted.written(counted.monthsLater(born, 60 * 12)));
        }
    }

    @ParameterizedTest(name = "born 2010-07-15: {0} on {1}")
    @CsvSource({"true, 2026-07-14", "false, 2026-07-15", "false, 2070-07-14", "true, 2070-07-15"})
    void holds_until_the_last_day_of_youth_and_from_the_first_of_old_age(boolean holds, LocalDate day) {
        assertThat(AgeExemption.of(LocalDate.parse("2010-07-15")).holdsOn(day)).isEqualTo(holds);
    }
}
