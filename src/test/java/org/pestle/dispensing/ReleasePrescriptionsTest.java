package org.pestle.dispensing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pestle.testing.Outcomes.done;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pestle.access.Caller;
import org.pestle.access.Role;
import org.pestle.prescription.LineItemStatus;
import org.pestle.prescription.PrescriptionSettings;
import org.pestle.prescription.PrescriptionStatus;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.signature.SignatureVerdict;
import org.pestle.testing.Database;
import org.pestle.testing.KeptPrescription;
import org.pestle.testing.UseCases;
import org.pestle.values.OdsCode;
import org.pestle.values.PrescriptionId;
import org.springframework.jdbc.core.simple.JdbcClient;

class ReleasePrescriptionsTest {
    private static final OdsCode HIGH_STREET = new OdsCode("FA565");
    private static final OdsCode STATION = new OdsCode("FLM49");
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-25T10:00:00Z"), ZoneOffset.UTC);
    private static final SignatureVerdict VALID = new SignatureVerdict.Valid(
            "CN=Bo Fern", Instant.parse("2026-11-25T09:00:00Z"), new byte[32], List.of(), List.of());

    @AutoClose
    private final Database database = Database.fresh();

    private final JdbcClient owner = JdbcClient.create(database.owner());
    private final Set<String> badSignatures = ConcurrentHashMap.newKeySet();
    private final ReleasePrescriptions releases = UseCases.of(
                    database,
                    NOW,
                    new String[] {"dispensing", "prescription"},
                    new PrescriptionSettings(null),
                    new ReturnSettings(false),
                    (MessageOpener) received -> Optional.of(new UnopenedMessage(received)),
                    (StoredSignatures) message -> badSignatures.contains(((UnopenedMessage) message).text())
                            ? new SignatureVerdict.Invalid(List.of("Signature is invalid"))
                            : VALID)
            .get(ReleasePrescriptions.class);

    @Test
    void hands_out_at_most_25_the_oldest_first_and_then_the_rest_and_then_nothing() {
        List<PrescriptionId> all = new ArrayList<>();
        for (int day = 1; day <= 26; day++) {
            all.add(KeptPrescription.of(1)
                    .writtenOn(LocalDate.of(2026, 10, day))
                    .in(database)
                    .id());
        }

        Outcome<Release> first = nominated(HIGH_STREET);
        Outcome<Release> second = nominated(HIGH_STREET);
        Outcome<Release> third = nominated(HIGH_STREET);

        assertThat(ids(first)).containsExactlyElementsOf(all.subList(0, 25));
        assertThat(ids(second)).containsExactly(all.getLast());
        assertThat(problem(third)).isEqualTo(Problem.NO_MORE_PRESCRIPTIONS);
    }

    @Test
    void shows_the_state_before_and_leaves_lease_history_and_audit_behind() {
        KeptPrescription kept = KeptPrescription.of(2).in(database);

        Release release = done(nominated(HIGH_STREET));

        ReleasedPrescription released = release.passed().getFirst();
        assertThat(released.statusBefore()).isEqualTo(PrescriptionStatus.TO_BE_DISPENSED);
        assertThat(released.itemsBefore())
                .isEqualTo(Map.of(
                        kept.items().get(0), LineItemStatus.TO_BE_DISPENSED,
                        kept.items().get(1), LineItemStatus.TO_BE_DISPENSED));
        assertThat(text("SELECT status || holder || lease_id || lease_version || version FROM prescription_issue"))
                .isEqualTo("0002FA565" + release.leaseId() + "12");
        assertThat(text("SELECT string_agg(DISTINCT status, ',') FROM issue_item"))
                .isEqualTo("0008");
        assertThat(text("SELECT event || from_status || to_status || actor || organisation FROM prescription_event"))
                .isEqualTo("RELEASED_TO_NOMINATED00010002555260695103FA565");
        assertThat(
                        text(
                                "SELECT (e.hash = i.chain_head)::text FROM prescription_event e CROSS JOIN prescription_issue i"))
                .isEqualTo("true");
        assertThat(text("SELECT operation || subject FROM audit_event"))
                .isEqualTo("RELEASE_NOMINATED" + kept.id().value());
        assertThat(text("SELECT count(*)::text FROM worklist")).isEqualTo("0");
    }

    @Test
    void passes_over_what_has_expired_and_what_is_not_ready() {
        KeptPrescription.of(1).expiringOn(LocalDate.of(2026, 11, 24)).in(database);
        KeptPrescription.of(1).inStatus("0000", "0007").in(database);
        KeptPrescription lastDay =
                KeptPrescription.of(1).expiringOn(LocalDate.of(2026, 11, 25)).in(database);

        assertThat(ids(nominated(HIGH_STREET))).containsExactly(lastDay.id());
    }

