package org.pestle.prescription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pestle.prescription.Orders.anOrder;
import static org.pestle.prescription.RecordFixture.MESSAGE;
import static org.pestle.prescription.RecordFixture.at;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.pestle.prescription.DeletePrescriptions.Chunk;
import org.pestle.prescription.DeletePrescriptions.Position;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.values.PrescriptionId;

/** How long prescriptions are kept, and what is left of them (eps.md 4.6). */
class DeletePrescriptionsTest {
    private static final Clock WRITTEN = at("2026-11-25T10:00:00Z");
    /** Six months after it was written. */
    private static final LocalDate EXPIRES = LocalDate.of(2027, 5, 25);
    /** Ninety days later. */
    private static final LocalDate DELETED = LocalDate.of(2027, 8, 23);

    private static final LocalDate PURGED = LocalDate.of(2028, 8, 23);

    @AutoClose
    private final RecordFixture record = new RecordFixture();

    @Test
    void an_expired_prescription_is_deleted_after_ninety_days_and_purged_a_year_later() {
        PrescriptionRecord expired = expired(anOrder());

        assertThat(delete(DELETED.minusDays(1))).isZero();
        assertThat(delete(DELETED)).isEqualTo(1);
        assertThat(delete(DELETED)).isZero();
        assertThat(record.prescriptions.find(expired.id())).isEmpty();
        assertThat(skeletons()).containsExactly(expired.id().value() + " 0004 2027-08-23 2028-08-23");

        assertThat(purge(PURGED.minusDays(1))).isZero();
        assertThat(purge(PURGED)).isEqualTo(1);
        assertThat(purge(PURGED)).isZero();
        assertThat(skeletons()).isEmpty();
        assertThat(record.owner
                        .sql("SELECT operation FROM audit_event WHERE subject = :id ORDER BY sequence")
                        .param("id", expired.id().value())
                        .query(String.class)
                        .list())
                .endsWith("DELETE", "PURGE");
    }

    @Test
    void nothing_but_its_skeleton_its_identity_and_its_history_is_left() {
        PrescriptionRecord expired = expired(anOrder());
        delete(DELETED);

        assertThat(tablesThatName(expired))
                .containsExactlyInAnyOrder("prescription_identity", "prescription_event", "prescription_skeleton");
        assertThat(record.owner
                        .sql("SELECT prescription_skeleton::text FROM prescription_skeleton")
                        .query(String.class)
                        .single())
                .doesNotContain("Quill")
                .doesNotContain("1981")
                .doesNotContain("Paracetamol");
    }

    @Test
    void it_is_never_taken_a_second_time_in_any_part() {
        Accepted first = anOrder().accepted();
        keep(first, WRITTEN);
        expire();
        delete(DELETED);
        refuses(first);
        purge(PURGED);

        refuses(first);
        Accepted other = anOrder().accepted();
        refuses(new Accepted(other.order(), first.verdict(), other.nomination(), other.commissioner()));
        assertThat(record.owner
                        .sql("SELECT identity FROM prescription_identity WHERE prescription_id = :id")
                        .param("id", first.order().id().value())
                        .query(String.class)
                        .list())
                .as("the short id without its check character, the long id and the digest of the content")
                .hasSize(3)
                .contains(
                        "short:" + first.order().id().withoutCheckCharacter(),
                        "long:" + first.order().longId());
    }

    @Test
    void repeat_dispensing_goes_when_its_last_issue_may_go() {
        PrescriptionRecord kept = record.kept(anOrder().repeatDispensing(3, LocalDate.of(2026, 11, 25)), WRITTEN);
        record.owner.sql("""
                        UPDATE prescription_issue
                           SET status = '0008', next_activity = 'delete', next_activity_on = DATE '2027-01-31'
                         WHERE issue_number = 1
                        """).update();
        assertThat(delete(LocalDate.of(2027, 11, 25))).isZero();

        // the later issues expire after twelve months and are kept for ninety days
        record.expire(at("2027-11-26T00:10:00Z")).expireDue(LocalDate.of(2027, 11, 25), 100);

        assertThat(delete(LocalDate.of(2028, 2, 22))).isZero();
        assertThat(delete(LocalDate.of(2028, 2, 23))).isEqualTo(1);
        assertThat(skeletons()).containsExactly(kept.id().value() + " 0004 2028-02-23 2029-02-23");
    }

    @Test
    void what_lives_is_left_alone() {
        PrescriptionRecord kept = record.kept(anOrder(), WRITTEN);

        assertThat(delete(DELETED)).isZero();
        assertThat(record.again(kept)).isNotNull();
    }

