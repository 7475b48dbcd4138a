package org.pestle.prescription;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pestle.prescription.ControlledDrugs.RepeatDispensing;
import org.pestle.prescription.ControlledDrugs.WhenOver;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.routing.Nomination;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** What the law wants of each schedule (eps.md 3.5). */
class ControlledRuleTest {
    private static final LocalDate WRITTEN = LocalDate.of(2027, 1, 5);

    /** 5 January and 28 days is the end of 2 February: the day itself is not counted. */
    @ParameterizedTest(name = "schedule {0}, issue {1}: {2}")
    @CsvSource({
        "CD2, 1, 2027-02-02",
        "CD2, 2, 2027-02-02",
        "CD3, 1, 2027-02-02",
        "CD3, 2, 2027-02-02",
        "CD4, 1, 2027-02-02",
        "CD4, 2,",
        "CD5, 1,",
        "CD5, 2,",
        ", 1,"
    })
    void a_drug_may_be_supplied_until(@Nullable ControlledSchedule schedule, int issue, @Nullable LocalDate last) {
        assertThat(Optional.ofNullable(ControlledDrugs.NATIONAL.supplyUntil(schedule, WRITTEN, issue)))
                .isEqualTo(Optional.ofNullable(last));
    }

    @ParameterizedTest(name = "schedule {0}: electronic {1}, words {2}, repeat dispensing {3}")
    @CsvSource({
        "CD1, false, true, false",
        "CD2, true, true, false",
        "CD3, true, true, false",
        "CD4, true, false, true",
        "CD5, true, false, true"
    })
    void a_schedule_allows(ControlledSchedule schedule, boolean electronic, boolean words, boolean repeatDispensing) {
        assertThat(schedule.isElectronic()).isEqualTo(electronic);
        assertThat(schedule.needsWords()).isEqualTo(words);
        assertThat(ControlledRule.national(schedule).repeatDispensing()).isEqualTo(repeatDispensing);
    }

    @Test
    void a_new_rule_counts_for_prescriptions_written_from_its_day_on() {
        PrescriptionSettings settings = new Binder(new MapConfigurationPropertySource(Map.of(
                        "pestle.prescription.controlled.when-over", "refuse",
                        "pestle.prescription.controlled.rules[0].from", "2027-03-01",
                        "pestle.prescription.controlled.rules[0].schedule", "CD5",
                        "pestle.prescription.controlled.rules[0].first-issue-days", "14")))
                .bind("pestle.prescription", PrescriptionSettings.class)
                .get();

        ControlledDrugs controlled = settings.controlled();
        assertThat(controlled.whenOver()).isEqualTo(WhenOver.REFUSE);
        assertThat(controlled.repeatDispensing()).isEqualTo(RepeatDispensing.WARN);
        assertThat(controlled.supplyUntil(ControlledSchedule.CD5, LocalDate.of(2027, 2, 28), 1))
                .isNull();
        assertThat(controlled.supplyUntil(ControlledSchedule.CD5, LocalDate.of(2027, 3, 1), 1))
                .isEqualTo("2027-03-15");
        assertThat(controlled.supplyUntil(ControlledSchedule.CD2, LocalDate.of(2027, 3, 1), 1))
                .isEqualTo("2027-03-29");
    }

    @Test
    void what_is_kept_of_an_item_is_the_rule_of_the_prescriptions_day() {
        RecordFixture record = new RecordFixture();
        PrescriptionRecord kept = record.kept(
                Orders.anOrder()
                        .writtenAt(Instant.parse("2027-01-05T09:00:00Z"))
                        .item(1)
                        .item(1)
                        .controlledFirst(1, ControlledSchedule.CD3),
                RecordFixture.at("2027-01-06T10:00:00Z"));

        assertThat(kept.issues().getFirst().items())
                .extracting(Issue.Item::supplyUntil)
                .containsExactly(LocalDate.of(2027, 2, 2), null);
        assertThat(kept.items().getFirst().schedule()).isEqualTo(ControlledSchedule.CD3);
    }

    @Test
    void repeat_dispensing_of_schedules_2_and_3_is_refused_or_told_as_the_setting_says() {
        PrescriptionOrder order = Orders.anOrder()
                .repeatDispensing(3, LocalDate.of(2026, 11, 25))
                .item(3)
                .item(3)
                .controlledFirst(1, ControlledSchedule.CD2)
                .order();
        RecordFixture strict = new RecordFixture(
                new PrescriptionSettings(null, new ControlledDrugs(WhenOver.WARN, RepeatDispensing.REFUSE, null)));
        CreatePrescription create = strict.create(RecordFixture.at("2026-11-25T10:00:00Z"));

        Outcome<Accepted> refused = create.examine(order, Orders.PRESCRIBER);

        assertThat(refused).isInstanceOf(Outcome.Refused.class);
        List<Finding> findings = ((Outcome.Refused<Accepted>) refused).findings();
        assertThat(findings).extracting(Finding::problem).containsExactly(Problem.CONTROLLED_DRUG_REPEAT_DISPENSING);
        assertThat(create.notes(order, new Nomination.None()))
                .extracting(Finding::severity)
                .containsExactly(Problem.Severity.INFORMATION);
        assertThat(create.notes(
                        Orders.anOrder()
                                .repeatDispensing(3, LocalDate.of(2026, 11, 25))
                                .controlled(ControlledSchedule.CD4)
                                .order(),
                        new Nomination.None()))
                .isEmpty();
        assertThat(create.notes(
                        Orders.anOrder().controlled(ControlledSchedule.CD2).order(), new Nomination.None()))
                .isEmpty();
    }
}
