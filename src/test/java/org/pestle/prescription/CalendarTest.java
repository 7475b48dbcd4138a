package org.pestle.prescription;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;
import org.pestle.claim.ClaimCalendar;
import org.pestle.claim.ClaimSettings;
import org.pestle.prescription.NextActivity.Days;
import org.pestle.values.NhsDates;

/**
 * Every date rule on every day from 2024 to 2040 and on both sides of each change of the clocks, against a calendar
 * that is counted day by day.
 */
class CalendarTest {
    private static final ClaimCalendar CLAIMS = new ClaimCalendar(ClaimSettings.NATIONAL);
    private static final DayByDay COUNTED = new DayByDay();
    private static final int FIRST = COUNTED.number(2024, 1, 1);
    private static final int LAST = COUNTED.number(2040, 12, 31);
    private static final Periods PERIODS = Periods.NATIONAL;
    private static final PrescriptionSettings SETTINGS = new PrescriptionSettings(null);

    private interface Rule {
        void holdsOn(int number, LocalDate day);
    }

    private static void everyDay(Rule rule) {
        int count = 0;
        for (int number = FIRST; number <= LAST; number++) {
            rule.holdsOn(number, LocalDate.parse(COUNTED.written(number)));
            count++;
        }
        assertThat(count).isEqualTo(17 * 365 + 5);
    }

    @Test
    void a_day_begins_and_ends_at_midnight_in_london() {
        everyDay((number, day) -> {
            Instant first = Instant.ofEpochSecond(COUNTED.seconds(number, 0, 0, 0));
            Instant last = Instant.ofEpochSecond(COUNTED.seconds(number, 23, 59, 59));
            assertThat(NhsDates.startOf(day)).isEqualTo(first);
            assertThat(NhsDates.on(first)).isEqualTo(day);
            assertThat(NhsDates.on(first.minusMillis(1))).hasToString(COUNTED.written(number - 1));
            assertThat(NhsDates.on(last)).isEqualTo(day);
            assertThat(NhsDates.on(last.plusSeconds(1))).hasToString(COUNTED.written(number + 1));
        });
    }

    @Test
    void clocks_go_forward_in_march_and_back_in_october() {
        for (int year = 2024; year <= 2040; year++) {
            Instant spring = Instant.ofEpochSecond(COUNTED.change(year, 3));
            Instant autumn = Instant.ofEpochSecond(COUNTED.change(year, 10));

            assertThat(NhsDates.timeOn(spring.minusSeconds(1)).toLocalTime()).hasToString("00:59:59");
            assertThat(NhsDates.timeOn(spring).toLocalTime()).hasToString("02:00");
            assertThat(NhsDates.timeOn(autumn.minusSeconds(1)).toLocalTime()).hasToString("01:59:59");
            assertThat(NhsDates.timeOn(autumn).toLocalTime()).hasToString("01:00");
            assertThat(NhsDates.on(spring)).isEqualTo(NhsDates.on(spring.minusSeconds(1)));
            assertThat(NhsDates.on(autumn)).isEqualTo(NhsDates.on(autumn.minusSeconds(1)));
        }
    }

    @Test
    void expiry_is_six_calendar_months_after_the_prescription_and_twelve_for_later_issues() {
        everyDay((number, day) -> {
            assertThat(PERIODS.expiresOn(day, 1)).hasToString(COUNTED.written(COUNTED.monthsLater(number, 6)));
            assertThat(PERIODS.expiresOn(day, 2)).hasToString(COUNTED.written(COUNTED.monthsLater(number, 12)));
            assertThat(PERIODS.expiresOn(day, 99)).hasToString(COUNTED.written(COUNTED.monthsLater(number, 12)));
        });
    }

