package org.pestle.prescription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pestle.prescription.ControlledSchedule.CD2;
import static org.pestle.prescription.Orders.anOrder;
import static org.pestle.prescription.RecordFixture.MESSAGE;
import static org.pestle.prescription.RecordFixture.at;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.pestle.access.Caller;
import org.pestle.access.Role;
import org.pestle.prescription.Review.Decision;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.values.OdsCode;

class ReviewPrescriptionsTest {
    private static final Clock NOW = at("2026-11-25T10:00:00Z");
    private static final Clock LATER = at("2026-11-25T11:30:00Z");
    private static final Caller REVIEWER =
            new Caller("desk", "555260695206", "555265434206", Role.REVIEWER, new OdsCode("X26"));
    private static final SigningLimits ONE_AN_HOUR = new SigningLimits(1, 0, 0, false);

    @AutoClose
    private final RecordFixture record = new RecordFixture();

    @Test
    void a_held_prescription_is_kept_and_stands_in_no_worklist() {
        PrescriptionRecord held = held(anOrder());

        assertThat(held.currentIssue().status()).isEqualTo(PrescriptionStatus.TO_BE_DISPENSED);
        assertThat(record.worklist()).doesNotContain(place(held));
        assertThat(record.prescriptions.history(held.id()))
                .extracting(HistoryEvent::event)
                .containsExactly(PrescriptionEvent.UPLOADED_FOR_REVIEW);
        assertThat(record.faults(held)).isEmpty();
    }

    @Test
    void a_reviewer_sees_who_signed_what_and_not_for_whom() {
        PrescriptionRecord held = held(anOrder().item(1).item(1));

        List<Review> open = record.reviews(LATER).open(null, 10, REVIEWER, UUID.randomUUID());

        assertThat(open).hasSize(1);
        Review review = open.getFirst();
        assertThat(review.id()).isEqualTo(held.id());
        assertThat(review.reason()).isEqualTo(HoldReason.CONTROLLED_IN_AN_HOUR);
        assertThat(review.signer()).isEqualTo("CN=Demonstration Prescriber");
        assertThat(review.items()).hasSize(2).allMatch(item -> item.endsWith("12.50 tablet (CD2)"));
        assertThat(review.toString()).doesNotContain("Quill").doesNotContain("9449304130");
        assertThat(audited(held)).contains("READ_REVIEWS by 555260695206");
    }

    @Test
    void reviews_come_page_by_page_oldest_first() {
        PrescriptionRecord first = held(anOrder());
        PrescriptionRecord second = held(anOrder(), LATER);

        ReviewPrescriptions reviews = record.reviews(LATER);
        assertThat(reviews.open(null, 1, REVIEWER, null)).extracting(Review::id).containsExactly(first.id());
        assertThat(reviews.open(first.id(), 1, REVIEWER, null))
                .extracting(Review::id)
                .containsExactly(second.id());
        assertThat(reviews.open(second.id(), 1, REVIEWER, null)).isEmpty();
    }

    @Test
    void approved_it_goes_its_way_as_if_it_had_just_arrived() {
        PrescriptionRecord held = held(anOrder());

        assertThat(decide(held, Decision.APPROVED)).isEqualTo(Outcome.done(Decision.APPROVED));

        assertThat(record.worklist()).contains(place(held));
        assertThat(record.prescriptions.history(held.id()).getLast().actor()).isEqualTo("555260695206");
        assertThat(record.prescriptions.history(held.id()).getLast().event())
                .isEqualTo(PrescriptionEvent.REVIEW_APPROVED);
        assertThat(record.faults(held)).isEmpty();
        assertThat(audited(held)).contains("DECIDE_REVIEW by 555260695206");
        assertThat(record.reviews(LATER).open(null, 10, REVIEWER, null)).isEmpty();
    }

    @Test
    void refused_it_is_cancelled_with_all_its_issues() {
        PrescriptionRecord held = held(anOrder().repeatDispensing(3, LocalDate.of(2026, 11, 25)));

        assertThat(decide(held, Decision.REFUSED)).isEqualTo(Outcome.done(Decision.REFUSED));

        assertThat(record.again(held).issues()).allSatisfy(issue -> {
            assertThat(issue.status()).isEqualTo(PrescriptionStatus.CANCELLED);
            assertThat(issue.items()).extracting(Issue.Item::status).containsOnly(LineItemStatus.CANCELLED);
            assertThat(issue.completedOn()).isEqualTo(LocalDate.of(2026, 11, 25));
        });
        assertThat(record.worklist()).doesNotContain(place(held));
        assertThat(record.faults(held)).isEmpty();
    }

