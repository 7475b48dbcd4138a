package org.pestle.prescription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pestle.prescription.Orders.HIGH_STREET_PHARMACY;
import static org.pestle.prescription.Orders.PRESCRIBER;
import static org.pestle.prescription.Orders.anOrder;
import static org.pestle.prescription.RecordFixture.at;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.pestle.access.Caller;
import org.pestle.access.Role;
import org.pestle.dispensing.BelievingReleases;
import org.pestle.dispensing.Release;
import org.pestle.dispensing.ReleasePrescriptions;
import org.pestle.dispensing.ReleasedPrescription;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;

/** An amendment and a release at the same moment: the pharmacy gets one version whole, and the record agrees. */
class AmendRaceTest {
    private static final Clock NOW = at("2026-11-25T10:00:00Z");
    private static final Caller PHARMACIST =
            new Caller("pharmacy-system", "555260695103", "555265434108", Role.PHARMACIST, HIGH_STREET_PHARMACY);
    private static final byte[] NEW_MESSAGE = "{\"new\":\"version\"}".getBytes(StandardCharsets.UTF_8);

    @AutoClose
    private final RecordFixture record = new RecordFixture();

    private final ReleasePrescriptions releases = BelievingReleases.on(record.database, NOW);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void endThreads() {
        threads.close();
    }

    @Test
    void a_release_that_waited_for_an_amendment_hands_out_the_new_version() throws Exception {
        for (Orders kind : List.of(anOrder(), anOrder().notNominated())) {
            PrescriptionRecord old = record.kept(kind, NOW);
            Accepted amendment = anOrder().amending(old).item(1).item(1).accepted();
            CountDownLatch amended = new CountDownLatch(1);
            CountDownLatch commit = new CountDownLatch(1);
            Future<Outcome<Created>> prescriber = threads.submit(() -> record.transactions.execute(status -> {
                Outcome<Created> outcome = keep(amendment, old);
                amended.countDown();
                await(commit);
                return outcome;
            }));
            await(amended);
            Future<Outcome<Release>> pharmacy = threads.submit(() -> byId(old));
            awaitSomebodyWaiting();
            commit.countDown();

            assertThat(prescriber.get()).isInstanceOf(Outcome.Done.class);
            assertThat(handedOut(pharmacy.get())).isEqualTo(NEW_MESSAGE);
            assertWhole(old, pharmacy.get());
        }
    }

    @Test
    void an_amendment_that_waited_for_a_release_is_refused() throws Exception {
        PrescriptionRecord old = record.kept(anOrder(), NOW);
        CountDownLatch released = new CountDownLatch(1);
        CountDownLatch commit = new CountDownLatch(1);
        Future<Outcome<Release>> pharmacy = threads.submit(() -> record.transactions.execute(status -> {
            Outcome<Release> outcome =
                    releases.byId(old.id(), HIGH_STREET_PHARMACY, false, PHARMACIST, UUID.randomUUID());
            released.countDown();
            await(commit);
            return outcome;
        }));
        await(released);
        Future<Outcome<Created>> prescriber = threads.submit(() -> amend(old));
        awaitSomebodyWaiting();
        commit.countDown();

        assertThat(handedOut(pharmacy.get())).isEqualTo(RecordFixture.MESSAGE);
        assertThat(problem(prescriber.get())).isEqualTo(Problem.PRESCRIPTION_INVALID_STATE_TRANSITION);
        assertWhole(old, pharmacy.get());
    }

    @Test
    void of_two_amendments_of_one_version_one_is_refused() throws Exception {
        PrescriptionRecord old = record.kept(anOrder(), NOW);
        CyclicBarrier start = new CyclicBarrier(2);
        Callable<Outcome<Created>> amend = () -> {
            start.await();
            return amend(old);
        };

        List<Future<Outcome<Created>>> both = threads.invokeAll(List.of(amend, amend));

        List<Outcome<Created>> outcomes = List.of(both.get(0).get(), both.get(1).get());
        assertThat(outcomes).filteredOn(Outcome.Done.class::isInstance).hasSize(1);
        assertThat(outcomes)
                .filteredOn(Outcome.Refused.class::isInstance)
                .extracting(AmendRaceTest::problem)
                .containsExactly(Problem.RESOURCE_VERSION_MISMATCH);
        assertThat(record.faults(old)).isEmpty();
    }

