package org.pestle.prescription;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pestle.problems.Finding;
import org.pestle.problems.Problem;
import org.pestle.values.NhsDates;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How this service holds pharmacies and prescribers to the law of controlled drugs (eps.md 3.5). The national service
 * leaves it to them; by default this one only warns, which changes nothing for them.
 *
 * @param whenOver what happens to an item whose time of supply is over
 * @param repeatDispensing what happens to an eRD with a drug that may not be on one
 * @param rules dated rules; the law as it stands where none is set, and before the first that is set
 */
public record ControlledDrugs(
        @DefaultValue("WARN") WhenOver whenOver,
        @DefaultValue("WARN") RepeatDispensing repeatDispensing,
        @Nullable List<ControlledRule> rules) {
    static final ControlledDrugs NATIONAL = new ControlledDrugs(WhenOver.WARN, RepeatDispensing.WARN, null);

    /** Copies the list. */
    public ControlledDrugs {
        rules = rules == null ? List.of() : List.copyOf(rules);
    }

    /** What happens to an item whose time of supply is over. */
    public enum WhenOver {
        /** Release and notification say so, and are done. */
        WARN,
        /** A release that would hand out nothing else, and a notification that it was supplied, are refused. */
        REFUSE,
        /** The item expires by itself, and the issue ends when no item is left. */
        EXPIRE
    }

    /** What happens to an eRD with a drug that may not be on one. */
    public enum RepeatDispensing {
        WARN,
        REFUSE
    }

    /** Whether what is left of a prescription after its time is handed out no more. */
    public boolean isStrict() {
        return whenOver != WhenOver.WARN;
    }

    /** The rule for a drug on a prescription of that day; null for a drug in no schedule. */
    @Nullable
    ControlledRule rule(@Nullable ControlledSchedule schedule, LocalDate authoredOn) {
        List<ControlledRule> set = rules == null ? List.of() : rules;
        return Stream.concat(ControlledRule.NATIONAL.stream(), set.stream())
                .filter(rule -> rule.schedule() == schedule && !rule.from().isAfter(authoredOn))
                .max(Comparator.comparing(ControlledRule::from))
                .orElse(null);
    }

    /**
     * Last day on which the drug may be supplied of that issue; null where only the prescription's validity ends it.
     */
    @Nullable
    LocalDate supplyUntil(@Nullable ControlledSchedule schedule, LocalDate authoredOn, int issueNumber) {
        ControlledRule rule = rule(schedule, authoredOn);
        return rule == null ? null : rule.supplyUntil(authoredOn, issueNumber);
    }

    /** The items of an order that may not be on an eRD; none unless it is one. */
    List<Finding> bannedFromRepeatDispensing(PrescriptionOrder order) {
        return order.treatment() != TreatmentType.REPEAT_DISPENSING
                ? List.of()
                : order.items().stream()
                        .filter(item -> !mayBeRepeated(item.schedule(), NhsDates.on(order.authoredAt())))
                        .map(item -> Finding.at(
                                "MedicationRequest[%d].courseOfTherapyType".formatted(item.position() - 1),
                                Problem.CONTROLLED_DRUG_REPEAT_DISPENSING,
                                "Item %s is of a schedule that may not be prescribed for repeat dispensing"
                                        .formatted(item.id())))
                        .toList();
    }

    private boolean mayBeRepeated(@Nullable ControlledSchedule schedule, LocalDate authoredOn) {
        ControlledRule rule = rule(schedule, authoredOn);
        return rule == null || rule.repeatDispensing();
    }
}
