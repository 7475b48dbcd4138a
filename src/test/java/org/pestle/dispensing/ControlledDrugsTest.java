package org.pestle.dispensing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pestle.dispensing.Stage.HIGH_STREET;
import static org.pestle.prescription.LineItemStatus.FULLY_DISPENSED;
import static org.pestle.prescription.LineItemStatus.NOT_DISPENSED;
import static org.pestle.prescription.LineItemStatus.OWING;
import static org.pestle.prescription.PrescriptionStatus.DISPENSED;
import static org.pestle.prescription.PrescriptionStatus.WITH_DISPENSER_ACTIVE;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pestle.prescription.ControlledDrugs.WhenOver;
import org.pestle.prescription.ControlledSchedule;
import org.pestle.prescription.CreatedPrescriptions.Wanted;
import org.pestle.prescription.LineItemStatus;
import org.pestle.prescription.PrescriptionRecord;
import org.pestle.prescription.PrescriptionStatus;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;

/**
 * Controlled drugs after their 28 days (eps.md 3.5): 5 January and 28 days is the end of 2 February, so that the night
 * of 3 February is the first that finds them over. Only the controlled item is touched.
 */
class ControlledDrugsTest {
    private static final Instant WRITTEN = Instant.parse("2027-01-05T10:00:00Z");
    private static final Instant LAST_SECOND = Instant.parse("2027-02-02T23:59:59Z");
    private static final Instant OVER = Instant.parse("2027-02-03T00:00:00Z");
    private static final Wanted ONE = new Wanted(1, 0, List.of(1), true);
    private static final Wanted TWO = new Wanted(1, 0, List.of(1, 1), true);

    private static Stage stage(WhenOver whenOver) {
        return new Stage(WRITTEN, Stage.controlled(whenOver));
    }

    @Test
    void the_release_of_the_next_day_warns_and_hands_out_all_the_same() {
        Stage stage = stage(WhenOver.WARN);
        PrescriptionRecord first = stage.create(TWO, ControlledSchedule.CD2, 1);
        PrescriptionRecord second = stage.create(TWO, ControlledSchedule.CD2, 1);
        stage.waitUntil(LAST_SECOND);
        SupplyAdvice inTime = advice(stage.releaseById(first.id(), HIGH_STREET));
        stage.waitUntil(OVER);
        SupplyAdvice late = advice(stage.releaseById(second.id(), HIGH_STREET));

        assertThat(inTime.warnings(first.items().getFirst().id())).isEmpty();
        assertThat(late.warnings(second.items().getFirst().id()))
                .containsExactly("This controlled drug could be supplied until the end of 2 February 2027");
        assertThat(late.warnings(second.items().getLast().id())).isEmpty();
        assertThat(late.supplyUntil().values()).containsExactly(LocalDate.of(2027, 2, 2));
    }

    @Test
    void a_supply_after_the_last_day_is_recorded_with_a_warning() {
        Stage stage = stage(WhenOver.WARN);
        PrescriptionRecord owed = owed(stage);
        stage.waitUntil(OVER);

        Outcome<Notified> told = stage.tell(all(stage, owed, FULLY_DISPENSED), HIGH_STREET);

        assertThat(told).isInstanceOf(Outcome.Done.class);
        Notified notified = ((Outcome.Done<Notified>) told).value();
        assertThat(notified.status()).isEqualTo(DISPENSED);
        assertThat(notified.notes()).extracting(Finding::problem).containsExactly(Problem.CONTROLLED_DRUG_EXPIRED);
        assertThat(notified.notes()).extracting(Finding::severity).containsExactly(Problem.Severity.INFORMATION);
    }

    @Test
    void a_release_that_would_hand_out_nothing_else_is_refused_and_a_mixed_one_is_not() {
        Stage stage = stage(WhenOver.REFUSE);
        PrescriptionRecord alone = stage.create(ONE, ControlledSchedule.CD3, 1);
        PrescriptionRecord mixed = stage.create(TWO, ControlledSchedule.CD3, 1);
        PrescriptionRecord schedule5 = stage.create(ONE, ControlledSchedule.CD5, 1);
        stage.waitUntil(OVER);

        assertThat(Stage.code(stage.releaseById(alone.id(), HIGH_STREET))).isEqualTo("CONTROLLED_DRUG_EXPIRED");
        assertThat(stage.releaseNominated(HIGH_STREET))
                .satisfies(release -> assertThat(
                                ((Outcome.Done<Release>) release).value().passed())
                        .extracting(ReleasedPrescription::id)
                        .containsExactlyInAnyOrder(mixed.id(), schedule5.id()));
        assertThat(Stage.line(stage.read(alone.id()))).isEqualTo("0001(0007)");
    }