    @Test
    void hands_out_nothing_that_is_nominated_to_another_site() {
        KeptPrescription.of(1).nominatedTo("FLM49").in(database);

        assertThat(problem(nominated(HIGH_STREET))).isEqualTo(Problem.NO_MORE_PRESCRIPTIONS);
    }

    @ParameterizedTest(name = "by id from {0} nominated to {1}")
    @CsvSource({"0001, FA565", "0001, FLM49", "0001,", "0000, FA565"})
    void by_id_hands_out_whatever_can_be_released(String status, String site) {
        KeptPrescription kept = KeptPrescription.of(1)
                .nominatedTo(site)
                .inStatus(status, "0007")
                .in(database);

        Outcome<Release> release = byId(kept.id(), HIGH_STREET, false);

        assertThat(ids(release)).containsExactly(kept.id());
        assertThat(problem(nominated(HIGH_STREET))).isEqualTo(Problem.NO_MORE_PRESCRIPTIONS);
    }

    @ParameterizedTest(name = "{0} held by {2} is refused with {3}")
    @CsvSource({
        "0002, 0008, FLM49, PRESCRIPTION_WITH_ANOTHER_DISPENSER, FLM49",
        "0003, 0003, FLM49, PRESCRIPTION_WITH_ANOTHER_DISPENSER, FLM49",
        "0002, 0008, FA565, PRESCRIPTION_ALREADY_HELD, FA565",
        "0004, 0006, , PRESCRIPTION_EXPIRED,",
        "0005, 0005, , PRESCRIPTION_CANCELLED,",
        "0006, 0001, FLM49, PRESCRIPTION_DISPENSED,",
        "0007, 0002, FLM49, PRESCRIPTION_DISPENSED,",
        "0008, 0001, FLM49, PRESCRIPTION_DISPENSED,",
        "0009, 0001, FLM49, PRESCRIPTION_DISPENSED,",
        "9000, 0007, , RESOURCE_NOT_FOUND,",
        "9001, 0007, , RESOURCE_NOT_FOUND,"
    })
    void by_id_refuses_and_names_the_holder(
            String status, String itemStatus, String holder, Problem problem, String named) {
        KeptPrescription kept = KeptPrescription.of(1).inStatus(status, itemStatus);
        if (holder != null) {
            kept.heldBy(holder);
        }
        kept.in(database);

        Finding finding = finding(byId(kept.id(), HIGH_STREET, false));

        assertThat(finding.problem()).isEqualTo(problem);
        assertThat(finding.holder()).isEqualTo(named == null ? null : new OdsCode(named));
    }

    @Test
    void by_id_refuses_what_is_unknown_or_has_expired_since_the_last_night() {
        KeptPrescription late =
                KeptPrescription.of(1).expiringOn(LocalDate.of(2026, 11, 24)).in(database);

        assertThat(problem(byId(KeptPrescription.of(1).id(), HIGH_STREET, false)))
                .isEqualTo(Problem.RESOURCE_NOT_FOUND);
        assertThat(problem(byId(late.id(), HIGH_STREET, false))).isEqualTo(Problem.PRESCRIPTION_EXPIRED);
    }

    @Test
    void a_system_without_a_user_gets_only_what_is_nominated_to_its_site() {
        KeptPrescription own = KeptPrescription.of(1).in(database);
        KeptPrescription others = KeptPrescription.of(1).nominatedTo("FLM49").in(database);
        KeptPrescription nobodys = KeptPrescription.of(1).nominatedTo(null).in(database);

        assertThat(problem(byId(others.id(), HIGH_STREET, true))).isEqualTo(Problem.NOT_PERMITTED);
        assertThat(problem(byId(nobodys.id(), HIGH_STREET, true))).isEqualTo(Problem.NOT_PERMITTED);
        assertThat(ids(byId(own.id(), HIGH_STREET, true))).containsExactly(own.id());
    }

    @Test
    void a_prescription_whose_stored_message_is_damaged_holds_up_no_other() {
        KeptPrescription good = KeptPrescription.of(1).in(database);
        KeptPrescription damaged = KeptPrescription.of(1).in(database);
        owner.sql("UPDATE prescription SET message = set_byte(message, 3, 255) WHERE prescription_id = ?")
                .param(damaged.id().value())
                .update();

        Release release = done(nominated(HIGH_STREET));

        assertThat(release.passed()).extracting(ReleasedPrescription::id).containsExactly(good.id());
        assertThat(release.failed()).singleElement().satisfies(failed -> {
            assertThat(failed.id()).isEqualTo(damaged.id());
            assertThat(failed.message()).isEmpty();
        });
    }