    @Test
    void what_follows_comes_so_many_days_later() {
        everyDay((number, day) -> {
            Days ended = new Days(day, null, day, day, day);
            assertThat(next(PrescriptionStatus.DISPENSED, ended)).isEqualTo("createNoClaim " + later(number, 180));
            assertThat(next(PrescriptionStatus.WITH_DISPENSER_ACTIVE, ended))
                    .isEqualTo("createNoClaim " + later(number, 180));
            assertThat(next(PrescriptionStatus.NOT_DISPENSED, ended)).isEqualTo("delete " + later(number, 30));
            assertThat(next(PrescriptionStatus.EXPIRED, ended)).isEqualTo("delete " + later(number, 90));
            assertThat(next(PrescriptionStatus.CANCELLED, ended)).isEqualTo("delete " + later(number, 180));
            assertThat(next(PrescriptionStatus.CLAIMED, ended)).isEqualTo("delete " + later(number, 36));
            assertThat(next(PrescriptionStatus.NO_CLAIMED, ended)).isEqualTo("delete " + later(number, 36));
            assertThat(next(PrescriptionStatus.TO_BE_DISPENSED, ended)).isEqualTo("expire " + later(number, 0));
        });
    }

    @Test
    void the_active_clock_without_a_notification_ends_after_180_days_or_at_expiry() {
        everyDay((number, today) -> {
            for (int expiry = 179; expiry <= 181; expiry++) {
                Days days = new Days(LocalDate.parse(later(number, expiry)), null, null, null, null);
                NextActivity next = NextActivity.of(PrescriptionStatus.WITH_DISPENSER_ACTIVE, days, SETTINGS, today);
                assertThat(words(next)).isEqualTo("expire " + later(number, Math.min(expiry, 180)));
            }
        });
    }

    @Test
    void the_next_issue_is_ready_a_week_before_the_supply_of_those_before_it_runs_out() {
        everyDay((number, day) -> {
            for (int completed = 1; completed <= 13; completed++) {
                for (int supply : new int[] {7, 28, 84}) {
                    int ready = number - 7;
                    for (int each = 0; each < completed; each++) {
                        ready += supply;
                    }
                    if (ready < COUNTED.number(2043, 1, 1)) {
                        assertThat(NextIssue.downloadOn(day, supply, completed, PERIODS))
                                .hasToString(COUNTED.written(ready));
                    }
                }
            }
        });
    }

    @Test
    void a_prescription_is_dated_ahead_from_the_second_day_on() {
        everyDay((number, today) -> {
            for (int ahead = 0; ahead <= 3; ahead++) {
                Instant written = Instant.ofEpochSecond(COUNTED.seconds(number + ahead, 0, 0, 0));
                FirstIssue issue = FirstIssue.of(
                                Orders.anOrder().writtenAt(written).order(), SETTINGS, today)
                        .getFirst();
                assertThat(issue.status().code()).isEqualTo(ahead < 2 ? "0001" : "9001");
                assertThat(words(issue.next()))
                        .isEqualTo(
                                ahead < 2
                                        ? "expire " + COUNTED.written(COUNTED.monthsLater(number + ahead, 6))
                                        : "ready " + later(number, ahead));
            }
        });
    }

    @Test
    void a_claim_counts_for_the_month_of_supply_until_the_last_second_of_the_fifth() {
        everyDay((number, supplied) -> {
            int year = COUNTED.month(number) == 12 ? COUNTED.year(number) + 1 : COUNTED.year(number);
            int month = COUNTED.month(number) % 12 + 1;
            Instant closes = Instant.ofEpochSecond(COUNTED.seconds(COUNTED.number(year, month, 5), 23, 59, 59));
            YearMonth own = YearMonth.parse(COUNTED.written(number).substring(0, 7));
            assertThat(CLAIMS.paymentMonth(supplied, closes)).isEqualTo(own);
            assertThat(CLAIMS.paymentMonth(supplied, closes.plusSeconds(1)))
                    .hasToString("%04d-%02d".formatted(year, month));
            assertThat(CLAIMS.isOpen(own, NhsDates.on(closes))).isTrue();
            assertThat(CLAIMS.isOpen(own, NhsDates.on(closes.plusSeconds(1)))).isFalse();
        });
    }

    private static String next(PrescriptionStatus status, Days days) {
        return words(NextActivity.of(status, days, SETTINGS, LocalDate.EPOCH));
    }

    private static String words(NextActivity next) {
        return next.action().code() + " " + next.on();
    }

    private static String later(int number, int days) {
        return COUNTED.written(number + days);
    }
}
