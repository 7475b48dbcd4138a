package org.pestle.dispensing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pestle.access.Caller;
import org.pestle.access.Role;
import org.pestle.dispensing.DispenseNotification.DispensedItem;
import org.pestle.prescription.LineItemStatus;
import org.pestle.prescription.PrescriptionSettings;
import org.pestle.prescription.PrescriptionStatus;
import org.pestle.prescription.StoredMessage;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.testing.Database;
import org.pestle.testing.KeptPrescription;
import org.pestle.testing.UseCases;
import org.pestle.values.DmdCode;
import org.pestle.values.LineItemId;
import org.pestle.values.NhsNumber;
import org.pestle.values.OdsCode;
import org.pestle.values.Quantity;
import org.springframework.jdbc.core.simple.JdbcClient;

class RecordDispenseTest {
    private static final OdsCode HIGH_STREET = new OdsCode("FA565");
    private static final OdsCode STATION = new OdsCode("FLM49");
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
    private static final byte[] MESSAGE = {'{', '}'};

    @AutoClose
    private final Database database = Database.fresh();

    private final JdbcClient owner = JdbcClient.create(database.owner());
    private final RecordDispense dispense = UseCases.of(
                    database,
                    Clock.fixed(NOW, ZoneOffset.UTC),
                    new String[] {"dispensing", "prescription"},
                    new PrescriptionSettings(null))
            .get(RecordDispense.class);

    @Test
    void full_dispensing_completes_the_prescription_and_keeps_the_message_byte_for_byte() {
        KeptPrescription kept = released(2).in(database);
        DispenseNotification notification = of(kept, "0006", "0001", "0001");

        Outcome<PrescriptionStatus> outcome = record(notification, HIGH_STREET);

        assertThat(outcome).isEqualTo(Outcome.done(PrescriptionStatus.DISPENSED));
        assertThat(issue()).isEqualTo("0006 FA565 2026-11-25 2026-11-25 createNoClaim 2027-05-24 " + notification.id());
        assertThat(text("SELECT string_agg(DISTINCT status, ',') FROM issue_item"))
                .isEqualTo("0001");
        assertThat(text("SELECT event || from_status || to_status FROM prescription_event"))
                .isEqualTo("DISPENSED_IN_FULL00020006");
        assertThat(text("SELECT operation || outcome FROM audit_event")).isEqualTo("NOTIFY_DISPENSEdone");
        assertThat(text("SELECT string_agg(quantity || ' ' || supplied, ',') FROM dispense_item"))
                .isEqualTo("28 true,28 true");
        byte[] stored = owner.sql("SELECT message FROM dispense_notification")
                .query(byte[].class)
                .single();
        assertThat(StoredMessage.read(stored)).isEqualTo(MESSAGE);
    }

    @Test
    void a_partial_and_an_owing_item_can_be_completed_later() {
        KeptPrescription kept = released(3).in(database);

        assertThat(record(of(kept, "0003", "0001", "0003", "0004"), HIGH_STREET))
                .isEqualTo(Outcome.done(PrescriptionStatus.WITH_DISPENSER_ACTIVE));
        List<DispensedItem> rest = List.of(
                item(kept.items().get(0), "0001", BigDecimal.ZERO),
                item(kept.items().get(1), "0001", new BigDecimal("14")),
                item(kept.items().get(2), "0001", new BigDecimal("28")));
        assertThat(record(with(kept, rest), HIGH_STREET)).isEqualTo(Outcome.done(PrescriptionStatus.DISPENSED));

        assertThat(
                        text(
                                "SELECT string_agg(status || ' ' || supplied, ', ' ORDER BY status, supplied) FROM dispense_item"))
                .isEqualTo("0001 false, 0001 true, 0001 true, 0001 true, 0003 true, 0004 false");
    }

