package org.pestle.prescription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pestle.prescription.Orders.anOrder;
import static org.pestle.prescription.RecordFixture.MESSAGE;
import static org.pestle.prescription.RecordFixture.at;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.values.PrescriptionId;

class CreatePrescriptionTest {
    private static final Clock NOW = at("2026-11-25T10:00:00.123456789Z");

    @AutoClose
    private final RecordFixture record = new RecordFixture();

    @Test
    void keeps_what_was_received_byte_for_byte_and_why_it_was_believed() {
        PrescriptionRecord kept = record.kept(anOrder().item(1).item(1), NOW);

        assertThat(kept.message()).isEqualTo(MESSAGE);
        assertThat(kept.certificates()).containsExactly(new byte[] {1, 2, 3}, new byte[] {-1, 0, 34, 92});
        assertThat(kept.policyVersion()).isEqualTo(CreatePrescription.POLICY_VERSION);
        assertThat(kept.signer()).isEqualTo("CN=Demonstration Prescriber");
        assertThat(kept.createdAt()).isEqualTo(Instant.parse("2026-11-25T10:00:00.123456Z"));
        assertThat(kept.commissioner()).hasToString("QHM");
        assertThat(kept.items()).hasSize(2).last().satisfies(item -> {
            assertThat(item.quantity().amount()).hasToString("12.50");
            assertThat(item.productName()).isEqualTo("Paracetamol 500mg \"soluble\" tablets, {sugar} \\ free");
            assertThat(item.endorsements()).containsExactly("CC", "SLS");
        });
        assertThat(kept.items().getFirst().endorsements()).isEmpty();
    }

    @Test
    void a_nominated_prescription_waits_for_its_pharmacy() {
        PrescriptionRecord kept = record.kept(anOrder(), NOW);

        assertThat(kept.currentIssue().status()).isEqualTo(PrescriptionStatus.TO_BE_DISPENSED);
        assertThat(kept.currentIssue().expiresOn()).isEqualTo(LocalDate.of(2027, 5, 25));
        assertThat(kept.currentIssue().next())
                .isEqualTo(new NextActivity(NextActivity.Action.EXPIRE, LocalDate.of(2027, 5, 25)));
        assertThat(record.worklist()).containsExactly("FA565 " + kept.id().value() + " 1");
        assertThat(record.faults(kept)).isEmpty();
    }

    @Test
    void a_prescription_without_nomination_stands_in_no_worklist() {
        PrescriptionRecord kept = record.kept(anOrder().notNominated(), NOW);

        assertThat(kept.currentIssue().status()).isEqualTo(PrescriptionStatus.TO_BE_DISPENSED);
        assertThat(record.worklist()).isEmpty();
    }

    @Test
    void a_prescription_dated_tomorrow_can_be_downloaded_today() {
        PrescriptionRecord kept = record.kept(anOrder().writtenAt(Instant.parse("2026-11-26T23:59:00Z")), NOW);

        assertThat(kept.currentIssue().status()).isEqualTo(PrescriptionStatus.TO_BE_DISPENSED);
    }

    @Test
    void a_prescription_dated_later_than_tomorrow_waits_for_its_day() {
        PrescriptionRecord kept = record.kept(anOrder().writtenAt(Instant.parse("2026-11-27T00:00:00Z")), NOW);

        assertThat(kept.currentIssue().status()).isEqualTo(PrescriptionStatus.PRESCRIPTION_FUTURE_INSTANCE);
        assertThat(kept.currentIssue().next())
                .isEqualTo(new NextActivity(NextActivity.Action.READY, LocalDate.of(2026, 11, 27)));
        assertThat(record.worklist()).isEmpty();
    }

    @Test
    void later_issues_of_a_repeat_dispensing_prescription_wait_and_short_items_are_expired_in_them() {
        PrescriptionRecord kept = record.kept(
                anOrder()
                        .repeatDispensing(3, LocalDate.of(2026, 11, 25))
                        .item(3)
                        .item(1),
                NOW);

        assertThat(kept.issues()).extracting(issue -> issue.status().code()).containsExactly("0001", "9000", "9000");
        assertThat(kept.issues())
                .extracting(issue ->
                        issue.items().stream().map(item -> item.status().code()).collect(Collectors.joining(" ")))
                .containsExactly("0007 0007", "0007 0006", "0007 0006");
        assertThat(kept.issues())
                .extracting(Issue::expiresOn)
                .containsExactly(LocalDate.of(2027, 5, 25), LocalDate.of(2027, 11, 25), LocalDate.of(2027, 11, 25));
        assertThat(record.worklist()).hasSize(1);
        assertThat(record.faults(kept)).isEmpty();
    }

