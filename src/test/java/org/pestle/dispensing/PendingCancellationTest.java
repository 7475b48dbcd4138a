package org.pestle.dispensing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.pestle.access.Caller;
import org.pestle.access.Role;
import org.pestle.dispensing.DispenseNotification.DispensedItem;
import org.pestle.prescription.CancelPrescription;
import org.pestle.prescription.CancellationAnswer;
import org.pestle.prescription.CancellationNotice;
import org.pestle.prescription.CancellationNotices;
import org.pestle.prescription.CancellationReason;
import org.pestle.prescription.CancellationRequest;
import org.pestle.prescription.CancellationSettings;
import org.pestle.prescription.ExpirePrescriptions;
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
import org.pestle.values.NhsNumber;
import org.pestle.values.OdsCode;
import org.pestle.values.Quantity;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Returns, and what becomes of a cancellation while a dispenser has the prescription (eps.md 4.3, 5.5, 6.5). */
class PendingCancellationTest {
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
    private static final OdsCode HIGH_STREET = new OdsCode("FA565");
    private static final OdsCode STATION = new OdsCode("FLM49");
    private static final Caller PRESCRIBER =
            new Caller("gp-system", "656005750107", "555254242105", Role.PRESCRIBER, new OdsCode("A83008"));
    private static final NhsNumber PATIENT = new NhsNumber(KeptPrescription.NHS_NUMBER);
    private static final byte[] MESSAGE = {'{', '}'};

    @AutoClose
    private final Database database = Database.fresh();

    private final JdbcClient owner = JdbcClient.create(database.owner());
    private final UseCases cases = cases(NOW, false);

    private UseCases cases(Instant now, boolean keepsNomination) {
        return UseCases.of(
                database,
                Clock.fixed(now, ZoneOffset.UTC),
                new String[] {"dispensing", "prescription", "audit"},
                new PrescriptionSettings(null),
                new CancellationSettings(true),
                new ReturnSettings(keepsNomination),
                (MessageOpener) received -> java.util.Optional.empty(),
                (StoredSignatures) message -> new SignatureVerdict.Invalid(List.of("not asked")));
    }

    @ParameterizedTest
    @EnumSource
    void a_return_makes_it_available_to_all_and_remembers_where_it_was_nominated_to(ReturnReason reason) {
        KeptPrescription kept = held(2);
        String lease = text("SELECT lease_id FROM prescription_issue");

        assertThat(takeBack(kept, HIGH_STREET, UUID.fromString(lease), reason)).isEqualTo(Outcome.done(1));

        assertThat(issue(1)).isEqualTo("0001 0004 0007 0007");
        assertThat(text("SELECT event || from_status || to_status FROM prescription_event"))
                .isEqualTo("RETURNED00020001");
        assertThat(text("SELECT concat_ws(' ', lease_id = '" + lease
                        + "', organisation, reason, former_site, former_site_type) FROM ended_lease"))
                .isEqualTo("t FA565 " + reason.code() + " FA565 P1");
        assertThat(text("SELECT count(*) FROM worklist")).isEqualTo("0");
        assertThat(text("SELECT operation || outcome FROM audit_event")).isEqualTo("RETURNdone");
    }

    @Test
    void by_a_setting_it_stays_nominated_and_waits_in_the_worklist_again() {
        KeptPrescription kept = held(1);

        Outcome<Integer> outcome =
                takeBack(cases(NOW, true), kept, HIGH_STREET, UUID.randomUUID(), ReturnReason.PATIENT_DID_NOT_COME);

        assertThat(outcome).isEqualTo(Outcome.done(1));
        assertThat(issue(1)).isEqualTo("0001 P1 FA565 0007");
        assertThat(text("SELECT site FROM worklist")).isEqualTo("FA565");
    }

    @ParameterizedTest(name = "{0} with items {1}: {2}")
    @CsvSource({
        "0001, 0007, PRESCRIPTION_INVALID_STATE_TRANSITION",
        "0003, 0003, PRESCRIPTION_INVALID_STATE_TRANSITION",
        "0006, 0001, PRESCRIPTION_INVALID_STATE_TRANSITION"
    })
    void nothing_but_a_prescription_that_is_with_a_dispenser_goes_back(String status, String item, Problem problem) {
        KeptPrescription kept =
                KeptPrescription.of(1).inStatus(status, item).heldBy("FA565").in(database);

        assertThat(problem(takeBack(kept, HIGH_STREET, UUID.randomUUID(), ReturnReason.EXPIRED)))
                .isEqualTo(problem);
    }

