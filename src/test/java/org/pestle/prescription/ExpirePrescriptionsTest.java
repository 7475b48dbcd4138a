package org.pestle.prescription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pestle.prescription.Orders.anOrder;
import static org.pestle.prescription.RecordFixture.at;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.pestle.prescription.NextActivity.Action;

class ExpirePrescriptionsTest {
    private static final Clock WRITTEN = at("2026-11-25T10:00:00Z");
    private static final LocalDate LAST_DAY = LocalDate.of(2027, 5, 25);
    private static final Clock THEN = at("2027-05-25T02:00:00Z");

    @AutoClose
    private final RecordFixture record = new RecordFixture();

    @Test
    void the_night_of_the_expiry_date_ends_issue_items_and_place_in_the_worklist() {
        PrescriptionRecord kept = record.kept(anOrder(), WRITTEN);

        assertThat(record.expire(THEN).expireDue(LAST_DAY.minusDays(1), 100)).isZero();
        assertThat(record.expire(THEN).expireDue(LAST_DAY, 100)).isEqualTo(1);

        Issue after = record.again(kept).currentIssue();
        assertThat(after.status()).isEqualTo(PrescriptionStatus.EXPIRED);
        assertThat(after.items()).extracting(Issue.Item::status).containsExactly(LineItemStatus.EXPIRED);
        assertThat(after.next()).isEqualTo(new NextActivity(Action.DELETE, LAST_DAY.plusDays(90)));
        assertThat(record.worklist()).isEmpty();
        assertThat(record.faults(kept)).isEmpty();
    }

    @Test
    void a_second_night_does_nothing() {
        PrescriptionRecord kept = record.kept(anOrder(), WRITTEN);
        record.expire(THEN).expireDue(LAST_DAY, 100);

        assertThat(record.expire(THEN).expireDue(LAST_DAY.plusDays(1), 100)).isZero();
        assertThat(record.prescriptions.history(kept.id())).hasSize(2);
    }

    @Test
    void an_issue_takes_all_later_ones_with_it() {
        PrescriptionRecord kept = record.kept(
                anOrder()
                        .repeatDispensing(3, LocalDate.of(2026, 11, 25))
                        .item(3)
                        .item(1),
                WRITTEN);

        assertThat(record.expire(THEN).expireDue(LAST_DAY, 100)).isEqualTo(3);

        PrescriptionRecord after = record.again(kept);
        assertThat(after.issues()).extracting(Issue::status).containsOnly(PrescriptionStatus.EXPIRED);
        assertThat(after.currentIssue().number()).isEqualTo(3);
        assertThat(record.faults(kept)).isEmpty();
    }

    @Test
    void chunk_after_chunk_comes_to_an_end() {
        for (int number = 0; number < 7; number++) {
            record.kept(anOrder(), WRITTEN);
        }

        List<Integer> chunks = new ArrayList<>();
        int expired = record.expire(THEN).expireDue(LAST_DAY, 3);
        while (expired > 0) {
            chunks.add(expired);
            expired = record.expire(THEN).expireDue(LAST_DAY, 3);
        }

        assertThat(chunks).containsExactly(3, 3, 1);
    }

    @Test
    void nights_at_once_share_the_work_and_do_nothing_twice() throws Exception {
        for (int number = 0; number < 40; number++) {
            record.kept(anOrder(), WRITTEN);
        }
        List<Callable<Integer>> nights = new ArrayList<>();
        for (int night = 0; night < 4; night++) {
            nights.add(() -> {
                int mine = 0;
                for (int chunk = record.expire(THEN).expireDue(LAST_DAY, 5);
                        chunk > 0;
                        chunk = record.expire(THEN).expireDue(LAST_DAY, 5)) {
                    mine += chunk;
                }
                return mine;
            });
        }

        int all = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> night : threads.invokeAll(nights)) {
                all += night.get();
            }
        }

        assertThat(all).isEqualTo(40);
        assertThat(record.owner
                        .sql("SELECT count(*) FROM prescription_event WHERE event = 'EXPIRY_REACHED'")
                        .query(Long.class)
                        .single())
                .isEqualTo(40);
    }

    @Test
    void whoever_touches_an_overdue_prescription_expires_it_but_not_on_its_last_day() {
        PrescriptionRecord kept = record.kept(anOrder(), WRITTEN);

        // 25 May 2027, one minute before midnight in London (British Summer Time), and one minute after.
        assertThat(record.expire(at("2027-05-25T22:59:00Z")).expireOverdue(kept))
                .isFalse();
        assertThat(record.expire(at("2027-05-25T23:01:00Z")).expireOverdue(kept))
                .isTrue();
        assertThat(record.again(kept).currentIssue().status()).isEqualTo(PrescriptionStatus.EXPIRED);
    }

    @Test
    void leaves_to_a_release_what_the_release_is_taking_and_does_not_wait() {
        PrescriptionRecord kept = record.kept(anOrder(), WRITTEN);

        Integer expired = record.database.transactions().execute(release -> {
            record.database
                    .jdbc()
                    .sql("SELECT issue_number FROM worklist FOR UPDATE")
                    .query(Integer.class)
                    .single();
            try (ExecutorService night = Executors.newVirtualThreadPerTaskExecutor()) {
                return night.submit(() -> record.expire(THEN).expireDue(LAST_DAY, 100))
                        .get(10, TimeUnit.SECONDS);
            } catch (InterruptedException | ExecutionException | TimeoutException waited) {
                throw new AssertionError("the night waits for a release", waited);
            }
        });

        assertThat(expired).isZero();
        assertThat(record.expire(THEN).expireDue(LAST_DAY, 100)).isEqualTo(1);
        assertThat(record.faults(kept)).isEmpty();
    }

    @Test
    void the_night_reads_the_index_of_next_activities() {
        record.kept(anOrder().writtenAt(Instant.parse("2026-11-25T09:00:00Z")), WRITTEN);

        List<String> plan = record.owner.sql("""
                        EXPLAIN SELECT prescription_id, issue_number
                          FROM prescription_issue
                         WHERE next_activity = 'expire'
                           AND next_activity_on <= DATE '2027-05-25'
                         ORDER BY next_activity_on
                         LIMIT 100
                           FOR UPDATE SKIP LOCKED
                        """).query(String.class).list();

        assertThat(String.join("\n", plan)).contains("next_activity").doesNotContain("Seq Scan");
    }
}