    @Test
    void refuses_the_same_short_id_long_id_or_signed_content_a_second_time_and_writes_nothing() {
        Accepted first = anOrder().accepted();
        assertThat(keep(first)).isInstanceOf(Outcome.Done.class);
        Map<String, Long> before = rows();

        PrescriptionOrder other = anOrder().order();
        PrescriptionOrder one = first.order();
        List<Accepted> copies = List.of(
                with(
                        first,
                        order(one.id(), other.longId(), other),
                        anOrder().accepted().verdict()),
                with(
                        first,
                        order(other.id(), one.longId(), other),
                        anOrder().accepted().verdict()),
                with(first, anOrder().order(), first.verdict()));

        assertThat(copies)
                .extracting(this::keep)
                .allSatisfy(
                        outcome -> assertThat(outcome).isEqualTo(Outcome.refused(Problem.DUPLICATE_PRESCRIPTION_ID)));
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void the_audit_trail_tells_of_it() {
        PrescriptionRecord kept = record.kept(anOrder(), NOW);

        assertThat(record.owner.sql("""
                                SELECT actor, role, organisation, operation, outcome
                                  FROM audit_event
                                 WHERE subject = :id
                                """).param("id", kept.id().value()).query().listOfRows())
                .containsExactly(Map.of(
                        "actor", "656005750107",
                        "role", "prescriber",
                        "organisation", "A83008",
                        "operation", "CREATE",
                        "outcome", "done"));
    }

    @Test
    void shows_the_newest_without_telling_of_a_person() {
        record.kept(anOrder(), NOW);
        PrescriptionRecord newest = record.kept(anOrder().item(1).item(1), at("2026-11-25T11:00:00Z"));

        assertThat(record.prescriptions.newest(1))
                .containsExactly(new NewestPrescription(
                        newest.id(),
                        PrescriptionStatus.TO_BE_DISPENSED,
                        1,
                        1,
                        2,
                        Orders.PRACTICE,
                        Orders.HIGH_STREET_PHARMACY,
                        newest.createdAt(),
                        LocalDate.of(2027, 5, 25)));
    }

    /** Keeps as the exchange does: a refusal undoes the transaction. */
    private Outcome<Created> keep(Accepted accepted) {
        return record.transactions.execute(status -> {
            Outcome<Created> outcome = record.create(NOW).keep(accepted, MESSAGE, Orders.PRESCRIBER, UUID.randomUUID());
            if (outcome instanceof Outcome.Refused) {
                status.setRollbackOnly();
            }
            return outcome;
        });
    }

    private Map<String, Long> rows() {
        return List.of(
                        "prescription_identity",
                        "prescription",
                        "line_item",
                        "prescription_issue",
                        "issue_item",
                        "prescription_event",
                        "worklist",
                        "audit_event")
                .stream()
                .collect(Collectors.toMap(
                        table -> table,
                        table -> record.owner
                                .sql("SELECT count(*) FROM " + table)
                                .query(Long.class)
                                .single()));
    }

    private static Accepted with(
            Accepted accepted, PrescriptionOrder order, org.pestle.signature.SignatureVerdict.Valid verdict) {
        return new Accepted(order, verdict, accepted.nomination(), accepted.commissioner());
    }

    private static PrescriptionOrder order(PrescriptionId id, UUID longId, PrescriptionOrder other) {
        return new PrescriptionOrder(
                other.messageId(),
                id,
                longId,
                other.treatment(),
                other.prescriptionType(),
                other.patient(),
                other.prescriber(),
                other.authoredAt(),
                other.startsOn(),
                other.endsOn(),
                other.daysSupply(),
                other.issues(),
                other.requestedSite(),
                other.siteType(),
                other.items(),
                other.content(),
                other.signatures());
    }
}
