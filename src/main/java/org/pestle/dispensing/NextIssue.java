package org.pestle.dispensing;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.pestle.prescription.Issue;
import org.pestle.prescription.IssueChange;
import org.pestle.prescription.PrescriptionEvent;
import org.pestle.prescription.PrescriptionRecord;
import org.pestle.prescription.PrescriptionStatus;
import org.pestle.problems.Outcome;
import org.pestle.values.NhsDates;

/** What the completion of an eRD issue means for the next one (eps.md 4.7). */
final class NextIssue {
    private static final int LEAD_DAYS = 7;

    private NextIssue() {}

    /**
     * The change of the next issue, or empty if the change completes nothing or no issue is waiting.
     *
     * @param completed the change of the issue before it
     */
    static Optional<IssueChange> change(PrescriptionRecord prescription, IssueChange completed) {
        boolean complete =
                completed.to() == PrescriptionStatus.DISPENSED || completed.to() == PrescriptionStatus.NOT_DISPENSED;
        int completedNumber = completed.before().number();
        Optional<Issue> next = prescription
                .issue(completedNumber + 1)
                .filter(issue -> complete && issue.status() == PrescriptionStatus.REPEAT_DISPENSE_FUTURE_INSTANCE);
        return next.map(issue -> ready(issue, downloadOn(prescription, completedNumber), completed));
    }

    private static IssueChange ready(Issue next, LocalDate downloadOn, IssueChange completed) {
        LocalDate today = NhsDates.on(completed.act().at());
        PrescriptionEvent event = downloadOn.isBefore(today)
                ? PrescriptionEvent.PREVIOUS_ISSUE_COMPLETED_LATE
                : PrescriptionEvent.PREVIOUS_ISSUE_COMPLETED_EARLY;
        return switch (IssueChange.of(next, event, Map.of(), completed.act())) {
            case Outcome.Done<IssueChange>(IssueChange change) -> change.readyOn(downloadOn);
            case Outcome.Refused<IssueChange> refused ->
                throw new IllegalStateException("the next issue cannot follow: " + refused.findings());
        };
    }

    /** Counted from the prescription's day, not from the supply. */
    private static LocalDate downloadOn(PrescriptionRecord prescription, int completedNumber) {
        return NhsDates.on(prescription.authoredAt())
                .plusDays((long) prescription.daysSupply() * completedNumber)
                .minusDays(LEAD_DAYS);
    }
}