    @Test
    void a_decision_made_twice_is_made_once_and_is_not_changed() {
        PrescriptionRecord held = held(anOrder());
        decide(held, Decision.APPROVED);

        assertThat(decide(held, Decision.APPROVED)).isEqualTo(Outcome.done(Decision.APPROVED));
        assertThat(decide(held, Decision.REFUSED))
                .isEqualTo(Outcome.refused(Finding.of(Problem.REVIEW_ALREADY_DECIDED)));
        assertThat(record.prescriptions.history(held.id())).hasSize(2);
    }

    @Test
    void what_was_never_held_cannot_be_decided() {
        PrescriptionRecord free = record.kept(anOrder(), NOW);

        assertThat(decide(free, Decision.REFUSED)).isEqualTo(Outcome.refused(Finding.of(Problem.REVIEW_NOT_FOUND)));
    }

    @Test
    void the_night_makes_a_held_prescription_ready_but_lists_it_for_nobody() {
        PrescriptionRecord held = held(anOrder().writtenAt(Instant.parse("2026-12-01T09:00:00Z")));
        LocalDate itsDay = LocalDate.of(2026, 12, 1);

        assertThat(record.ready(at("2026-12-01T00:30:00Z")).makeReady(itsDay, 10))
                .isEqualTo(1);
        assertThat(record.worklist()).doesNotContain(place(held));

        decide(held, Decision.APPROVED);
        assertThat(record.worklist()).contains(place(held));
        assertThat(record.faults(held)).isEmpty();
    }

    @Test
    void approved_before_its_day_it_waits_for_it() {
        PrescriptionRecord held = held(anOrder().writtenAt(Instant.parse("2026-12-01T09:00:00Z")));

        decide(held, Decision.APPROVED);

        assertThat(record.again(held).currentIssue().status())
                .isEqualTo(PrescriptionStatus.PRESCRIPTION_FUTURE_INSTANCE);
        record.ready(at("2026-12-01T00:30:00Z")).makeReady(LocalDate.of(2026, 12, 1), 10);
        assertThat(record.worklist()).contains(place(held));
    }

    @Test
    void it_expires_like_any_other_and_then_there_is_nothing_to_decide() {
        PrescriptionRecord held = held(anOrder());

        record.expire(at("2027-05-26T00:10:00Z")).expireDue(LocalDate.of(2027, 5, 25), 10);

        assertThat(record.again(held).currentIssue().status()).isEqualTo(PrescriptionStatus.EXPIRED);
        assertThat(record.reviews(LATER).open(null, 10, REVIEWER, null)).isEmpty();
        assertThat(decide(held, Decision.APPROVED))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(((Finding) refused.findings().getFirst()).problem())
                                .isEqualTo(Problem.PRESCRIPTION_INVALID_STATE_TRANSITION));
    }

    private Outcome<Decision> decide(PrescriptionRecord held, Decision decision) {
        return record.reviews(LATER).decide(held.id(), decision, "looked at it", REVIEWER, UUID.randomUUID());
    }

    /** One controlled item goes before, so that this one is held. */
    private PrescriptionRecord held(Orders orders) {
        return held(orders, NOW);
    }

    private PrescriptionRecord held(Orders orders, Clock clock) {
        keep(anOrder().controlled(CD2), clock);
        Created created = keep(orders.controlled(CD2), clock);
        assertThat(created.hold()).isEqualTo(HoldReason.CONTROLLED_IN_AN_HOUR);
        return record.prescriptions.find(created.id()).orElseThrow();
    }

    private Created keep(Orders orders, Clock clock) {
        Accepted accepted = orders.accepted();
        Outcome<Created> kept =
                record.transactions.execute(status -> record.create(ONE_AN_HOUR, new SimpleMeterRegistry(), clock)
                        .keep(accepted, MESSAGE, Orders.PRESCRIBER, UUID.randomUUID()));
        if (!(kept instanceof Outcome.Done<Created>(Created created))) {
            throw new IllegalStateException("not kept: " + kept);
        }
        return created;
    }

    private static String place(PrescriptionRecord prescription) {
        return "FA565 " + prescription.id().value() + " 1";
    }

    private List<String> audited(PrescriptionRecord prescription) {
        return record.owner
                .sql("SELECT operation || ' by ' || actor FROM audit_event WHERE subject = :id ORDER BY sequence")
                .param("id", prescription.id().value())
                .query(String.class)
                .list();
    }
}