    @Test
    void whoever_comes_first_nobody_ever_gets_a_mixture() throws Exception {
        for (int round = 0; round < 100; round++) {
            PrescriptionRecord old = record.kept(anOrder(), NOW);
            boolean nominated = round % 2 == 0;
            CyclicBarrier start = new CyclicBarrier(2);
            Future<Outcome<Created>> prescriber = threads.submit(() -> {
                start.await();
                return amend(old);
            });
            Future<Outcome<Release>> pharmacy = threads.submit(() -> {
                start.await();
                return nominated ? nominated() : byId(old);
            });

            boolean amended = prescriber.get() instanceof Outcome.Done;
            if (!amended) {
                assertThat(problem(prescriber.get())).isEqualTo(Problem.PRESCRIPTION_INVALID_STATE_TRANSITION);
            }
            Outcome<Release> released =
                    pharmacy.get() instanceof Outcome.Done ? pharmacy.get() : byId(old); // it was passed over
            assertThat(handedOut(released)).isEqualTo(amended ? NEW_MESSAGE : RecordFixture.MESSAGE);
            assertWhole(old, released);
        }
    }

    /** What was handed out is what the record has, item for item, and the history is whole. */
    private void assertWhole(PrescriptionRecord old, Outcome<Release> outcome) {
        PrescriptionRecord now = record.again(old);
        ReleasedPrescription released = released(outcome);
        assertThat(now.message()).isEqualTo(BelievingReleases.messageOf(released));
        assertThat(released.itemsBefore())
                .isEqualTo(now.items().stream()
                        .collect(Collectors.toMap(LineItem::id, item -> LineItemStatus.TO_BE_DISPENSED)));
        assertThat(now.currentIssue().items().stream().collect(Collectors.toMap(Issue.Item::id, Issue.Item::status)))
                .isEqualTo(now.items().stream()
                        .collect(Collectors.toMap(LineItem::id, item -> LineItemStatus.WITH_DISPENSER)));
        assertThat(now.currentIssue().status()).isEqualTo(PrescriptionStatus.WITH_DISPENSER);
        assertThat(record.worklist()).noneMatch(place -> place.contains(old.id().value()));
        assertThat(record.faults(old)).isEmpty();
    }

    private Outcome<Created> amend(PrescriptionRecord old) {
        return record.transactions.execute(status -> {
            Outcome<Created> outcome =
                    keep(anOrder().amending(old).item(1).item(1).accepted(), old);
            if (outcome instanceof Outcome.Refused) {
                status.setRollbackOnly();
            }
            return outcome;
        });
    }

    private Outcome<Created> keep(Accepted amendment, PrescriptionRecord old) {
        return record.amend(NOW).keep(amendment, old.messageId(), NEW_MESSAGE, PRESCRIBER, UUID.randomUUID());
    }

    private Outcome<Release> byId(PrescriptionRecord prescription) {
        return record.transactions.execute(
                status -> releases.byId(prescription.id(), HIGH_STREET_PHARMACY, false, PHARMACIST, UUID.randomUUID()));
    }

    private Outcome<Release> nominated() {
        return record.transactions.execute(
                status -> releases.nominated(HIGH_STREET_PHARMACY, PHARMACIST, UUID.randomUUID()));
    }

    private static byte[] handedOut(Outcome<Release> outcome) {
        return BelievingReleases.messageOf(released(outcome));
    }

    private static ReleasedPrescription released(Outcome<Release> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        List<ReleasedPrescription> passed =
                ((Outcome.Done<Release>) outcome).value().passed();
        assertThat(passed).hasSize(1);
        return passed.getFirst();
    }

    private static Problem problem(Outcome<Created> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        List<Finding> findings = ((Outcome.Refused<Created>) outcome).findings();
        return findings.getFirst().problem();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Until a statement on this database waits for a lock. */
    private void awaitSomebodyWaiting() {
        for (int look = 0; look < 3_000; look++) {
            long waiting = record.owner.sql("""
                            SELECT count(*)
                              FROM pg_locks l
                              JOIN pg_stat_activity a ON a.pid = l.pid
                             WHERE a.datname = current_database()
                               AND NOT l.granted
                            """).query(Long.class).single();
            if (waiting > 0) {
                return;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        throw new AssertionError("nobody waits");
    }
}
