package org.pestle.prescription;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The step of one issue's history that an amendment is: the issue begins anew, but its history goes on.
 *
 * @param before its status before, or null if it has no history yet
 * @param event what happened to it
 * @param version of the issue afterwards
 * @param previousHash of the last row of its history; empty if it has none
 * @param leaseVersion how often it was released before
 */
record AmendedIssue(
        int number,
        @Nullable PrescriptionStatus before,
        PrescriptionEvent event,
        PrescriptionStatus to,
        int version,
        byte[] previousHash,
        int leaseVersion) {

    /**
     * All issues of a prescription that may be amended: those it will have, then those it will not have any more.
     *
     * @param wanted as the issues of a new prescription begin
     * @param history of all issues that it ever had
     */
    static List<AmendedIssue> of(List<FirstIssue> wanted, PrescriptionRecord old, List<HistoryEvent> history) {
        List<AmendedIssue> issues = new ArrayList<>();
        for (FirstIssue now : wanted) {
            issues.add(amended(now, old, history));
        }
        for (Issue issue : old.issues()) {
            if (issue.number() > wanted.size()) {
                issues.add(step(issue, PrescriptionEvent.REMOVED_BY_AMENDMENT));
            }
        }
        return List.copyOf(issues);
    }

    private static AmendedIssue amended(FirstIssue now, PrescriptionRecord old, List<HistoryEvent> history) {
        PrescriptionEvent event = now.status() == PrescriptionStatus.PRESCRIPTION_FUTURE_INSTANCE
                ? PrescriptionEvent.AMENDED_AHEAD
                : PrescriptionEvent.AMENDED;
        return old.issue(now.number())
                .map(issue -> step(issue, event))
                .orElseGet(() -> history.stream()
                        .filter(row -> row.issueNumber() == now.number())
                        .reduce((earlier, later) -> later)
                        .map(last -> back(last, event))
                        .orElseGet(() -> added(now)));
    }

    private static AmendedIssue step(Issue issue, PrescriptionEvent event) {
        PrescriptionStatus to = allowed(issue.status(), event);
        return new AmendedIssue(
                issue.number(),
                issue.status(),
                event,
                to,
                issue.version() + 1,
                issue.chainHead(),
                issue.leaseVersion());
    }

    /** An issue that an earlier amendment removed. */
    private static AmendedIssue back(HistoryEvent last, PrescriptionEvent event) {
        PrescriptionStatus to = allowed(last.to(), event);
        return new AmendedIssue(last.issueNumber(), last.to(), event, to, last.version() + 1, last.hash(), 0);
    }

    private static AmendedIssue added(FirstIssue now) {
        return new AmendedIssue(now.number(), null, PrescriptionEvent.UPLOADED, now.status(), 1, new byte[0], 0);
    }

    private static PrescriptionStatus allowed(PrescriptionStatus from, PrescriptionEvent event) {
        return PrescriptionLifecycle.next(from, event)
                .orElseThrow(() -> new IllegalStateException("the lifecycle has no " + event + " from " + from));
    }
}
