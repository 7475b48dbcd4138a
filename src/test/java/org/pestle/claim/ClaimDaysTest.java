package org.pestle.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pestle.prescription.PrescriptionSettings;
import org.pestle.testing.DayByDay;

/** The last days of claims, for every day from 2024 to 2040, against a calendar that is counted. */
class ClaimDaysTest {
    private static final DayByDay COUNTED = new DayByDay();

    private interface Rule {
        void holdsOn(int number, LocalDate day);
    }

    private static void everyDay(Rule rule) {
        for (int number = COUNTED.number(2024, 1, 1); number <= COUNTED.number(2040, 12, 31); number++) {
            rule.holdsOn(number, LocalDate.parse(COUNTED.written(number)));
        }
    }

    @Test
    void a_claim_comes_within_180_days_of_completion_and_for_repeat_dispensing_365_days_of_the_signature() {
        ClaimPolicy policy = new ClaimPolicy(
                new PrescriptionSettings(null),
                new ClaimCalendar(ClaimSettings.NATIONAL),
                exemption -> Optional.empty(),
                (product, claimed, supplied, month) -> Optional.empty(),
                (product, month) -> false);
        everyDay((number, day) -> {
            assertThat(policy.lastDay(day)).hasToString(COUNTED.written(number + 180));
            assertThat(policy.lastRepeatDay(day)).hasToString(COUNTED.written(number + 365));
        });
    }

    @Test
    void a_returned_item_is_answered_within_whole_calendar_months() {
        ClaimCalendar calendar = new ClaimCalendar(ClaimSettings.NATIONAL);
        ClaimPeriods periods = ClaimPeriods.NATIONAL;
        everyDay((number, day) -> {
            assertThat(calendar.answerBy(ReturnedItem.Kind.REFERRED_BACK, day))
                    .hasToString(COUNTED.written(COUNTED.monthsLater(number, periods.answerMonths())));
            assertThat(calendar.answerBy(ReturnedItem.Kind.DISALLOWED, day))
                    .hasToString(COUNTED.written(COUNTED.monthsLater(number, periods.challengeMonths())));
        });
    }
}