    @Test
    void only_the_holder_gives_back_and_not_by_a_release_that_was_given_back_before() {
        KeptPrescription kept = held(1);
        UUID first = UUID.fromString(text("SELECT lease_id FROM prescription_issue"));

        Outcome<Integer> another = takeBack(kept, STATION, first, ReturnReason.PATIENT_REQUESTED_RELEASE);
        takeBack(kept, HIGH_STREET, first, ReturnReason.PATIENT_REQUESTED_RELEASE);
        owner.sql("""
                UPDATE prescription_issue
                   SET status = '0002', holder = 'FA565', lease_id = gen_random_uuid(), released_at = now()
                """).update();
        owner.sql("UPDATE issue_item SET status = '0008'").update();
        Outcome<Integer> late = takeBack(kept, HIGH_STREET, first, ReturnReason.PATIENT_REQUESTED_RELEASE);

        assertThat(another)
                .isEqualTo(Outcome.refused(
                        Finding.of(Problem.PRESCRIPTION_WITH_ANOTHER_DISPENSER).heldBy(HIGH_STREET)));
        assertThat(problem(late)).isEqualTo(Problem.PRESCRIPTION_INVALID_STATE_TRANSITION);
        assertThat(problem(
                        takeBack(KeptPrescription.of(1), HIGH_STREET, first, ReturnReason.PATIENT_REQUESTED_RELEASE)))
                .isEqualTo(Problem.PRESCRIPTION_NOT_FOUND);
    }

    @Test
    void what_is_given_back_after_its_last_day_expires() {
        KeptPrescription kept = KeptPrescription.of(1)
                .inStatus("0002", "0008")
                .heldBy("FA565")
                .expiringOn(LocalDate.of(2026, 11, 24))
                .in(database);

        takeBack(kept, HIGH_STREET, UUID.randomUUID(), ReturnReason.EXPIRED);

        assertThat(issue(1)).isEqualTo("0004 0004 0006");
    }

    @Test
    void a_pending_cancellation_of_all_takes_effect_on_return_with_a_notice_per_item() {
        KeptPrescription kept = held(2);
        assertThat(cancel(kept, 0, true)).isEqualTo("R-0002 FA565");

        takeBack(kept, HIGH_STREET, UUID.randomUUID(), ReturnReason.UNABLE_TO_DISPENSE);

        assertThat(issue(1)).isEqualTo("0005 0004 0005 0005");
        assertThat(history()).containsExactly("MARKED_FOR_CANCELLATION", "RETURNED", "SUBSEQUENTLY_CANCELLED");
        assertThat(notices()).containsExactly("1: 1 R-0001 0", "2: 1 R-0001 1");
        assertThat(states()).containsExactly("applied");
    }

    @Test
    void a_pending_cancellation_of_an_item_leaves_the_others() {
        KeptPrescription kept = held(2);
        cancel(kept, 1, false);

        takeBack(kept, HIGH_STREET, UUID.randomUUID(), ReturnReason.UNABLE_TO_DISPENSE);

        assertThat(issue(1)).isEqualTo("0001 0004 0007 0005");
        assertThat(notices()).containsExactly("1: 1 R-0001 1");
    }

    @Test
    void it_takes_effect_when_nothing_is_dispensed() {
        KeptPrescription kept = held(2);
        cancel(kept, 0, true);

        assertThat(dispense(kept, "0007", null, "0002", "0002")).isInstanceOf(Outcome.Done.class);

        assertThat(issue(1)).isEqualTo("0005 P1 FA565 FA565 0005 0005");
        assertThat(notices()).containsExactly("1: 1 R-0001 0", "2: 1 R-0001 1");
        assertThat(text("SELECT next_activity || next_activity_on FROM prescription_issue"))
                .isEqualTo("delete2027-05-24");
    }

    @Test
    void of_one_item_it_takes_effect_when_nothing_is_dispensed_and_the_other_stays_not_dispensed() {
        KeptPrescription kept = held(2);
        cancel(kept, 0, false);

        dispense(kept, "0007", null, "0002", "0002");

        assertThat(issue(1)).isEqualTo("0007 P1 FA565 FA565 0005 0002");
        assertThat(notices()).containsExactly("1: 1 R-0001 0");
    }

    @Test
    void it_is_unsuccessful_when_the_item_is_dispensed_and_waits_while_it_is_not() {
        KeptPrescription kept = held(2);
        cancel(kept, 0, false);
        cancel(kept, 1, false);

        dispense(kept, "0003", null, "0001", "0008");

        assertThat(states()).containsExactly("unsuccessful", "pending");
        assertThat(notices()).containsExactly("1: 1 R-0004 0 FA565");
        assertThat(cancel(kept, 0, false)).isEqualTo("R-0004 FA565");
        assertThat(cancel(kept, 1, false)).isEqualTo("R-0003 FA565");

        dispense(kept, "0006", null, "0001", "0002");

        assertThat(states()).containsExactly("unsuccessful", "unsuccessful");
        assertThat(notices()).containsExactly("1: 1 R-0004 0 FA565", "2: 1 R-0010 1 FA565");
        assertThat(issue(1)).isEqualTo("0006 P1 FA565 FA565 0001 0002");
    }