    @Test
    void an_owing_that_is_supplied_too_late_is_refused_and_one_in_time_may_be_told_later() {
        Stage stage = stage(WhenOver.REFUSE);
        PrescriptionRecord owed = owed(stage);
        stage.waitUntil(LAST_SECOND);
        DispenseNotification inTime = all(stage, owed, FULLY_DISPENSED);
        stage.waitUntil(OVER);
        DispenseNotification late = all(stage, owed, FULLY_DISPENSED);

        assertThat(Stage.code(stage.notify(late, HIGH_STREET))).isEqualTo("CONTROLLED_DRUG_EXPIRED");
        assertThat(Stage.line(stage.read(owed.id()))).isEqualTo("0003(0004)");
        assertThat(stage.notify(inTime, HIGH_STREET)).isEqualTo(Outcome.done(DISPENSED));
    }

    @Test
    void the_rest_of_a_mixed_prescription_is_dispensed_as_usual() {
        Stage stage = stage(WhenOver.REFUSE);
        PrescriptionRecord mixed = stage.create(TWO, ControlledSchedule.CD2, 1);
        stage.releaseById(mixed.id(), HIGH_STREET);
        stage.waitUntil(OVER);

        DispenseNotification rest = stage.notification(
                mixed,
                1,
                null,
                DISPENSED,
                List.of(NOT_DISPENSED, FULLY_DISPENSED),
                List.of(BigDecimal.ZERO, Stage.ORDERED));

        assertThat(stage.notify(rest, HIGH_STREET)).isEqualTo(Outcome.done(DISPENSED));
    }

    @Test
    void the_item_expires_in_the_night_after_its_last_day_and_the_issue_with_the_last_item() {
        Stage stage = stage(WhenOver.EXPIRE);
        PrescriptionRecord alone = stage.create(ONE, ControlledSchedule.CD2, 1);
        PrescriptionRecord mixed = stage.create(TWO, ControlledSchedule.CD2, 1);
        PrescriptionRecord held = stage.create(TWO, ControlledSchedule.CD2, 1);
        stage.releaseById(held.id(), HIGH_STREET);
        stage.waitUntil(LAST_SECOND);
        stage.night();
        assertThat(Stage.line(stage.read(alone.id()))).isEqualTo("0001(0007)");

        stage.waitUntil(OVER);
        stage.night();

        assertThat(Stage.line(stage.read(alone.id()))).isEqualTo("0004(0006)");
        assertThat(stage.read(alone.id()).issues().getFirst().completedOn()).isEqualTo("2027-02-03");
        assertThat(Stage.line(stage.read(mixed.id()))).isEqualTo("0001(0006,0007)");
        assertThat(Stage.line(stage.read(held.id()))).isEqualTo("0002(0006,0008)");
        List<String> violations = new Invariants(stage.database).violatedBy(alone.id());
        assertThat(violations).isEmpty();
    }

    @Test
    void an_owing_that_expires_closes_an_issue_of_which_nothing_was_dispensed_as_not_dispensed() {
        Stage stage = stage(WhenOver.EXPIRE);
        PrescriptionRecord owed = owed(stage);
        PrescriptionRecord partly = stage.create(TWO, ControlledSchedule.CD2, 1);
        stage.releaseById(partly.id(), HIGH_STREET);
        DispenseNotification notification = stage.notification(
                partly,
                1,
                null,
                WITH_DISPENSER_ACTIVE,
                List.of(OWING, FULLY_DISPENSED),
                List.of(BigDecimal.ZERO, Stage.ORDERED));
        assertThat(Stage.code(stage.notify(notification, HIGH_STREET))).isEqualTo("done");
        stage.waitUntil(OVER);

        stage.night();

        assertThat(Stage.line(stage.read(owed.id()))).isEqualTo("0007(0002)");
        assertThat(Stage.line(stage.read(partly.id()))).isEqualTo("0006(0002,0001)");
    }

