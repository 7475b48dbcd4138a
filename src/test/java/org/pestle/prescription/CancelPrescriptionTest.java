package org.pestle.prescription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pestle.prescription.Orders.anOrder;
import static org.pestle.prescription.RecordFixture.MESSAGE;
import static org.pestle.prescription.RecordFixture.at;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pestle.access.Caller;
import org.pestle.access.Role;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.testing.KeptPrescription;
import org.pestle.values.LineItemId;
import org.pestle.values.NhsNumber;
import org.pestle.values.OdsCode;
import org.pestle.values.PrescriptionId;

/** Cancellation in the words of eps.md 5.3 to 5.5. */
class CancelPrescriptionTest {
    private static final Clock NOW = at("2026-11-25T10:00:00Z");
    private static final NhsNumber PATIENT = new NhsNumber("9449304130");
    private static final NhsNumber ANOTHER_PATIENT = new NhsNumber("9449305552");
    private static final Caller ANOTHER_PRACTICE =
            new Caller("gp-2", "555083343101", "555083344102", Role.PRESCRIBER, new OdsCode("A99968"));

    @AutoClose
    private final RecordFixture record = new RecordFixture();

    @ParameterizedTest(name = "issue {0}, item {1}: item {2}, whole {3}")
    @CsvSource(textBlock = """
            0000, 0007, R-0001, R-0001
            0001, 0007, R-0001, R-0001
            9000, 0007, R-0001, R-0001
            9001, 0007, R-0001, R-0001
            0001, 0006, R-0005, R-0001
            0002, 0008, R-0002, R-0002
            0002, 0005, R-0006, R-0002
            0003, 0008, R-0003, R-0003
            0003, 0003, R-0003, R-0003
            0003, 0004, R-0003, R-0003
            0003, 0001, R-0004, R-0003
            0003, 0002, R-0010, R-0003
            0004, 0006, R-0005, R-0005
            0005, 0005, R-0006, R-0006
            0006, 0001, R-0004, R-0004
            0008, 0001, R-0004, R-0004
            0009, 0001, R-0004, R-0004
            0007, 0002, R-0010, R-0010
            """)
    void answers_by_the_state_of_item_and_issue(String issue, String item, String ofItem, String ofWhole) {
        PrescriptionStatus status = PrescriptionStatus.of(issue);

        assertThat(CancellationRules.ofItem(status, LineItemStatus.of(item)).code())
                .isEqualTo(ofItem);
        assertThat(CancellationRules.ofIssue(status).code()).isEqualTo(ofWhole);
    }

    @ParameterizedTest(name = "{0}: HTTP {1}, names the dispenser: {2}, {3}")
    @CsvSource(textBlock = """
            R_0001, 200, false, Prescription/item was cancelled
            R_0002, 400, true,  Prescription/item was not cancelled. With dispenser. Marked for cancellation
            R_0003, 400, true,  Prescription/item was not cancelled. With dispenser active. Marked for cancellation
            R_0004, 400, true,  Prescription/item was not cancelled. Prescription has been dispensed
            R_0005, 400, false, Prescription/item was not cancelled. Prescription has expired
            R_0006, 400, false, Prescription/item had already been cancelled
            R_0007, 400, false, Prescription/item cancellation requested by another prescriber
            R_0008, 400, false, Prescription/item not found
            R_0009, 400, false, Cancellation functionality disabled
            R_0010, 400, true,  Prescription/item was not cancelled. Prescription has been not dispensed
            R_5000, 400, false, Unable to process message. Information missing or invalid
            """)
    void has_the_responses_of_the_list(Problem problem, int http, boolean namesDispenser, String words) {
        CancellationResponse response = CancellationResponse.of(problem.name().replace('_', '-'));

        assertThat(response.problem().httpStatus()).isEqualTo(http);
        assertThat(response.problem().title()).isEqualTo(words);
        assertThat(response.namesDispenser()).isEqualTo(namesDispenser);
        assertThat(response.problem()).isEqualTo(problem);
        assertThat(Problem.withCode(response.code())).contains(problem);
    }

    @Test
    void the_last_active_item_takes_the_issue_with_it_and_the_worklist_follows() {
        PrescriptionRecord kept = record.kept(anOrder().item(1).item(1).item(1), NOW);

        assertThat(cancelItem(kept, 0)).isEqualTo("R-0001 changed");
        assertThat(statuses(kept)).isEqualTo("0001: 0005 0007 0007");
        assertThat(record.worklist()).hasSize(1);
        assertThat(cancelItem(kept, 1)).isEqualTo("R-0001 changed");
        assertThat(cancelItem(kept, 2)).isEqualTo("R-0001 changed");

        assertThat(statuses(kept)).isEqualTo("0005: 0005 0005 0005");
        assertThat(record.worklist()).isEmpty();
        assertThat(record.again(kept).currentIssue().next())
                .isEqualTo(new NextActivity(NextActivity.Action.DELETE, LocalDate.of(2027, 5, 24)));
        assertThat(words(kept))
                .containsExactly("Prescription uploaded", "Item cancelled", "Item cancelled", "Cancelled");
        assertThat(record.faults(kept)).isEmpty();
        assertThat(cancelItem(kept, 2)).isEqualTo("R-0006");
    }