    @Test
    void too_late_for_one_issue_of_an_erd_it_is_applied_to_the_later_ones() {
        KeptPrescription kept = KeptPrescription.of(1)
                .repeatDispensing(3)
                .inStatus("0002", "0008")
                .heldBy("FA565")
                .in(database);
        cancel(kept, 0, false);

        dispense(kept, "0006", 1, "0001");

        assertThat(issue(1)).startsWith("0006");
        assertThat(issue(2)).startsWith("0005");
        assertThat(issue(3)).startsWith("0005");
        assertThat(notices()).containsExactly("1: 1 R-0004 0 FA565", "2: 2 R-0001 0");
        assertThat(states()).containsExactly("applied");
    }

    @Test
    void the_night_that_expires_a_prescription_settles_what_was_pending() {
        KeptPrescription kept = KeptPrescription.of(1)
                .inStatus("0002", "0008")
                .heldBy("FA565")
                .expiringOn(LocalDate.of(2026, 11, 25))
                .in(database);
        cancel(kept, 0, false);

        inTransaction(() -> cases.get(ExpirePrescriptions.class).expireDue(LocalDate.of(2026, 11, 25), 10));

        assertThat(states()).containsExactly("unsuccessful");
        assertThat(notices()).containsExactly("1: 1 R-0005 0");
    }

    @Test
    void of_a_death_no_notice_is_sent() {
        KeptPrescription kept = held(1);
        cancel(kept, 0, true);
        owner.sql("UPDATE prescription_cancellation SET reason = '0007'").update();

        takeBack(kept, HIGH_STREET, UUID.randomUUID(), ReturnReason.PATIENT_DID_NOT_COME);

        assertThat(issue(1)).startsWith("0005");
        assertThat(notices()).isEmpty();
    }

    @Test
    void the_practice_that_prescribed_is_told_too_and_nobody_else() {
        KeptPrescription kept = held(1);
        Caller another = new Caller("gp-2", "1", "2", Role.PRESCRIBER, new OdsCode("A99968"));
        cancelAs(another, kept, 0, false);

        takeBack(kept, HIGH_STREET, UUID.randomUUID(), ReturnReason.PATIENT_DID_NOT_COME);

        assertThat(noticesOf(another)).hasSize(1);
        assertThat(noticesOf(PRESCRIBER)).hasSize(1);
        assertThat(noticesOf(new Caller("gp-3", "1", "2", Role.PRESCRIBER, new OdsCode("B81001"))))
                .isEmpty();
        assertThat(text("SELECT count(*) FROM audit_event WHERE operation = 'READ_NOTICES'"))
                .isEqualTo("2");
    }

