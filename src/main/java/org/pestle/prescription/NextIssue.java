package org.pestle.prescription;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.pestle.problems.Outcome;
import org.pestle.values.NhsDates;

/**
 * What a change of one issue of an eRD means for the next one (eps.md 4.7): when it is completed the next one gets
 * ready, and when it is completed no more the next one waits again.
 */
public final class NextIssue {
    private NextIssue() {}

    /**
     * The change of the next issue, or empty if nothing follows for it.
     *
     * @param prescription as it was before the change
     * @param change of the issue before it
     */
    public static Optional<IssueChange> after(
            PrescriptionRecord prescription, IssueChange change, PrescriptionSettings settings) {
        Optional<Issue> next = prescription.issue(change.before().number() + 1);
        return isFinished(change.to())
                ? next.filter(issue -> issue.status() == PrescriptionStatus.REPEAT_DISPENSE_FUTURE_INSTANCE)
                        .map(issue -> prepare(issue, change, downloadOn(prescription, change, settings)))
                : next.filter(issue -> isFinished(change.before().status()) && hasBeenPrepared(issue.status()))
                        .map(issue -> putBack(issue, prescription, change));
    }

    /**
     * Whether the issue after this one was handed out or came to its end by a dispenser: then what was notified of this
     * one can no longer be withdrawn, and it stays completed (eps.md 4.3 row 12, 4.7).
     */
    public static boolean isOut(PrescriptionRecord prescription, int issueNumber) {
        return prescription
                .issue(issueNumber + 1)
                .map(Issue::status)
                .filter(status -> isFinished(status)
                        || status == PrescriptionStatus.WITH_DISPENSER
                        || status == PrescriptionStatus.WITH_DISPENSER_ACTIVE)
                .isPresent();
    }

    /** Counted from the prescription's day, not from the supply. */
    static LocalDate downloadOn(LocalDate authoredOn, int daysSupply, int completedNumber, Periods periods) {
        return authoredOn.plusDays((long) daysSupply * completedNumber).minusDays(periods.leadDays());
    }

    private static LocalDate downloadOn(
            PrescriptionRecord prescription, IssueChange completed, PrescriptionSettings settings) {
        LocalDate authoredOn = NhsDates.on(prescription.authoredAt());
        return downloadOn(
                authoredOn, prescription.daysSupply(), completed.before().number(), settings.inForce(authoredOn));
    }

    private static IssueChange prepare(Issue next, IssueChange completed, LocalDate downloadOn) {
        LocalDate today = completed.act().day();
        LocalDate dispensedOn = completed.dispensedOn();
        PrescriptionEvent event = downloadOn.isBefore(today)
                ? PrescriptionEvent.PREVIOUS_ISSUE_COMPLETED_LATE
                : PrescriptionEvent.PREVIOUS_ISSUE_COMPLETED_EARLY;
        return allowed(next, event, completed.act())
                .startingOn(dispensedOn == null ? today : dispensedOn)
                .readyOn(downloadOn);
    }

    private static IssueChange putBack(Issue next, PrescriptionRecord prescription, IssueChange reopened) {
        return allowed(next, PrescriptionEvent.PREVIOUS_ISSUE_REOPENED, reopened.act())
                .startingOn(prescription.issues().getFirst().startsOn());
    }

    private static IssueChange allowed(Issue next, PrescriptionEvent event, Act act) {
        return switch (IssueChange.of(next, event, Map.of(), act)) {
            case Outcome.Done<IssueChange>(IssueChange change) -> change;
            case Outcome.Refused<IssueChange> refused ->
                throw new IllegalStateException("the next issue cannot follow: " + refused.findings());
        };
    }

    private static boolean isFinished(PrescriptionStatus status) {
        return switch (status) {
            case DISPENSED, NOT_DISPENSED, CLAIMED, NO_CLAIMED -> true;
            case AWAITING_RELEASE_READY,
                    TO_BE_DISPENSED,
                    WITH_DISPENSER,
                    WITH_DISPENSER_ACTIVE,
                    EXPIRED,
                    CANCELLED,
                    REPEAT_DISPENSE_FUTURE_INSTANCE,
                    PRESCRIPTION_FUTURE_INSTANCE,
                    CANCELLED_FUTURE_INSTANCE -> false;
        };
    }

    private static boolean hasBeenPrepared(PrescriptionStatus status) {
        return status == PrescriptionStatus.AWAITING_RELEASE_READY || status == PrescriptionStatus.TO_BE_DISPENSED;
    }
}