    @Test
    void the_whole_prescription_goes_in_one_message() {
        PrescriptionRecord kept = record.kept(anOrder().item(1).item(1), NOW);

        assertThat(cancelWhole(kept)).isEqualTo("R-0001 changed");

        assertThat(statuses(kept)).isEqualTo("0005: 0005 0005");
        assertThat(words(kept)).containsExactly("Prescription uploaded", "Cancelled");
    }

    @Test
    void a_prescription_that_waits_for_its_day_keeps_waiting_for_its_other_items() {
        Orders ahead = anOrder()
                .writtenAt(Instant.parse("2026-12-10T09:00:00Z"))
                .item(1)
                .item(1);
        PrescriptionRecord kept = record.kept(ahead, NOW);
        NextActivity ready = kept.currentIssue().next();

        assertThat(cancelItem(kept, 0)).isEqualTo("R-0001 changed");

        assertThat(statuses(kept)).isEqualTo("9001: 0005 0007");
        assertThat(record.again(kept).currentIssue().next()).isEqualTo(ready);
        assertThat(ready.action()).isEqualTo(NextActivity.Action.READY);
    }

    @Test
    void cancels_the_current_issue_of_an_erd_and_every_later_one() {
        PrescriptionRecord kept = record.kept(
                anOrder()
                        .repeatDispensing(4, LocalDate.of(2026, 11, 25))
                        .item(4)
                        .item(2),
                NOW);

        assertThat(cancelItem(kept, 0)).isEqualTo("R-0001 changed");

        // The second item has two issues only: without the first, nothing is left in the third and fourth.
        assertThat(issueStatuses(kept)).containsExactly("0001", "9000", "0005", "0005");
        assertThat(cancelItem(kept, 1)).isEqualTo("R-0001 changed");
        assertThat(issueStatuses(kept)).containsExactly("0005", "0005", "0005", "0005");
        assertThat(record.faults(kept)).isEmpty();
    }

    @Test
    void marks_what_a_dispenser_has_and_says_who() {
        KeptPrescription kept =
                KeptPrescription.of(2).inStatus("0002", "0008").heldBy("FA565").in(record.database);

        CancellationAnswer answer = cancel(request(kept, 0, false), Orders.PRESCRIBER);

        assertThat(answer.response()).isEqualTo(CancellationResponse.WITH_DISPENSER);
        assertThat(answer.dispenser()).isEqualTo(Orders.HIGH_STREET_PHARMACY);
        assertThat(answer.changedRecord()).isTrue();
        assertThat(record.prescriptions.find(kept.id()).orElseThrow().isMarked())
                .isTrue();
        assertThat(text("SELECT event || from_status || to_status FROM prescription_event"))
                .isEqualTo("MARKED_FOR_CANCELLATION00020002");
    }

    @Test
    void the_same_organisation_gets_the_same_answer_and_another_learns_that_it_is_not_the_first() {
        KeptPrescription kept =
                KeptPrescription.of(2).inStatus("0003", "0008").heldBy("FA565").in(record.database);
        cancel(request(kept, 0, false), Orders.PRESCRIBER);

        assertThat(say(cancel(request(kept, 0, false), Orders.PRESCRIBER))).isEqualTo("R-0003");
        assertThat(say(cancel(request(kept, 0, false), ANOTHER_PRACTICE))).isEqualTo("R-0007");
        assertThat(say(cancel(request(kept, 1, false), ANOTHER_PRACTICE))).isEqualTo("R-0003 changed");
        assertThat(say(cancel(request(kept, 0, true), ANOTHER_PRACTICE))).isEqualTo("R-0003 changed");
        assertThat(text("SELECT string_agg(organisation || whole, ' ' ORDER BY organisation, whole)"
                        + " FROM prescription_cancellation"))
                .isEqualTo("A83008false A99968false A99968true");
    }

    @Test
    void refuses_another_patients_number_and_an_item_that_is_none() {
        PrescriptionRecord kept = record.kept(anOrder().item(1), NOW);
        LineItemId item = kept.items().getFirst().id();

        assertThat(say(cancel(request(kept.id(), item, ANOTHER_PATIENT), Orders.PRESCRIBER)))
                .isEqualTo("R-5000");
        assertThat(say(cancel(request(kept.id(), new LineItemId(UUID.randomUUID()), PATIENT), Orders.PRESCRIBER)))
                .isEqualTo("R-0008");
        assertThat(statuses(kept)).isEqualTo("0001: 0007");
    }