    @Test
    void nothing_dispensed_ends_the_prescription() {
        KeptPrescription kept = released(1).in(database);

        assertThat(record(of(kept, "0007", "0002"), HIGH_STREET))
                .isEqualTo(Outcome.done(PrescriptionStatus.NOT_DISPENSED));
        assertThat(text("SELECT next_activity || ' ' || next_activity_on FROM prescription_issue"))
                .isEqualTo("delete 2026-12-25");
    }

    @ParameterizedTest(name = "{0} with items {1} of a prescription that is {2} with items {3}: {4}")
    @CsvSource({
        "0006, 0001, 0001, 0007, PRESCRIPTION_INVALID_STATE_TRANSITION",
        "0006, 0001, 0006, 0001, PRESCRIPTION_INVALID_STATE_TRANSITION",
        "0006, 0001, 0004, 0006, PRESCRIPTION_INVALID_STATE_TRANSITION",
        "0006, 0007, 0002, 0008, MEDICATIONREQUEST_INVALID_STATE_TRANSITION",
        "0006, 0006, 0002, 0008, MEDICATIONREQUEST_INVALID_STATE_TRANSITION",
        "0003, 0002, 0003, 0003, MEDICATIONREQUEST_INVALID_STATE_TRANSITION",
        "0006, 0003, 0002, 0008, PRESCRIPTION_INVALID_STATE_TRANSITION",
        "0007, 0001, 0002, 0008, PRESCRIPTION_INVALID_STATE_TRANSITION",
        "0002, 0008, 0002, 0008, PRESCRIPTION_INVALID_STATE_TRANSITION",
        "0008, 0001, 0002, 0008, PRESCRIPTION_INVALID_STATE_TRANSITION"
    })
    void refuses_what_the_tables_do_not_allow(
            String to, String itemTo, String status, String itemStatus, Problem problem) {
        KeptPrescription kept = KeptPrescription.of(1).inStatus(status, itemStatus);
        if (!status.equals("0001")) {
            kept.heldBy("FA565");
        }
        kept.in(database);

        assertThat(problem(record(of(kept, to, itemTo), HIGH_STREET))).isEqualTo(problem);
        assertThat(text("SELECT status FROM prescription_issue")).isEqualTo(status);
    }

    @Test
    void refuses_what_another_pharmacy_holds_and_names_it() {
        KeptPrescription kept = released(1).in(database);

        Finding finding = finding(record(of(kept, "0006", "0001"), STATION));

        assertThat(finding.problem()).isEqualTo(Problem.PRESCRIPTION_WITH_ANOTHER_DISPENSER);
        assertThat(finding.holder()).isEqualTo(HIGH_STREET);
    }

    @Test
    void a_locum_acts_for_the_pharmacy_of_the_message() {
        KeptPrescription kept = released(1).in(database);

        assertThat(record(of(kept, "0006", "0001"), OdsCode.LOCUM))
                .isEqualTo(Outcome.done(PrescriptionStatus.DISPENSED));

        assertThat(text("SELECT organisation FROM prescription_event"))
                .as("as the history names it")
                .isEqualTo("FA565");
    }

    @Test
    void refuses_missing_and_unknown_items() {
        KeptPrescription kept = released(2).in(database);
        KeptPrescription other = KeptPrescription.of(2);

        assertThat(problem(record(with(kept, items(List.of(kept.items().getFirst()), "0001")), HIGH_STREET)))
                .isEqualTo(Problem.MEDICATIONREQUEST_NOT_FOUND);
        assertThat(problem(record(with(kept, items(other.items(), "0001", "0001")), HIGH_STREET)))
                .isEqualTo(Problem.MEDICATIONREQUEST_NOT_FOUND);
    }

