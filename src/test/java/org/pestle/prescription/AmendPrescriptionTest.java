package org.pestle.prescription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pestle.prescription.Orders.PRACTICE;
import static org.pestle.prescription.Orders.PRESCRIBER;
import static org.pestle.prescription.Orders.anOrder;
import static org.pestle.prescription.RecordFixture.at;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.pestle.access.Caller;
import org.pestle.access.Role;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.signature.SignatureVerdict;
import org.pestle.values.LineItemId;
import org.pestle.values.OdsCode;
import org.springframework.dao.DataAccessException;

class AmendPrescriptionTest {
    private static final Clock NOW = at("2026-11-25T10:00:00Z");
    private static final Clock LATER = at("2026-11-25T11:00:00Z");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);
    private static final byte[] NEW_MESSAGE = "{\"new\":\"version\"}".getBytes(StandardCharsets.UTF_8);
    private static final OdsCode STATION_PHARMACY = new OdsCode("FLM49");

    @AutoClose
    private final RecordFixture record = new RecordFixture();

    @Test
    void the_new_version_takes_the_place_of_the_old_one() {
        PrescriptionRecord old = record.kept(anOrder(), NOW);
        Accepted accepted = anOrder().amending(old).item(1).item(1).accepted();

        assertThat(amend(accepted, old)).isInstanceOf(Outcome.Done.class);

        PrescriptionRecord now = record.again(old);
        assertThat(now.message()).isEqualTo(NEW_MESSAGE);
        assertThat(now.messageId()).isEqualTo(accepted.order().messageId());
        assertThat(now.contentDigest()).isEqualTo(accepted.verdict().contentDigest());
        assertThat(now.longId()).isEqualTo(old.longId());
        assertThat(now.createdAt()).isEqualTo(old.createdAt());
        assertThat(now.items())
                .extracting(LineItem::id)
                .containsExactlyElementsOf(accepted.order().items().stream()
                        .map(PrescriptionOrder.OrderedItem::id)
                        .toList());
        assertThat(now.currentIssue().status()).isEqualTo(PrescriptionStatus.TO_BE_DISPENSED);
        assertThat(now.currentIssue().version()).isEqualTo(2);
        assertThat(events(old)).containsExactly("1 UPLOADED", "1 AMENDED");
        assertThat(record.faults(old)).isEmpty();
    }

    @Test
    void the_old_version_stays_as_it_was_received_and_nobody_can_change_it() {
        PrescriptionRecord old = record.kept(anOrder(), NOW);
        Accepted accepted = anOrder().amending(old).accepted();
        amend(accepted, old);

        assertThat(record.owner.sql("""
                                SELECT version, message, message_id, content_digest, signer, replaced_by
                                  FROM prescription_version
                                 WHERE prescription_id = :id
                                """).param("id", old.id().value()).query().listOfRows())
                .hasSize(1)
                .first()
                .satisfies(version -> {
                    assertThat(version.get("version")).isEqualTo(1);
                    assertThat(version.get("message")).isEqualTo(StoredMessage.of(RecordFixture.MESSAGE));
                    assertThat(version.get("message_id")).isEqualTo(old.messageId());
                    assertThat(version.get("content_digest")).isEqualTo(old.contentDigest());
                    assertThat(version.get("signer")).isEqualTo(old.signer());
                    assertThat(version.get("replaced_by"))
                            .isEqualTo(accepted.order().messageId());
                });
        assertThatThrownBy(() -> record.database
                        .jdbc()
                        .sql("UPDATE prescription_version SET signer = 'CN=Somebody'")
                        .update())
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> record.database
                        .jdbc()
                        .sql("DELETE FROM prescription_version")
                        .update())
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void the_worklist_follows_to_another_pharmacy_to_none_and_back() {
        PrescriptionRecord first = record.kept(anOrder(), NOW);
        String place = " " + first.id().value() + " 1";
        assertThat(record.worklist()).containsExactly("FA565" + place);

        amend(anOrder().amending(first).nominatedTo(STATION_PHARMACY).accepted(), first);
        assertThat(record.worklist()).containsExactly("FLM49" + place);

        PrescriptionRecord second = record.again(first);
        amend(anOrder().amending(first).notNominated().accepted(), second);
        assertThat(record.worklist()).isEmpty();

        PrescriptionRecord third = record.again(first);
        amend(anOrder().amending(first).accepted(), third);
        assertThat(record.worklist()).containsExactly("FA565" + place);
        assertThat(record.faults(first)).isEmpty();
    }

    @Test
    void it_can_be_put_off_and_brought_forward_and_its_days_are_worked_out_anew() {
        PrescriptionRecord first = record.kept(anOrder(), NOW);

        amend(
                anOrder()
                        .amending(first)
                        .writtenAt(Instant.parse("2026-12-24T09:00:00Z"))
                        .accepted(),
                first);
        PrescriptionRecord putOff = record.again(first);
        assertThat(putOff.currentIssue().status()).isEqualTo(PrescriptionStatus.PRESCRIPTION_FUTURE_INSTANCE);
        assertThat(putOff.currentIssue().expiresOn()).isEqualTo(LocalDate.of(2027, 6, 24));
        assertThat(putOff.currentIssue().next())
                .isEqualTo(new NextActivity(NextActivity.Action.READY, LocalDate.of(2026, 12, 24)));
        assertThat(record.worklist()).isEmpty();

        // Its date counts, not the signing time of the sample, which is the same instant.
        amend(
                anOrder()
                        .amending(first)
                        .writtenAt(Instant.parse("2026-12-25T09:00:00Z"))
                        .accepted(),
                putOff);
        assertThat(events(first)).containsExactly("1 UPLOADED", "1 AMENDED_AHEAD", "1 AMENDED_AHEAD");

        PrescriptionRecord later = record.again(first);
        Clock christmas = at("2026-12-25T10:00:00Z");
        amend(
                anOrder()
                        .amending(first)
                        .writtenAt(Instant.parse("2026-12-25T09:30:00Z"))
                        .accepted(),
                later.messageId(),
                PRESCRIBER,
                christmas);
        assertThat(record.again(first).currentIssue().status()).isEqualTo(PrescriptionStatus.TO_BE_DISPENSED);
        assertThat(record.worklist()).hasSize(1);
        assertThat(record.faults(first)).isEmpty();
    }

    @Test
    void issues_of_a_repeat_dispensing_prescription_come_and_go_and_their_history_goes_on() {
        PrescriptionRecord first = record.kept(anOrder().repeatDispensing(3, TODAY), NOW);

        amend(anOrder().amending(first).repeatDispensing(4, TODAY).accepted(), first);
        assertThat(statuses(first)).containsExactly("0001", "9000", "9000", "9000");
        assertThat(record.faults(first)).isEmpty();

        amend(anOrder().amending(first).repeatDispensing(2, TODAY).accepted(), record.again(first));
        assertThat(statuses(first)).containsExactly("0001", "9000");
        assertThat(record.faults(first)).isEmpty();

        amend(anOrder().amending(first).repeatDispensing(3, TODAY).accepted(), record.again(first));
        assertThat(statuses(first)).containsExactly("0001", "9000", "9000");
        assertThat(record.faults(first)).isEmpty();

        assertThat(events(first))
                .containsExactly(
                        "1 UPLOADED",
                        "1 AMENDED",
                        "1 AMENDED",
                        "1 AMENDED",
                        "2 UPLOADED",
                        "2 AMENDED",
                        "2 AMENDED",
                        "2 AMENDED",
                        "3 UPLOADED",
                        "3 AMENDED",
                        "3 REMOVED_BY_AMENDMENT",
                        "3 AMENDED",
                        "4 UPLOADED",
                        "4 REMOVED_BY_AMENDMENT");
    }

    @Test
    void an_unknown_prescription_cannot_be_amended() {
        assertThat(refusal(anOrder().accepted(), UUID.randomUUID(), PRESCRIBER))
                .isEqualTo(Problem.PRESCRIPTION_NOT_FOUND);
    }

    @Test
    void another_organisation_may_not_amend_it_nor_may_it_change_its_practice() {
        PrescriptionRecord old = record.kept(anOrder(), NOW);
        Caller elsewhere =
                new Caller("gp-system", "656005750107", "555254242105", Role.PRESCRIBER, new OdsCode("B83002"));
        Caller colleague = new Caller("gp-system", "656005750999", "555254242999", Role.PRESCRIBER, PRACTICE);

        assertThat(refusal(anOrder().amending(old).accepted(), old.messageId(), elsewhere))
                .isEqualTo(Problem.NOT_PERMITTED);
        assertThat(refusal(anOrder().amending(old).by(new OdsCode("B83002")).accepted(), old.messageId(), PRESCRIBER))
                .isEqualTo(Problem.NOT_PERMITTED);
        assertThat(amend(anOrder().amending(old).accepted(), old.messageId(), colleague, LATER))
                .isInstanceOf(Outcome.Done.class);
    }

    @Test
    void it_stays_the_same_prescription_for_the_same_patient() {
        PrescriptionRecord old = record.kept(anOrder(), NOW);
        PrescriptionRecord other = record.kept(anOrder(), NOW);

        assertThat(refusal(anOrder().amending(old).forPatient("9990548609").accepted(), old.messageId(), PRESCRIBER))
                .isEqualTo(Problem.INVALID_VALUE);
        assertThat(refusal(anOrder().amending(old).withLongId(other.longId()).accepted(), old.messageId(), PRESCRIBER))
                .isEqualTo(Problem.INVALID_VALUE);
    }

    @Test
    void whoever_did_not_see_the_newest_version_is_refused() {
        PrescriptionRecord old = record.kept(anOrder(), NOW);
        amend(anOrder().amending(old).accepted(), old);

        assertThat(refusal(anOrder().amending(old).accepted(), old.messageId(), PRESCRIBER))
                .isEqualTo(Problem.RESOURCE_VERSION_MISMATCH);
    }

    @Test
    void what_has_expired_or_was_cancelled_or_dispensed_cannot_be_amended() {
        PrescriptionRecord overdue = record.kept(anOrder(), NOW);
        PrescriptionRecord expired = record.kept(anOrder(), NOW);
        record.expire(at("2027-06-01T02:00:00Z")).expireDue(LocalDate.of(2027, 6, 1), 1);
        assertThat(List.of(record.again(overdue), record.again(expired)))
                .extracting(prescription -> prescription.currentIssue().status().code())
                .containsExactlyInAnyOrder("0001", "0004");
        PrescriptionRecord cancelled = record.kept(anOrder(), NOW);
        change(cancelled, PrescriptionEvent.CANCELLED_BY_PRESCRIBER, LineItemEvent.CANCELLED_BY_PRESCRIBER);
        PrescriptionRecord dispensedOnce = record.kept(anOrder(), NOW);
        record.owner.sql("""
                        INSERT INTO prescription_event (prescription_id, issue_number, version, recorded_at, event,
                                                        from_status, to_status, actor, organisation, previous_hash, hash)
                        VALUES (:id, 1, 2, now(), 'DISPENSED_IN_PART', '0002', '0003', 'a', 'FA565', '', sha256('a'))
                        """).param("id", dispensedOnce.id().value()).update();

        assertThat(List.of(overdue, expired, cancelled, dispensedOnce)).allSatisfy(old -> {
            Accepted amendment = anOrder().amending(old).accepted();
            assertThat(problem(amend(
                            amendment,
                            old.messageId(),
                            PRESCRIBER,
                            old.id().equals(cancelled.id()) ? LATER : at("2027-06-01T10:00:00Z"))))
                    .isEqualTo(Problem.PRESCRIPTION_INVALID_STATE_TRANSITION);
        });
    }

    @Test
    void an_item_that_was_cancelled_never_comes_back() {
        PrescriptionRecord first = record.kept(anOrder().item(1).item(1), NOW);
        record.owner
                .sql("UPDATE issue_item SET status = '0005' WHERE prescription_id = :id AND line_item_id = :item")
                .param("id", first.id().value())
                .param("item", first.items().getFirst().id().value())
                .update();
        Orders withIt =
                anOrder().amending(first).withItem(first.items().getFirst().id());

        assertThat(refusal(withIt.accepted(), first.messageId(), PRESCRIBER))
                .isEqualTo(Problem.MEDICATIONREQUEST_INVALID_STATE_TRANSITION);

        amend(anOrder().amending(first).withItem(first.items().getLast().id()).accepted(), first);
        assertThat(refusal(withIt.accepted(), record.again(first).messageId(), PRESCRIBER))
                .isEqualTo(Problem.MEDICATIONREQUEST_INVALID_STATE_TRANSITION);
    }

    @Test
    void it_is_signed_anew_and_not_earlier() {
        PrescriptionRecord old = record.kept(anOrder(), NOW);
        Accepted fresh = anOrder().amending(old).accepted();
        Accepted samePaper = new Accepted(
                fresh.order(),
                new SignatureVerdict.Valid(
                        old.signer(), old.signedAt(), old.contentDigest(), old.certificates(), List.of()),
                fresh.nomination(),
                fresh.commissioner());

        assertThat(refusal(samePaper, old.messageId(), PRESCRIBER)).isEqualTo(Problem.DUPLICATE_PRESCRIPTION_ID);
        assertThat(refusal(
                        anOrder()
                                .amending(old)
                                .writtenAt(Instant.parse("2026-11-25T08:59:59Z"))
                                .accepted(),
                        old.messageId(),
                        PRESCRIBER))
                .isEqualTo(Problem.INVALID_VALUE);
        assertThat(record.again(old).message()).isEqualTo(RecordFixture.MESSAGE);
        assertThat(record.again(old).items()).isEqualTo(old.items());
    }

    @Test
    void over_the_limits_of_its_signer_it_is_held_and_cannot_be_amended_until_that_is_decided() {
        SigningLimits oneAnHour = new SigningLimits(1, 0, 0, false);
        PrescriptionRecord old = record.kept(anOrder(), NOW);
        Accepted controlled = anOrder()
                .amending(old)
                .controlled(ControlledSchedule.CD2)
                .item(1)
                .item(1)
                .accepted();

        Outcome<Created> outcome = record.transactions.execute(status -> record.amend(oneAnHour, LATER)
                .keep(controlled, old.messageId(), NEW_MESSAGE, PRESCRIBER, UUID.randomUUID()));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Done.class,
                        done -> assertThat(((Created) done.value()).hold())
                                .isEqualTo(HoldReason.CONTROLLED_IN_AN_HOUR));
        assertThat(record.worklist()).isEmpty();
        assertThat(refusal(anOrder().amending(old).accepted(), record.again(old).messageId(), PRESCRIBER))
                .isEqualTo(Problem.PRESCRIPTION_HELD_FOR_REVIEW);
    }

    @Test
    void the_audit_trail_tells_of_it() {
        PrescriptionRecord old = record.kept(anOrder(), NOW);
        amend(anOrder().amending(old).accepted(), old);

        assertThat(record.owner
                        .sql("SELECT operation || ' ' || outcome FROM audit_event WHERE subject = :id ORDER BY 1")
                        .param("id", old.id().value())
                        .query(String.class)
                        .list())
                .containsExactly("AMEND done", "CREATE done");
    }

    private Outcome<Created> amend(Accepted accepted, PrescriptionRecord old) {
        return amend(accepted, old.messageId(), PRESCRIBER, LATER);
    }

    /** Amends as the exchange does: a refusal undoes the transaction. */
    private Outcome<Created> amend(Accepted accepted, UUID replaces, Caller caller, Clock clock) {
        return record.transactions.execute(status -> {
            Outcome<Created> outcome =
                    record.amend(clock).keep(accepted, replaces, NEW_MESSAGE, caller, UUID.randomUUID());
            if (outcome instanceof Outcome.Refused) {
                status.setRollbackOnly();
            }
            return outcome;
        });
    }

    private Problem refusal(Accepted accepted, UUID replaces, Caller caller) {
        return problem(amend(accepted, replaces, caller, LATER));
    }

    private static Problem problem(Outcome<Created> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        List<Finding> findings = ((Outcome.Refused<Created>) outcome).findings();
        assertThat(findings).hasSize(1);
        return findings.getFirst().problem();
    }

    private void change(PrescriptionRecord prescription, PrescriptionEvent event, LineItemEvent itemEvent) {
        Issue issue = record.again(prescription).currentIssue();
        Map<LineItemId, LineItemEvent> items = IssueChange.toEveryItem(issue, itemEvent);
        Outcome<IssueChange> change = IssueChange.of(issue, event, items, Act.ofTheService(NOW.instant()));
        record.transactions.executeWithoutResult(
                status -> record.issues.change(((Outcome.Done<IssueChange>) change).value()));
    }

    private List<String> statuses(PrescriptionRecord prescription) {
        return record.again(prescription).issues().stream()
                .map(issue -> issue.status().code())
                .toList();
    }

    private List<String> events(PrescriptionRecord prescription) {
        return record.prescriptions.history(prescription.id()).stream()
                .map(row -> row.issueNumber() + " " + row.event())
                .toList();
    }
}