    @Test
    void expires_first_what_is_overdue() {
        KeptPrescription kept =
                KeptPrescription.of(1).expiringOn(LocalDate.of(2026, 11, 24)).in(record.database);

        assertThat(say(cancel(request(kept, 0, false), Orders.PRESCRIBER))).isEqualTo("R-0005 changed");
        assertThat(text("SELECT status FROM prescription_issue")).isEqualTo("0004");
    }

    @Test
    void can_be_switched_off() {
        PrescriptionRecord kept = record.kept(anOrder().item(1), NOW);

        CancellationAnswer answer = record.cancel(NOW, new CancellationSettings(false))
                .cancel(
                        request(kept.id(), kept.items().getFirst().id(), PATIENT),
                        MESSAGE,
                        Orders.PRESCRIBER,
                        UUID.randomUUID());

        assertThat(say(answer)).isEqualTo("R-0009");
        assertThat(statuses(kept)).isEqualTo("0001: 0007");
    }

    @Test
    void one_that_comes_before_its_prescription_waits_for_it_and_the_prescriber_is_told() {
        Accepted order = anOrder().item(1).item(1).accepted();
        LineItemId item = order.order().items().getFirst().id();

        assertThat(say(cancel(request(order.order().id(), item, PATIENT), Orders.PRESCRIBER)))
                .isEqualTo("R-0008 changed");
        assertThat(say(cancel(request(order.order().id(), item, PATIENT), Orders.PRESCRIBER)))
                .isEqualTo("R-0008 changed");
        assertThat(
                        text(
                                "SELECT status || ' ' || next_activity || ' ' || next_activity_on FROM prescription_placeholder"))
                .isEqualTo("9005 delete 2027-05-24");
        assertThat(keep(order)).isInstanceOf(Outcome.Done.class);

        PrescriptionRecord kept = record.prescriptions.find(order.order().id()).orElseThrow();
        assertThat(statuses(kept)).isEqualTo("0001: 0005 0007");
        assertThat(words(kept)).containsExactly("Prescription uploaded", "Subsequent cancellation of an item");
        assertThat(notices(Orders.PRESCRIBER)).containsExactly("1 R-0001 " + item);
        assertThat(text("SELECT count(*) FROM prescription_placeholder")).isEqualTo("0");
        assertThat(text("SELECT string_agg(state, ' ') FROM prescription_cancellation"))
                .isEqualTo("applied");
        assertThat(record.faults(kept)).isEmpty();
    }

    @Test
    void of_early_ones_the_whole_outranks_items_and_only_the_right_patients_count() {
        Accepted order = anOrder().item(1).item(1).accepted();
        PrescriptionId id = order.order().id();
        List<LineItemId> items = order.order().items().stream()
                .map(PrescriptionOrder.OrderedItem::id)
                .toList();
        cancel(request(id, items.get(0), ANOTHER_PATIENT), ANOTHER_PRACTICE);
        cancel(request(id, items.get(0), PATIENT), Orders.PRESCRIBER);
        cancel(
                new CancellationRequest(id, items.get(1), true, PATIENT, CancellationReason.PRESCRIBING_ERROR),
                Orders.PRESCRIBER);

        keep(order);

        PrescriptionRecord kept = record.prescriptions.find(id).orElseThrow();
        assertThat(statuses(kept)).isEqualTo("0005: 0005 0005");
        assertThat(record.worklist()).isEmpty();
        assertThat(notices(Orders.PRESCRIBER))
                .containsExactly("1 R-0001 " + items.get(0), "2 R-0001 " + items.get(1), "3 R-0006 " + items.get(0));
        assertThat(notices(ANOTHER_PRACTICE)).containsExactly("1 R-5000 " + items.get(0));
        assertThat(noticesOf(ANOTHER_PRACTICE).getFirst().product())
                .as("nothing is told of another patient's prescription")
                .isNull();
    }

    @Test
    void after_its_day_the_placeholder_is_gone_and_the_id_stays_taken() {
        Accepted order = anOrder().item(1).accepted();
        LineItemId item = order.order().items().getFirst().id();
        cancel(request(order.order().id(), item, PATIENT), Orders.PRESCRIBER);
        Clock later = at("2027-05-24T02:00:00Z");

        assertThat(keep(order, later)).isEqualTo(Outcome.refused(Problem.DUPLICATE_PRESCRIPTION_ID));
        int ended = deleteDue(LocalDate.of(2027, 5, 24));

        assertThat(ended).isEqualTo(1);
        assertThat(keep(order, later)).isEqualTo(Outcome.refused(Problem.DUPLICATE_PRESCRIPTION_ID));
        assertThat(text("SELECT count(*) FROM prescription_cancellation")).isEqualTo("0");
        assertThat(say(cancel(request(order.order().id(), item, PATIENT), Orders.PRESCRIBER)))
                .isEqualTo("R-0008");
    }