    @Test
    void refuses_another_patient_an_unknown_prescription_and_an_amendment_of_nothing() {
        KeptPrescription kept = released(1).in(database);
        List<DispensedItem> items = items(kept.items(), "0001");

        assertThat(problem(record(
                        notification(kept, PrescriptionStatus.DISPENSED, items, null, null, "9449304106"),
                        HIGH_STREET)))
                .isEqualTo(Problem.PRESCRIPTION_NOT_FOUND);
        assertThat(problem(record(of(released(1), "0006", "0001"), HIGH_STREET)))
                .isEqualTo(Problem.PRESCRIPTION_NOT_FOUND);
        assertThat(problem(record(
                        notification(
                                kept,
                                PrescriptionStatus.DISPENSED,
                                items,
                                null,
                                UUID.randomUUID(),
                                KeptPrescription.NHS_NUMBER),
                        HIGH_STREET)))
                .isEqualTo(Problem.DISPENSE_AMEND_IDENTIFIER_MISMATCH);
    }

    @Test
    void refuses_a_release_that_was_given_back_but_takes_one_it_never_heard_of() {
        KeptPrescription kept = released(1).in(database);
        UUID ended = UUID.randomUUID();
        owner.sql("INSERT INTO ended_lease (prescription_id, lease_id, ended_at) VALUES (?, ?, now())")
                .params(kept.id().value(), ended)
                .update();

        assertThat(problem(record(under(kept, ended), HIGH_STREET)))
                .isEqualTo(Problem.PRESCRIPTION_INVALID_STATE_TRANSITION);
        assertThat(record(under(kept, UUID.randomUUID()), HIGH_STREET))
                .isEqualTo(Outcome.done(PrescriptionStatus.DISPENSED));
    }

    @ParameterizedTest(name = "{0} tablets of 28")
    @CsvSource({"0, INVALID_VALUE", "28.01, INVALID_VALUE"})
    void refuses_amounts_that_cannot_be(BigDecimal amount, Problem problem) {
        KeptPrescription kept = released(1).in(database);
        DispensedItem item = item(kept.items().getFirst(), "0001", amount);

        assertThat(problem(record(with(kept, List.of(item)), HIGH_STREET))).isEqualTo(problem);
    }

    @Test
    void an_item_may_be_split_over_products_and_another_product_may_be_counted_otherwise() {
        KeptPrescription kept = released(2).in(database);
        LineItemId split = kept.items().get(0);
        LineItemId other = kept.items().get(1);
        DispensedItem bottle = new DispensedItem(
                UUID.randomUUID(),
                other,
                LineItemStatus.FULLY_DISPENSED,
                new DmdCode("39714003"),
                "Amlodipine 5mg/5ml oral solution",
                new Quantity(new BigDecimal("140"), "258773002", "ml"),
                null);

        assertThat(record(
                        with(
                                kept,
                                List.of(
                                        item(split, "0001", new BigDecimal("13")),
                                        item(split, "0001", new BigDecimal("15")),
                                        bottle)),
                        HIGH_STREET))
                .isEqualTo(Outcome.done(PrescriptionStatus.DISPENSED));
        assertThat(text("SELECT string_agg(quantity || unit_name, ' ' ORDER BY quantity) FROM dispense_item"))
                .isEqualTo("13tablet 15tablet 140ml");
    }

    @Test
    void several_notifications_never_supply_more_than_was_ordered() {
        KeptPrescription kept = released(1).in(database);
        LineItemId item = kept.items().getFirst();
        record(part(kept, "20"), HIGH_STREET);

        assertThat(problem(record(part(kept, "9"), HIGH_STREET))).isEqualTo(Problem.INVALID_VALUE);
        assertThat(problem(record(with(kept, List.of(item(item, "0001", new BigDecimal("9")))), HIGH_STREET)))
                .isEqualTo(Problem.INVALID_VALUE);
        assertThat(record(with(kept, List.of(item(item, "0001", new BigDecimal("8")))), HIGH_STREET))
                .isEqualTo(Outcome.done(PrescriptionStatus.DISPENSED));
        assertThat(text("SELECT sum(quantity)::text FROM dispense_item WHERE supplied"))
                .isEqualTo("28");
    }

