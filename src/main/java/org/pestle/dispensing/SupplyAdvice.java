package org.pestle.dispensing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pestle.prescription.DispensingWindow;
import org.pestle.prescription.Issue;
import org.pestle.prescription.PrescriptionRecord;
import org.pestle.prescription.PrescriptionSettings;
import org.pestle.problems.Finding;
import org.pestle.problems.Problem;
import org.pestle.problems.Problem.Severity;
import org.pestle.values.LineItemId;
import org.pestle.values.NhsDates;

/**
 * What a pharmacist should know of the time of a supply (eps.md 3.5, 3.7, 10.3). It tells and never refuses.
 *
 * @param day of the release or of the supply
 * @param supplyUntil last day on which each controlled item may be supplied; others are not in it
 */
public record SupplyAdvice(
        LocalDate day, DispensingWindow window, Map<LineItemId, LocalDate> supplyUntil, AgeExemption ageExemption) {
    /** Copies the map. */
    public SupplyAdvice {
        supplyUntil = Map.copyOf(supplyUntil);
    }

    /** What is to be said of a supply of some items on a day. */
    static List<Finding> of(
            PrescriptionRecord prescription,
            Issue issue,
            List<LineItemId> supplied,
            LocalDate day,
            PrescriptionSettings settings) {
        DispensingWindow window = DispensingWindow.of(prescription, issue, settings);
        List<Finding> notes = new ArrayList<>();
        if (!supplied.isEmpty()) {
            outside(window, day)
                    .map(sentence -> note(Problem.OUTSIDE_DISPENSING_WINDOW, sentence))
                    .ifPresent(notes::add);
        }
        issue.items().stream()
                .filter(item -> supplied.contains(item.id()) && item.isOver(day))
                .map(item -> note(
                        Problem.CONTROLLED_DRUG_EXPIRED,
                        "Item %s: %s".formatted(item.id(), over(Optional.ofNullable(item.supplyUntil())))))
                .forEach(notes::add);
        return notes;
    }

    /** The warnings about an item, in sentences; none if all is in time. */
    public List<String> warnings(LineItemId item) {
        List<String> warnings = new ArrayList<>();
        outside(window, day).ifPresent(warnings::add);
        Optional.ofNullable(supplyUntil.get(item))
                .filter(last -> last.isBefore(day))
                .map(last -> over(Optional.of(last)))
                .ifPresent(warnings::add);
        return warnings;
    }

    private static Optional<String> outside(DispensingWindow window, LocalDate day) {
        return window.contains(day)
                ? Optional.empty()
                : Optional.of("This issue is meant to be dispensed from %s to %s"
                        .formatted(NhsDates.inWords(window.from()), NhsDates.inWords(window.to())));
    }

    private static String over(Optional<LocalDate> last) {
        return "This controlled drug could be supplied until the end of %s"
                .formatted(last.map(NhsDates::inWords).orElse("its time"));
    }

    private static Finding note(Problem problem, String sentence) {
        return Finding.of(problem, sentence).as(Severity.INFORMATION, "informational");
    }
}