    @Test
    void a_prescription_whose_signature_does_not_hold_is_shown_and_given_back_at_once() {
        KeptPrescription good = KeptPrescription.of(1).in(database);
        KeptPrescription bad = KeptPrescription.of(1).in(database);
        badSignatures.add(bad.id().value());

        Release release = done(nominated(HIGH_STREET));

        assertThat(release.passed()).extracting(ReleasedPrescription::id).containsExactly(good.id());
        assertThat(release.failed()).singleElement().satisfies(failed -> {
            assertThat(failed.id()).isEqualTo(bad.id());
            assertThat(failed.reasons()).containsExactly("Signature is invalid");
        });
        assertThat(owner.sql("""
                        SELECT concat_ws(' ', i.status, i.site_type, i.site, i.holder, t.status)
                          FROM prescription_issue i
                          JOIN issue_item t USING (prescription_id, issue_number)
                         WHERE i.prescription_id = ?
                        """).param(bad.id().value()).query(String.class).single())
                .isEqualTo("0001 0004 0007");
        assertThat(owner.sql("SELECT event FROM prescription_event WHERE prescription_id = ? ORDER BY version")
                        .param(bad.id().value())
                        .query(String.class)
                        .list())
                .containsExactly("RELEASED_TO_NOMINATED", "RETURNED_FOR_SIGNATURE");
        assertThat(text("SELECT lease_id::text FROM ended_lease"))
                .isEqualTo(release.leaseId().toString());
        assertThat(problem(nominated(HIGH_STREET))).isEqualTo(Problem.NO_MORE_PRESCRIPTIONS);
    }

    @Test
    void two_pharmacies_with_eight_threads_each_leave_one_holder_for_each_of_500() throws Exception {
        List<PrescriptionId> all = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            all.add(KeptPrescription.of(1)
                    .nominatedTo(i % 2 == 0 ? "FA565" : "FLM49")
                    .in(database)
                    .id());
        }
        Map<PrescriptionId, OdsCode> holders = new ConcurrentHashMap<>();
        Set<PrescriptionId> handedOutTwice = ConcurrentHashMap.newKeySet();
        List<Callable<Void>> pharmacies = new ArrayList<>();
        for (int thread = 0; thread < 16; thread++) {
            OdsCode site = thread % 2 == 0 ? HIGH_STREET : STATION;
            List<PrescriptionId> order = new ArrayList<>(all);
            Collections.shuffle(order, new Random(thread));
            boolean byId = thread % 4 >= 2;
            pharmacies.add(() -> {
                if (byId) {
                    order.forEach(id -> note(byId(id, site, false), site, holders, handedOutTwice));
                }
                while (nominated(site) instanceof Outcome.Done<Release> taken) {
                    note(taken, site, holders, handedOutTwice);
                }
                return null;
            });
        }

        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            for (Future<Void> future : threads.invokeAll(pharmacies)) {
                future.get();
            }
        }

        assertThat(handedOutTwice).isEmpty();
        assertThat(holders.keySet()).containsExactlyInAnyOrderElementsOf(all);
        Map<PrescriptionId, OdsCode> kept = new ConcurrentHashMap<>();
        owner.sql("SELECT prescription_id, holder FROM prescription_issue WHERE status = '0002' AND version = 2")
                .query(row -> {
                    kept.put(new PrescriptionId(row.getString(1)), new OdsCode(row.getString(2)));
                });
        assertThat(kept).isEqualTo(holders);
        assertThat(text("SELECT count(*)::text FROM worklist")).isEqualTo("0");
    }

    private static void note(
            Outcome<Release> outcome,
            OdsCode site,
            Map<PrescriptionId, OdsCode> holders,
            Set<PrescriptionId> handedOutTwice) {
        if (outcome instanceof Outcome.Done<Release>(Release release)) {
            for (ReleasedPrescription prescription : release.passed()) {
                if (holders.put(prescription.id(), site) != null) {
                    handedOutTwice.add(prescription.id());
                }
            }
        }
    }

    private Outcome<Release> nominated(OdsCode site) {
        return inTransaction(() -> releases.nominated(site, pharmacistAt(site), UUID.randomUUID()));
    }

    private Outcome<Release> byId(PrescriptionId id, OdsCode site, boolean nominatedOnly) {
        return inTransaction(() -> releases.byId(id, site, nominatedOnly, pharmacistAt(site), UUID.randomUUID()));
    }

    private Outcome<Release> inTransaction(java.util.function.Supplier<Outcome<Release>> work) {
        return database.transactions().execute(status -> work.get());
    }

    private static Caller pharmacistAt(OdsCode site) {
        return new Caller("pharmacy-system", "555260695103", "555265434108", Role.PHARMACIST, site);
    }

    private static List<PrescriptionId> ids(Outcome<Release> outcome) {
        return done(outcome).passed().stream().map(ReleasedPrescription::id).toList();
    }

    private static Finding finding(Outcome<Release> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused<Release>) outcome).findings().getFirst();
    }

    private static Problem problem(Outcome<Release> outcome) {
        return finding(outcome).problem();
    }

    private String text(String sql) {
        return owner.sql(sql).query(String.class).single();
    }
}