    @Test
    void an_amendment_counts_instead_of_what_it_replaces_and_keeps_its_day() {
        KeptPrescription kept = released(1).in(database);
        DispenseNotification wrong = of(kept, "0006", "0001");
        record(wrong, HIGH_STREET);
        DispenseNotification right = new DispenseNotification(
                UUID.randomUUID(),
                null,
                wrong.id(),
                kept.id(),
                new NhsNumber(KeptPrescription.NHS_NUMBER),
                HIGH_STREET,
                "T1450",
                PrescriptionStatus.DISPENSED,
                null,
                null,
                NOW.minusSeconds(86_400),
                List.of(item(kept.items().getFirst(), "0001", new BigDecimal("21"))));

        assertThat(record(right, HIGH_STREET)).isEqualTo(Outcome.done(PrescriptionStatus.DISPENSED));

        assertThat(issue()).isEqualTo("0006 FA565 2026-11-25 2026-11-25 createNoClaim 2027-05-24 " + right.id());
        assertThat(text("SELECT string_agg(ended_by::text, ',') FROM dispense_notification"))
                .isEqualTo(right.id().toString());
        assertThat(text("SELECT count(DISTINCT handed_over_at)::text FROM dispense_notification"))
                .isEqualTo("1");
        assertThat(text("SELECT string_agg(event, ',' ORDER BY version) FROM prescription_event"))
                .isEqualTo("DISPENSED_IN_FULL,AMENDED_TO_FULL");
    }

    @Test
    void refuses_a_notification_whose_id_was_used_before_and_the_release_of_another_issue() {
        KeptPrescription kept = released(1).repeatDispensing(2).in(database);
        DispenseNotification first = part(kept, "1");
        record(first, HIGH_STREET);
        UUID otherLease = UUID.randomUUID();
        owner.sql("UPDATE prescription_issue SET holder = 'FA565', lease_id = ?, released_at = now()"
                        + " WHERE issue_number = 2")
                .params(otherLease)
                .update();

        assertThat(problem(database.transactions().execute(status -> {
                    Outcome<PrescriptionStatus> outcome = dispense.record(
                                    first, MESSAGE, caller(HIGH_STREET), UUID.randomUUID())
                            .then(notified -> Outcome.done(notified.status()));
                    status.setRollbackOnly();
                    return outcome;
                })))
                .isEqualTo(Problem.MESSAGE_ID_REUSED);
        assertThat(problem(record(under(kept, otherLease), HIGH_STREET)))
                .isEqualTo(Problem.PRESCRIPTION_INVALID_STATE_TRANSITION);
    }

    private DispenseNotification part(KeptPrescription kept, String amount) {
        return notification(
                kept,
                PrescriptionStatus.WITH_DISPENSER_ACTIVE,
                List.of(item(kept.items().getFirst(), "0003", new BigDecimal(amount))),
                null,
                null,
                KeptPrescription.NHS_NUMBER);
    }

    @Test
    void a_completed_issue_of_repeat_dispensing_prepares_the_next_one() {
        KeptPrescription kept = released(1).repeatDispensing(3).in(database);

        record(of(kept, "0006", "0001"), HIGH_STREET);

        assertThat(text("""
                        SELECT string_agg(status || ' ' || next_activity || ' ' || next_activity_on, ', '
                                          ORDER BY issue_number)
                          FROM prescription_issue
                        """)).isEqualTo("0006 createNoClaim 2027-05-24, 0000 ready 2026-12-16, 9000 expire 2027-05-25");
    }

    @Test
    void refuses_another_number_of_issues_than_the_prescription_has() {
        KeptPrescription kept = released(1).repeatDispensing(3).in(database);

        assertThat(problem(record(ofSoManyIssues(kept, 4), HIGH_STREET)))
                .isEqualTo(Problem.MISMATCH_AUTHORISED_REPEAT_COUNT);
        assertThat(record(ofSoManyIssues(kept, 3), HIGH_STREET)).isEqualTo(Outcome.done(PrescriptionStatus.DISPENSED));
    }

