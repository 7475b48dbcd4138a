package org.pestle.prescription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pestle.prescription.Orders.anOrder;
import static org.pestle.prescription.RecordFixture.at;
import static org.pestle.testing.Outcomes.done;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.pestle.access.Caller;
import org.pestle.access.Operation;
import org.pestle.access.Role;
import org.pestle.prescription.NextActivity.Action;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.routing.Nomination;
import org.pestle.values.LineItemId;

class IssueTableTest {
    private static final Clock NOW = at("2026-11-25T10:00:00Z");
    private static final Caller PHARMACIST =
            new Caller("pharmacy-system", "555260695103", "555265434108", Role.PHARMACIST, Orders.HIGH_STREET_PHARMACY);

    @AutoClose
    private final RecordFixture record = new RecordFixture();

    @Test
    void a_change_writes_issue_items_worklist_history_and_audit_trail() {
        PrescriptionRecord kept = record.kept(anOrder().item(1).item(1), NOW);

        assertThat(record.issues.change(cancelled(kept))).isTrue();

        Issue after = record.again(kept).currentIssue();
        assertThat(after.status()).isEqualTo(PrescriptionStatus.CANCELLED);
        assertThat(after.version()).isEqualTo(2);
        assertThat(after.items()).extracting(Issue.Item::status).containsOnly(LineItemStatus.CANCELLED);
        assertThat(after.next()).isEqualTo(new NextActivity(Action.DELETE, LocalDate.of(2027, 5, 24)));
        assertThat(record.worklist()).isEmpty();
        assertThat(record.faults(kept)).isEmpty();
        assertThat(record.prescriptions.history(kept.id()))
                .extracting(HistoryEvent::event)
                .containsExactly(PrescriptionEvent.UPLOADED, PrescriptionEvent.CANCELLED_BY_PRESCRIBER);
        assertThat(record.owner
                        .sql("SELECT operation FROM audit_event WHERE subject = :id ORDER BY sequence")
                        .param("id", kept.id().value())
                        .query(String.class)
                        .list())
                .containsExactly("CREATE", "CANCEL");
    }

    @Test
    void a_change_of_what_is_not_there_any_more_writes_nothing() {
        PrescriptionRecord kept = record.kept(anOrder(), NOW);
        record.issues.change(cancelled(kept));

        assertThat(record.issues.change(cancelled(kept))).isFalse();
        assertThat(record.prescriptions.history(kept.id())).hasSize(2);
        assertThat(record.faults(kept)).isEmpty();
    }

