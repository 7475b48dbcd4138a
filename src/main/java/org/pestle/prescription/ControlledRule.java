package org.pestle.prescription;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the law wants of the drugs of one schedule, as in force from a day on (eps.md 3.5). It holds for each item by
 * itself; the other items of the prescription are not touched by it.
 *
 * @param from first day on which it holds; the rule of the prescription's day is the one that counts
 * @param electronic whether such a drug may be on an electronic prescription at all
 * @param firstIssueDays last day of supply of the only or first issue, days after the prescription's day, which is not
 *     counted; null for as long as the prescription itself is valid
 * @param laterIssuesDays the same of later issues of an eRD
 * @param repeatDispensing whether such a drug may be on an eRD
 * @param words whether the quantity is written in words as well
 */
public record ControlledRule(
        LocalDate from,
        ControlledSchedule schedule,
        @DefaultValue("true") boolean electronic,
        @Nullable Integer firstIssueDays,
        @Nullable Integer laterIssuesDays,
        @DefaultValue("true") boolean repeatDispensing,
        @DefaultValue("false") boolean words) {

    /** The law as it stands. What is in no schedule has no rule. */
    // spotless:off
    static final List<ControlledRule> NATIONAL = List.of(
            //                              schedule                electronic  first  later  eRD    words
            national(ControlledSchedule.CD1, false,      null,  null,  false, true),
            national(ControlledSchedule.CD2, true,       28,    28,    false, true),
            national(ControlledSchedule.CD3, true,       28,    28,    false, true),
            national(ControlledSchedule.CD4, true,       28,    null,  true,  false),
            national(ControlledSchedule.CD5, true,       null,  null,  true,  false));
    // spotless:on

    /** Refuses a validity of no days. */
    public ControlledRule {
        if ((firstIssueDays != null && firstIssueDays < 1) || (laterIssuesDays != null && laterIssuesDays < 1)) {
            throw new IllegalArgumentException("a controlled drug can be supplied on one day at least");
        }
    }

    private static ControlledRule national(
            ControlledSchedule schedule,
            boolean electronic,
            @Nullable Integer firstIssueDays,
            @Nullable Integer laterIssuesDays,
            boolean repeatDispensing,
            boolean words) {
        return new ControlledRule(
                LocalDate.EPOCH, schedule, electronic, firstIssueDays, laterIssuesDays, repeatDispensing, words);
    }

    /** The law as it stands for a schedule. */
    static ControlledRule national(ControlledSchedule schedule) {
        return NATIONAL.stream()
                .filter(rule -> rule.schedule() == schedule)
                .findFirst()
                .orElseThrow();
    }

    /**
     * Last day on which the drug may be supplied, to its last second in London: 5 January and 28 days is 2 February.
     * Null where only the validity of the prescription ends it.
     */
    @Nullable
    LocalDate supplyUntil(LocalDate authoredOn, int issueNumber) {
        Integer days = issueNumber == 1 ? firstIssueDays : laterIssuesDays;
        return days == null ? null : authoredOn.plusDays(days);
    }
}