    @Test
    void a_release_without_a_night_before_hands_out_nothing_that_has_expired() {
        Stage stage = stage(WhenOver.EXPIRE);
        PrescriptionRecord alone = stage.create(ONE, ControlledSchedule.CD2, 1);
        PrescriptionRecord mixed = stage.create(TWO, ControlledSchedule.CD2, 1);
        stage.waitUntil(OVER);

        assertThat(Stage.code(stage.releaseById(alone.id(), HIGH_STREET))).isEqualTo("PRESCRIPTION_EXPIRED");
        assertThat(Stage.code(stage.releaseNominated(HIGH_STREET))).isEqualTo("done");

        assertThat(Stage.line(stage.read(alone.id()))).isEqualTo("0004(0006)");
        assertThat(Stage.line(stage.read(mixed.id()))).isEqualTo("0002(0006,0008)");
    }

    @Test
    void schedule_4_of_repeat_dispensing_has_28_days_for_the_first_issue_only() {
        Stage stage = stage(WhenOver.EXPIRE);
        Wanted repeats = new Wanted(2, 0, List.of(2), true);
        PrescriptionRecord begun = stage.create(repeats, ControlledSchedule.CD4, 1);
        PrescriptionRecord missed = stage.create(repeats, ControlledSchedule.CD4, 1);
        stage.releaseById(begun.id(), HIGH_STREET);
        assertThat(Stage.code(stage.notify(all(stage, begun, FULLY_DISPENSED), HIGH_STREET)))
                .isEqualTo("done");
        stage.waitUntil(WRITTEN.plus(Duration.ofDays(100)));

        stage.night();

        assertThat(Stage.line(stage.read(begun.id()))).isEqualTo("0006(0001) 0001(0007)");
        assertThat(Stage.line(stage.read(missed.id()))).isEqualTo("0004(0006) 0004(0006)");
    }

    @Test
    void outside_its_window_a_supply_is_told_and_not_refused() {
        Stage stage = stage(WhenOver.WARN);
        PrescriptionRecord repeats = stage.create(new Wanted(2, 0, List.of(2), true), ControlledSchedule.CD5, 0);
        stage.releaseById(repeats.id(), HIGH_STREET);
        stage.notify(all(stage, repeats, FULLY_DISPENSED), HIGH_STREET);

        // Issue 2: 5 January + 28 days - 7 days is 26 January.
        SupplyAdvice early = advice(stage.releaseById(repeats.id(), HIGH_STREET));
        stage.waitUntil(Instant.parse("2027-01-25T23:59:59Z"));
        Outcome<Notified> told = stage.tell(of(stage, repeats, 2, DISPENSED, FULLY_DISPENSED), HIGH_STREET);

        assertThat(early.warnings(repeats.items().getFirst().id()))
                .containsExactly("This issue is meant to be dispensed from 26 January 2027 to 5 January 2028");
        assertThat(((Outcome.Done<Notified>) told).value().notes())
                .extracting(Finding::problem)
                .containsExactly(Problem.OUTSIDE_DISPENSING_WINDOW);
    }

    @Test
    void age_exemption_ends_the_day_before_sixteen_and_begins_at_sixty() {
        assertThat(AgeExemption.of(LocalDate.of(1981, 2, 3)))
                .isEqualTo(new AgeExemption(LocalDate.of(1997, 2, 2), LocalDate.of(2041, 2, 3)));
    }

    private static PrescriptionRecord owed(Stage stage) {
        PrescriptionRecord prescription = stage.create(ONE, ControlledSchedule.CD2, 1);
        stage.releaseById(prescription.id(), HIGH_STREET);
        DispenseNotification owing = of(stage, prescription, 1, WITH_DISPENSER_ACTIVE, OWING);
        assertThat(Stage.code(stage.notify(owing, HIGH_STREET))).isEqualTo("done");
        return stage.read(prescription.id());
    }

    private static DispenseNotification all(Stage stage, PrescriptionRecord prescription, LineItemStatus to) {
        return of(stage, prescription, 1, DISPENSED, to);
    }

    private static DispenseNotification of(
            Stage stage, PrescriptionRecord prescription, int issue, PrescriptionStatus status, LineItemStatus to) {
        int items = prescription.items().size();
        BigDecimal amount = to == FULLY_DISPENSED ? Stage.ORDERED : BigDecimal.ZERO;
        return stage.notification(
                prescription, issue, null, status, Collections.nCopies(items, to), Collections.nCopies(items, amount));
    }

    private static SupplyAdvice advice(Outcome<Release> release) {
        return ((Outcome.Done<Release>) release).value().passed().getFirst().advice();
    }
}