    @Test
    void of_many_who_change_the_same_issue_at_once_one_wins() throws Exception {
        PrescriptionRecord kept = record.kept(anOrder(), NOW);
        List<Callable<Boolean>> rivals = new ArrayList<>();
        for (int rival = 0; rival < 16; rival++) {
            rivals.add(() -> record.issues.change(cancelled(kept)));
        }

        int winners = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> rival : threads.invokeAll(rivals)) {
                winners += rival.get() ? 1 : 0;
            }
        }

        assertThat(winners).isEqualTo(1);
        assertThat(record.faults(kept)).isEmpty();
    }

    @Test
    void what_the_tables_do_not_have_cannot_be_made() {
        Issue issue = record.kept(anOrder(), NOW).currentIssue();
        LineItemId item = issue.items().getFirst().id();

        assertThat(IssueChange.of(issue, PrescriptionEvent.DISPENSED_IN_FULL, Map.of(), act()))
                .isEqualTo(Outcome.refused(Problem.PRESCRIPTION_INVALID_STATE_TRANSITION));
        assertThat(IssueChange.of(
                        issue, PrescriptionEvent.RELEASED, Map.of(item, LineItemEvent.NOTIFIED_FULLY_DISPENSED), act()))
                .isEqualTo(Outcome.refused(Problem.MEDICATIONREQUEST_INVALID_STATE_TRANSITION));
        assertThat(IssueChange.of(
                        issue,
                        PrescriptionEvent.RELEASED,
                        Map.of(new LineItemId(UUID.randomUUID()), LineItemEvent.RELEASED),
                        act()))
                .isEqualTo(Outcome.refused(Problem.MEDICATIONREQUEST_NOT_FOUND));
        // With Dispenser, and an item that is still to be dispensed: no row of eps.md 4.2.
        assertThat(IssueChange.of(issue, PrescriptionEvent.RELEASED, Map.of(), act()))
                .isEqualTo(Outcome.refused(Problem.PRESCRIPTION_INVALID_STATE_TRANSITION));
    }

    @Test
    void an_issue_that_was_given_back_is_nominated_to_nobody_and_held_by_nobody() {
        PrescriptionRecord kept = record.kept(anOrder(), NOW);
        record.owner.sql("""
                        UPDATE prescription_issue
                           SET status = '0002', holder = 'FA565', lease_id = gen_random_uuid(), released_at = now()
                         WHERE prescription_id = :id
                        """).param("id", kept.id().value()).update();
        record.owner.sql("UPDATE issue_item SET status = '0008'").update();
        Issue held = record.again(kept).currentIssue();

        IssueChange back = done(IssueChange.of(
                        held, PrescriptionEvent.RETURNED, IssueChange.toEveryItem(held, LineItemEvent.RETURNED), act()))
                .givenBack(false);

        assertThat(record.issues.change(back)).isTrue();
        Issue after = record.again(kept).currentIssue();
        assertThat(after.status()).isEqualTo(PrescriptionStatus.TO_BE_DISPENSED);
        assertThat(after.nomination()).isEqualTo(new Nomination.None());
        assertThat(after.holder()).isEmpty();
        assertThat(record.worklist()).isEmpty();
    }

    @Test
    void a_history_that_was_tampered_with_is_found_out() {
        PrescriptionRecord kept = record.kept(anOrder(), NOW);
        record.issues.change(cancelled(kept));
        Issue issue = record.again(kept).currentIssue();
        List<HistoryEvent> rows = record.prescriptions.history(kept.id());

        assertThat(HistoryCheck.faults(rows, issue)).isEmpty();
        assertThat(HistoryCheck.faults(rows.subList(0, 1), issue))
                .as("tail cut off")
                .isNotEmpty();
        assertThat(HistoryCheck.faults(rows.subList(1, 2), issue))
                .as("head cut off")
                .isNotEmpty();
        assertThat(HistoryCheck.faults(rows.reversed(), issue))
                .as("order changed")
                .isNotEmpty();
        assertThat(HistoryCheck.faults(List.of(rows.getFirst(), byAnother(rows.getLast())), issue))
                .as("actor changed")
                .containsExactly("version 2 is not as it was written");
    }

    @Test
    void the_application_cannot_change_history() {
        PrescriptionRecord kept = record.kept(anOrder(), NOW);

        for (String attempt : List.of(
                "UPDATE prescription_event SET actor = 'somebody else'",
                "DELETE FROM prescription_event",
                "UPDATE audit_event SET actor = 'somebody else'",
                "DELETE FROM audit_head")) {
            assertThatThrownBy(() -> record.database.jdbc().sql(attempt).update())
                    .as(attempt)
                    .rootCause()
                    .hasMessageContaining("permission denied");
        }
        assertThat(record.faults(kept)).isEmpty();
    }

    private static HistoryEvent byAnother(HistoryEvent row) {
        return new HistoryEvent(
                row.prescription(),
                row.issueNumber(),
                row.version(),
                row.recordedAt(),
                row.event(),
                row.from(),
                row.to(),
                "somebody else",
                row.organisation(),
                row.requestId(),
                row.previousHash(),
                row.hash());
    }

    private static IssueChange cancelled(PrescriptionRecord kept) {
        Issue issue = kept.currentIssue();
        return done(IssueChange.of(
                        issue,
                        PrescriptionEvent.CANCELLED_BY_PRESCRIBER,
                        IssueChange.toEveryItem(issue, LineItemEvent.CANCELLED_BY_PRESCRIBER),
                        new Act(PHARMACIST, Operation.CANCEL, NOW.instant(), UUID.randomUUID())))
                .completed(LocalDate.of(2026, 11, 25));
    }

    private static Act act() {
        return new Act(PHARMACIST, Operation.RETURN, NOW.instant(), UUID.randomUUID());
    }
}