    @Test
    void of_a_release_and_a_cancellation_at_the_same_time_the_database_lets_one_be_first() throws Exception {
        List<KeptPrescription> all = new ArrayList<>();
        List<Callable<String>> rivals = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            KeptPrescription kept = KeptPrescription.of(2).in(database);
            all.add(kept);
            rivals.add(() -> cancel(kept, 0, true));
            rivals.add(() -> inTransaction(() -> release(kept)));
        }

        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<String> rival : threads.invokeAll(rivals)) {
                assertThat(rival.get()).isNotNull();
            }
        }

        for (KeptPrescription kept : all) {
            String state = owner.sql("SELECT status FROM prescription_issue WHERE prescription_id = ?")
                    .param(kept.id().value())
                    .query(String.class)
                    .single();
            long marks = owner.sql("SELECT count(*) FROM prescription_cancellation WHERE prescription_id = ?")
                    .param(kept.id().value())
                    .query(Long.class)
                    .single();
            assertThat(state + marks).isIn("00050", "00021");
        }
        assertThat(text("SELECT count(*) FROM worklist")).isEqualTo("0");
    }

    private String release(KeptPrescription kept) {
        ReleaseTable table = cases.get(ReleaseTable.class);
        Caller pharmacist = pharmacist(HIGH_STREET);
        ReleaseTable.Taking taking = new ReleaseTable.Taking(
                HIGH_STREET, UUID.randomUUID(), pharmacist, UUID.randomUUID(), NOW, LocalDate.of(2026, 11, 25), null);
        return table.takeById(taking, kept.id()).isEmpty() ? "too late" : "released";
    }

    private KeptPrescription held(int items) {
        return KeptPrescription.of(items)
                .inStatus("0002", "0008")
                .heldBy("FA565")
                .in(database);
    }

    private String cancel(KeptPrescription kept, int item, boolean whole) {
        return cancelAs(PRESCRIBER, kept, item, whole);
    }

    private String cancelAs(Caller caller, KeptPrescription kept, int item, boolean whole) {
        CancellationRequest request = new CancellationRequest(
                kept.id(), kept.items().get(item), whole, PATIENT, CancellationReason.PRESCRIBING_ERROR);
        CancellationAnswer answer = inTransaction(
                () -> cases.get(CancelPrescription.class).cancel(request, MESSAGE, caller, UUID.randomUUID()));
        OdsCode dispenser = answer.dispenser();
        return answer.response().code() + (dispenser == null ? "" : " " + dispenser.value());
    }

    private Outcome<Integer> takeBack(KeptPrescription kept, OdsCode site, UUID releaseId, ReturnReason reason) {
        return takeBack(cases, kept, site, releaseId, reason);
    }

    private Outcome<Integer> takeBack(
            UseCases by, KeptPrescription kept, OdsCode site, UUID releaseId, ReturnReason reason) {
        ReturnRequest request = new ReturnRequest(UUID.randomUUID(), kept.id(), PATIENT, site, releaseId, reason, null);
        return inTransaction(
                () -> by.get(ReturnPrescription.class).takeBack(request, pharmacist(site), UUID.randomUUID()));
    }

    private Outcome<PrescriptionStatus> dispense(
            KeptPrescription kept, String status, @Nullable Integer issue, String... items) {
        List<DispensedItem> dispensed = new ArrayList<>();
        for (int i = 0; i < items.length; i++) {
            LineItemStatus item = LineItemStatus.of(items[i]);
            boolean supplied = item == LineItemStatus.FULLY_DISPENSED;
            dispensed.add(new DispensedItem(
                    UUID.randomUUID(),
                    kept.items().get(i),
                    item,
                    null,
                    null,
                    new Quantity(supplied ? new BigDecimal(28) : BigDecimal.ZERO, "428673006", "tablet"),
                    null));
        }
        DispenseNotification notification = new DispenseNotification(
                UUID.randomUUID(),
                null,
                null,
                kept.id(),
                PATIENT,
                HIGH_STREET,
                "T1450",
                PrescriptionStatus.of(status),
                issue,
                null,
                NOW,
                dispensed);
        return inTransaction(() -> cases.get(RecordDispense.class)
                .record(notification, MESSAGE, pharmacist(HIGH_STREET), UUID.randomUUID())
                .then(notified -> Outcome.done(notified.status())));
    }

    private List<String> notices() {
        List<UUID> items = owner.sql("SELECT line_item_id FROM line_item ORDER BY position")
                .query(UUID.class)
                .list();
        return noticesOf(PRESCRIBER).stream()
                .map(notice -> "%d: %d %s %d%s"
                        .formatted(
                                notice.number(),
                                notice.line().issueNumber(),
                                notice.line().response().code(),
                                items.indexOf(notice.line().item().value()),
                                notice.line().dispenser() == null
                                        ? ""
                                        : " " + notice.line().dispenser().value()))
                .toList();
    }

    private List<CancellationNotice> noticesOf(Caller caller) {
        return inTransaction(() -> cases.get(CancellationNotices.class).find(0, null, 50, caller, UUID.randomUUID()));
    }

    private List<String> states() {
        return owner.sql("SELECT c.state FROM prescription_cancellation c"
                        + " JOIN line_item l USING (prescription_id, line_item_id) ORDER BY l.position")
                .query(String.class)
                .list();
    }

    private List<String> history() {
        return owner.sql("SELECT event FROM prescription_event ORDER BY issue_number, version")
                .query(String.class)
                .list();
    }

    /** Status, kind of site, site, holder, then the items. */
    private String issue(int number) {
        return owner.sql("""
                SELECT concat_ws(' ', i.status, i.site_type, i.site, i.holder,
                                 (SELECT string_agg(t.status, ' ' ORDER BY l.position)
                                    FROM issue_item t
                                    JOIN line_item l USING (prescription_id, line_item_id)
                                   WHERE t.issue_number = i.issue_number))
                  FROM prescription_issue i
                 WHERE i.issue_number = :number
                """).param("number", number).query(String.class).single();
    }

    private static Caller pharmacist(OdsCode site) {
        return new Caller("pharmacy-" + site.value(), "555260695103", "555265434108", Role.PHARMACIST, site);
    }

    private static Problem problem(Outcome<?> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused<?>) outcome).findings().getFirst().problem();
    }

    private <T> T inTransaction(Supplier<T> work) {
        T result = database.transactions().execute(status -> work.get());
        assertThat(result).isNotNull();
        return result;
    }

    private String text(String sql) {
        return owner.sql(sql).query(String.class).single();
    }
}