    @Test
    void a_night_catches_up_in_chunks_and_looks_at_each_prescription_once() {
        for (int i = 0; i < 7; i++) {
            keep(anOrder().accepted(), WRITTEN);
        }
        expire();
        DeletePrescriptions night = record.delete(at("2027-09-30T04:00:00Z"));

        List<Integer> chunks = new ArrayList<>();
        Chunk chunk = night.deleteDue(DELETED.plusDays(30), 3, Position.START);
        while (chunk.end() != null) {
            chunks.add(chunk.deleted());
            chunk = night.deleteDue(DELETED.plusDays(30), 3, chunk.end());
        }

        assertThat(chunks).containsExactly(3, 3, 1);
    }

    @Test
    void two_at_once_delete_each_prescription_once() throws Exception {
        for (int i = 0; i < 40; i++) {
            keep(anOrder().accepted(), WRITTEN);
        }
        expire();
        Callable<Integer> night = () -> delete(DELETED);

        int deleted = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            for (Future<Integer> each : threads.invokeAll(List.of(night, night))) {
                deleted += each.get();
            }
        }

        // what one passed over while the other had it is the other's
        assertThat(deleted).isEqualTo(40);
        assertThat(skeletons()).hasSize(40);
    }

    @Test
    void what_somebody_still_needs_waits_for_another_night() {
        PrescriptionRecord needed = expired(anOrder());
        PrescriptionRecord other = expired(anOrder());
        List<Object> told = new ArrayList<>();
        RecordKeeper keeper = new RecordKeeper() {
            @Override
            public Set<PrescriptionId> stillNeeds(Collection<PrescriptionId> ids) {
                return Set.of(needed.id());
            }

            @Override
            public void deleted(Collection<PrescriptionId> ids) {
                told.addAll(ids);
            }
        };

        Chunk chunk = record.delete(at("2027-08-23T04:00:00Z"), List.of(keeper)).deleteDue(DELETED, 10, Position.START);

        assertThat(chunk.deleted()).isEqualTo(1);
        assertThat(told).containsExactly(other.id());
        assertThat(record.prescriptions.find(needed.id())).isPresent();
    }

    private PrescriptionRecord expired(Orders orders) {
        PrescriptionRecord kept = record.kept(orders, WRITTEN);
        expire();
        return kept;
    }

    private void expire() {
        record.expire(at("2027-05-25T00:10:00Z")).expireDue(EXPIRES, 100);
    }

    private int delete(LocalDate day) {
        DeletePrescriptions night = record.delete(at(day + "T04:00:00Z"));
        int deleted = 0;
        Chunk chunk = night.deleteDue(day, 10, Position.START);
        while (chunk.end() != null) {
            deleted += chunk.deleted();
            chunk = night.deleteDue(day, 10, chunk.end());
        }
        return deleted;
    }

    private int purge(LocalDate day) {
        return record.delete(at(day + "T04:00:00Z")).purgeDue(day, 10);
    }

    private Outcome<Created> keep(Accepted accepted, Clock clock) {
        Outcome<Created> outcome = record.transactions.execute(status -> {
            Outcome<Created> kept = record.create(clock).keep(accepted, MESSAGE, Orders.PRESCRIBER, UUID.randomUUID());
            if (kept instanceof Outcome.Refused) {
                status.setRollbackOnly();
            }
            return kept;
        });
        return Objects.requireNonNull(outcome);
    }

    private void refuses(Accepted accepted) {
        Instant later = Instant.parse("2030-01-01T10:00:00Z");
        assertThat(keep(accepted, at(later.toString())))
                .isEqualTo(Outcome.refused(Finding.of(Problem.DUPLICATE_PRESCRIPTION_ID)));
    }

    private List<String> skeletons() {
        return record.owner.sql("""
                        SELECT prescription_id || ' ' || status || ' ' || deleted_on || ' ' || purge_on
                          FROM prescription_skeleton
                         ORDER BY 1
                        """).query(String.class).list();
    }

    private List<String> tablesThatName(PrescriptionRecord prescription) {
        return record.owner.sql("""
                        SELECT c.relname
                          FROM pg_class c
                          JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'prescription_id'
                         WHERE c.relkind IN ('r', 'p')
                           AND NOT c.relispartition
                           AND c.relnamespace = 'public'::regnamespace
                        """).query(String.class).list().stream()
                .filter(table -> record.owner
                        .sql("SELECT EXISTS (SELECT FROM " + table + " WHERE prescription_id = :id)")
                        .param("id", prescription.id().value())
                        .query(Boolean.class)
                        .single())
                .toList();
    }
}