    private static DispenseNotification ofSoManyIssues(KeptPrescription kept, int issues) {
        return new DispenseNotification(
                UUID.randomUUID(),
                null,
                null,
                kept.id(),
                new NhsNumber(KeptPrescription.NHS_NUMBER),
                HIGH_STREET,
                "T1450",
                PrescriptionStatus.DISPENSED,
                1,
                issues,
                NOW,
                items(kept.items(), "0001"));
    }

    private static KeptPrescription released(int items) {
        return KeptPrescription.of(items).inStatus("0002", "0008").heldBy("FA565");
    }

    private Outcome<PrescriptionStatus> record(DispenseNotification notification, OdsCode organisation) {
        return database.transactions()
                .execute(status -> dispense.record(notification, MESSAGE, caller(organisation), UUID.randomUUID())
                        .then(notified -> Outcome.done(notified.status())));
    }

    private static Caller caller(OdsCode organisation) {
        return new Caller("pharmacy", "555260695103", "555265434108", Role.PHARMACIST, organisation);
    }

    private static DispenseNotification of(KeptPrescription kept, String status, String... itemStatuses) {
        return notification(
                kept,
                PrescriptionStatus.of(status),
                items(kept.items(), itemStatuses),
                null,
                null,
                KeptPrescription.NHS_NUMBER);
    }

    private static DispenseNotification with(KeptPrescription kept, List<DispensedItem> items) {
        return notification(kept, PrescriptionStatus.DISPENSED, items, null, null, KeptPrescription.NHS_NUMBER);
    }

    private static DispenseNotification notification(
            KeptPrescription kept,
            PrescriptionStatus status,
            List<DispensedItem> items,
            @Nullable UUID releaseId,
            @Nullable UUID replaces,
            String nhsNumber) {
        return new DispenseNotification(
                UUID.randomUUID(),
                releaseId,
                replaces,
                kept.id(),
                new NhsNumber(nhsNumber),
                HIGH_STREET,
                "T1450",
                status,
                null,
                null,
                NOW,
                items);
    }

    private static DispenseNotification under(KeptPrescription kept, UUID releaseId) {
        return notification(
                kept,
                PrescriptionStatus.DISPENSED,
                items(kept.items(), "0001"),
                releaseId,
                null,
                KeptPrescription.NHS_NUMBER);
    }

    private static List<DispensedItem> items(List<LineItemId> ids, String... statuses) {
        List<DispensedItem> items = new ArrayList<>();
        for (int i = 0; i < statuses.length; i++) {
            BigDecimal amount = switch (statuses[i]) {
                case "0001" -> new BigDecimal("28");
                case "0003" -> new BigDecimal("14");
                default -> BigDecimal.ZERO;
            };
            items.add(item(ids.get(i), statuses[i], amount));
        }
        return items;
    }

    private static DispensedItem item(LineItemId id, String status, BigDecimal amount) {
        return new DispensedItem(
                UUID.randomUUID(),
                id,
                LineItemStatus.of(status),
                new DmdCode("39732011000001102"),
                "Amlodipine 5mg tablets",
                new Quantity(amount, "428673006", "tablet"),
                status.equals("0002") ? "0001" : null);
    }

    private String issue() {
        return text("""
                SELECT concat_ws(' ', status, holder, dispensed_on, completed_on, next_activity, next_activity_on,
                                 last_notification)
                  FROM prescription_issue
                """);
    }

    private static Finding finding(Outcome<PrescriptionStatus> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused<PrescriptionStatus>) outcome).findings().getFirst();
    }

    private static Problem problem(Outcome<PrescriptionStatus> outcome) {
        return finding(outcome).problem();
    }

    private String text(String sql) {
        return owner.sql(sql).query(String.class).single();
    }
}
