package org.pestle.claim;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.pestle.prescription.Act;
import org.pestle.prescription.CatchUp;
import org.pestle.prescription.DueTable;
import org.pestle.prescription.DueTable.Due;
import org.pestle.prescription.Issue;
import org.pestle.prescription.IssueChange;
import org.pestle.prescription.IssueTable;
import org.pestle.prescription.LineItemEvent;
import org.pestle.prescription.NextActivity.Action;
import org.pestle.prescription.PrescriptionEvent;
import org.pestle.prescription.PrescriptionRecord;
import org.pestle.prescription.Prescriptions;
import org.pestle.problems.Outcome;
import org.pestle.values.PrescriptionId;
import org.springframework.stereotype.Component;

/**
 * Closes what nobody claimed for in time (eps.md 4.3 row 11, 4.6): the issue is no-claimed, items that were still open
 * end as they stand, the reimbursement authority is told, and an eRD goes on with its next issue. Doing it again does
 * nothing, and any number of processes may share it.
 */
@Component
public class CloseUnclaimed {
    private final DueTable due;
    private final Prescriptions prescriptions;
    private final IssueTable issues;
    private final NoClaimTable notices;
    private final CatchUp catchUp;
    private final Clock clock;

    CloseUnclaimed(
            DueTable due,
            Prescriptions prescriptions,
            IssueTable issues,
            NoClaimTable notices,
            CatchUp catchUp,
            Clock clock) {
        this.due = due;
        this.prescriptions = prescriptions;
        this.issues = issues;
        this.notices = notices;
        this.catchUp = catchUp;
        this.clock = clock;
    }

    /**
     * Closes a chunk of what is due, in the caller's transaction.
     *
     * @param today issues whose day is this or earlier are due
     * @param limit how many due issues to take, at least one
     * @return how many issues were closed; none if nothing is due that nobody else is working on
     */
    public int closeDue(LocalDate today, int limit) {
        Map<PrescriptionId, Set<Integer>> numbers = due.claim(Action.CREATE_NO_CLAIM, today, limit).stream()
                .collect(Collectors.groupingBy(
                        Due::prescription, Collectors.mapping(Due::issueNumber, Collectors.toSet())));
        Act act = Act.ofTheService(clock.instant());
        List<IssueChange> closed = new ArrayList<>();
        List<PrescriptionRecord> found = prescriptions.findAll(numbers.keySet());
        for (PrescriptionRecord prescription : found) {
            for (Issue issue : prescription.issues()) {
                if (numbers.getOrDefault(prescription.id(), Set.of()).contains(issue.number())) {
                    // As of its day, also where a night was missed; but the no-claim is received today (row 11).
                    closed.add(close(issue, act.asOf(issue.next().on())).noClaimed(today));
                }
            }
        }
        if (issues.changeAll(closed) < closed.size()) {
            throw new IllegalStateException("an issue that was locked has changed");
        }
        notices.keep(closed);
        catchUp.after(found, closed, today);
        return closed.size();
    }

    private static IssueChange close(Issue issue, Act act) {
        return switch (IssueChange.of(
                issue,
                PrescriptionEvent.CLAIM_WINDOW_CLOSED,
                IssueChange.toEveryItem(issue, LineItemEvent.EXPIRY_REACHED),
                act)) {
            case Outcome.Done<IssueChange>(IssueChange change) -> change;
            case Outcome.Refused<IssueChange> refused ->
                throw new IllegalStateException("what waits for a claim cannot be closed: " + refused.findings());
        };
    }
}
