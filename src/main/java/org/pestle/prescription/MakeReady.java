package org.pestle.prescription;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.pestle.prescription.DueTable.Due;
import org.pestle.prescription.NextActivity.Action;
import org.pestle.problems.Outcome;
import org.pestle.values.PrescriptionId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Offers for download what has waited for its day (eps.md 4.3 row 10, 4.6): the issue can be released, and stands in
 * the worklist of the nominated site. Doing it again does nothing, and any number of processes may share it.
 */
@Component
public class MakeReady {
    private final DueTable due;
    private final Prescriptions prescriptions;
    private final IssueTable issues;
    private final TransactionTemplate transaction;
    private final Clock clock;

    MakeReady(
            DueTable due,
            Prescriptions prescriptions,
            IssueTable issues,
            TransactionTemplate transaction,
            Clock clock) {
        this.due = due;
        this.prescriptions = prescriptions;
        this.issues = issues;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Makes a chunk of what is due ready, in one transaction (that of the caller, if there is one).
     *
     * @param today issues whose day is this or earlier are due
     * @param limit how many due issues to take, at least one
     * @return how many issues were made ready; none if nothing is due that nobody else is working on
     */
    public int makeReady(LocalDate today, int limit) {
        Integer ready = transaction.execute(status -> {
            Map<PrescriptionId, Set<Integer>> dueIssues = due.claim(Action.READY, today, limit).stream()
                    .collect(Collectors.groupingBy(
                            Due::prescription, Collectors.mapping(Due::issueNumber, Collectors.toSet())));
            Act act = Act.ofTheService(clock.instant());
            List<IssueChange> changes = new ArrayList<>();
            for (PrescriptionRecord prescription : prescriptions.findAll(dueIssues.keySet())) {
                Set<Integer> numbers = dueIssues.getOrDefault(prescription.id(), Set.of());
                for (Issue issue : prescription.issues()) {
                    if (numbers.contains(issue.number())
                            && IssueChange.of(issue, PrescriptionEvent.READY_DATE_REACHED, Map.of(), act)
                                    instanceof Outcome.Done<IssueChange> allowed) {
                        changes.add(allowed.value());
                    }
                }
            }
            return issues.changeAll(changes);
        });
        return ready == null ? 0 : ready;
    }
}