    @Test
    void notices_go_with_their_prescription() {
        Accepted order = anOrder().item(1).accepted();
        cancel(request(order.order().id(), order.order().items().getFirst().id(), PATIENT), Orders.PRESCRIBER);
        keep(order);
        Clock later = at("2027-05-24T02:00:00Z");

        record.delete(later, List.of(record.cancellationKeeper()))
                .deleteDue(LocalDate.of(2027, 5, 24), 10, DeletePrescriptions.Position.START);

        assertThat(text("SELECT count(*) FROM cancellation_notice")).isEqualTo("0");
        assertThat(text("SELECT count(*) FROM prescription_cancellation")).isEqualTo("0");
    }

    @Test
    void a_duplicate_is_still_one_when_nothing_was_cancelled_before() {
        Accepted order = anOrder().item(1).accepted();
        keep(order);

        assertThat(keep(order)).isEqualTo(Outcome.refused(Problem.DUPLICATE_PRESCRIPTION_ID));
    }

    private int deleteDue(LocalDate today) {
        Integer ended =
                record.transactions.execute(status -> record.placeholders(NOW).deleteDue(today, 10));
        return ended == null ? 0 : ended;
    }

    private Outcome<Created> keep(Accepted order) {
        return keep(order, NOW);
    }

    /** As the exchange does it: a refusal undoes everything. */
    private Outcome<Created> keep(Accepted order, Clock clock) {
        Outcome<Created> kept = record.transactions.execute(status -> {
            Outcome<Created> outcome = record.create(clock).keep(order, MESSAGE, Orders.PRESCRIBER, UUID.randomUUID());
            if (outcome instanceof Outcome.Refused<Created>) {
                status.setRollbackOnly();
            }
            return outcome;
        });
        assertThat(kept).isNotNull();
        return kept;
    }

    private String cancelItem(PrescriptionRecord kept, int item) {
        return say(cancel(request(kept.id(), kept.items().get(item).id(), PATIENT), Orders.PRESCRIBER));
    }

    private String cancelWhole(PrescriptionRecord kept) {
        return say(cancel(
                new CancellationRequest(
                        kept.id(), kept.items().getFirst().id(), true, PATIENT, CancellationReason.PATIENTS_REQUEST),
                Orders.PRESCRIBER));
    }

    private CancellationAnswer cancel(CancellationRequest request, Caller caller) {
        CancellationAnswer answer = record.transactions.execute(
                status -> record.cancel(NOW).cancel(request, MESSAGE, caller, UUID.randomUUID()));
        assertThat(answer).isNotNull();
        return answer;
    }

    private static CancellationRequest request(PrescriptionId id, LineItemId item, NhsNumber patient) {
        return new CancellationRequest(id, item, false, patient, CancellationReason.PRESCRIBING_ERROR);
    }

    private static CancellationRequest request(KeptPrescription kept, int item, boolean whole) {
        return new CancellationRequest(
                kept.id(), kept.items().get(item), whole, PATIENT, CancellationReason.CLINICAL_GROUNDS);
    }

    private static String say(CancellationAnswer answer) {
        return answer.response().code() + (answer.changedRecord() ? " changed" : "");
    }

    private String statuses(PrescriptionRecord kept) {
        Issue issue = record.again(kept).issue(1).orElseThrow();
        return issue.status().code() + ": "
                + String.join(
                        " ",
                        issue.items().stream().map(item -> item.status().code()).toList());
    }

    private List<String> issueStatuses(PrescriptionRecord kept) {
        return record.again(kept).issues().stream()
                .map(issue -> issue.status().code())
                .toList();
    }

    private List<String> words(PrescriptionRecord kept) {
        return record.prescriptions.history(kept.id()).stream()
                .map(row -> row.event().words())
                .toList();
    }

    private List<CancellationNotice> noticesOf(Caller caller) {
        List<CancellationNotice> found =
                record.transactions.execute(status -> record.notices().find(0, null, 10, caller, UUID.randomUUID()));
        assertThat(found).isNotNull();
        return found;
    }

    private List<String> notices(Caller caller) {
        return noticesOf(caller).stream()
                .map(notice -> notice.number() + " " + notice.line().response().code() + " "
                        + notice.line().item())
                .toList();
    }

    private String text(String sql) {
        return record.owner.sql(sql).query(String.class).single();
    }
}
