package org.pestle.prescription;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pestle.claim.ClaimCalendar;
import org.pestle.claim.ClaimSettings;
import org.pestle.prescription.NextActivity.Days;
import org.pestle.testing.DayByDay;
import org.pestle.values.NhsDates;
import org.pestle.values.PrescriptionId;

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
    void a_controlled_drug_can_be_supplied_for_28_days_of_which_the_first_is_not_counted() {
        everyDay((number, day) -> {
            for (int issue = 1; issue <= 2; issue++) {
                assertThat(supplyUntil(ControlledSchedule.CD2, day, issue)).isEqualTo(later(number, 28));
                assertThat(supplyUntil(ControlledSchedule.CD3, day, issue)).isEqualTo(later(number, 28));
                assertThat(supplyUntil(ControlledSchedule.CD4, day, issue))
                        .isEqualTo(issue == 1 ? later(number, 28) : "null");
                assertThat(supplyUntil(ControlledSchedule.CD5, day, issue)).isEqualTo("null");
            }
        });
    }

    private static String supplyUntil(ControlledSchedule schedule, LocalDate day, int issue) {
        return String.valueOf(ControlledDrugs.NATIONAL.supplyUntil(schedule, day, issue));
    }

    @Test
    void the_dispensing_window_opens_a_week_before_the_supplies_of_earlier_issues_run_out() {
        everyDay((number, starts) -> {
            LocalDate expires = LocalDate.parse(COUNTED.written(COUNTED.monthsLater(number, 12)));
            for (int issue = 1; issue <= 13; issue++) {
                int opens = issue == 1 ? number : number + 28 * (issue - 1) - 7;
                DispensingWindow window = DispensingWindow.of(starts, starts, 28, issue, expires, SETTINGS);
                assertThat(window.from()).hasToString(COUNTED.written(opens));
                assertThat(window.contains(LocalDate.parse(COUNTED.written(opens - 1))))
                        .isFalse();
                assertThat(window.contains(window.from())).isTrue();
                assertThat(window.contains(expires)).isTrue();
                assertThat(window.contains(expires.plusDays(1))).isFalse();
            }
        });
    }

    @Test
    void a_skeleton_is_left_for_twelve_calendar_months() {
        RecordFixture record = new RecordFixture();
        PrescriptionRecord pattern = record.kept(Orders.anOrder(), RecordFixture.at("2026-11-25T10:00:00Z"));
        Random random = new Random(1);
        String[] ids = Stream.generate(
                        () -> PrescriptionId.make(Orders.PRACTICE, random).value())
                .limit(LAST - FIRST + 1L)
                .toArray(String[]::new);
        record.owner.sql("""
                INSERT INTO prescription
                SELECT (jsonb_populate_record(p, jsonb_build_object('prescription_id', id, 'long_id',
                                                                    gen_random_uuid()))).*
                  FROM prescription AS p, unnest(:ids) AS id
                """).param("ids", ids).update();
        record.owner.sql("""
                INSERT INTO prescription_issue
                SELECT (jsonb_populate_record(i, jsonb_build_object(
                            'prescription_id', id, 'status', '0005', 'next_activity', 'delete',
                            'next_activity_on', DATE '2023-12-31' + CAST(day AS int)))).*
                  FROM prescription_issue AS i, unnest(:ids) WITH ORDINALITY AS days (id, day)
                """).param("ids", ids).update();

        DeletePrescriptions.Position from = DeletePrescriptions.Position.START;
        while (from != null) {
            from = record.delete(RecordFixture.at("2041-01-01T10:00:00Z"), List.of())
                    .deleteDue(LocalDate.of(2041, 1, 1), 1_000, from)
                    .end();
        }

        Map<String, String> purged = new HashMap<>();
        record.owner
                .sql("SELECT deleted_on::text, purge_on::text FROM prescription_skeleton")
                .query(row -> {
                    purged.put(row.getString(1), row.getString(2));
                });
        everyDay((number, day) -> assertThat(purged)
                .containsEntry(COUNTED.written(number), COUNTED.written(COUNTED.monthsLater(number, 12))));
        assertThat(record.prescriptions.find(pattern.id())).isPresent();
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
                    assertThat(NextIssue.downloadOn(day, supply, completed, PERIODS))
                            .hasToString(COUNTED.written(ready));
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
