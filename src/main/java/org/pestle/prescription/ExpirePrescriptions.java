package org.pestle.prescription;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pestle.prescription.DueTable.Due;
import org.pestle.prescription.NextActivity.Action;
import org.pestle.problems.Outcome;
import org.pestle.values.NhsDates;
import org.pestle.values.PrescriptionId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Ends what has reached its last day (eps.md 4.3 row 9, 4.6): the issue and all later ones, their items, their places
 * in worklists. Doing it again does nothing, so the night may be repeated, and any number of processes may share it.
 */
@Component
public class ExpirePrescriptions {
    private final DueTable due;
    private final Prescriptions prescriptions;
    private final IssueTable issues;
    private final SettleCancellations settle;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ExpirePrescriptions(
            DueTable due,
            Prescriptions prescriptions,
            IssueTable issues,
            SettleCancellations settle,
            TransactionTemplate transaction,
            Clock clock) {
        this.due = due;
        this.prescriptions = prescriptions;
        this.issues = issues;
        this.settle = settle;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Expires a chunk of what is due, in one transaction (that of the caller, if there is one).
     *
     * @param today issues whose day is this or earlier are due
     * @param limit how many due issues to take, at least one
     * @return how many issues were expired; none if nothing is due that nobody else is working on
     */
    public int expireDue(LocalDate today, int limit) {
        Integer expired = transaction.execute(status -> {
            Map<PrescriptionId, Integer> firstDue = new TreeMap<>(Comparator.comparing(PrescriptionId::value));
            for (Due issue : due.claim(Action.EXPIRE, today, limit)) {
                firstDue.merge(issue.prescription(), issue.issueNumber(), Math::min);
            }
            List<IssueChange> changes = new ArrayList<>();
            List<PrescriptionRecord> found = prescriptions.findAll(firstDue.keySet());
            for (PrescriptionRecord prescription : found) {
                changes.addAll(
                        expiries(prescription, firstDue.getOrDefault(prescription.id(), Integer.MAX_VALUE), today));
            }
            int written = issues.changeAll(changes);
            found.forEach(this::settle);
            return written;
        });
        return expired == null ? 0 : expired;
    }

    /**
     * Expires a prescription whose day has passed without a night: to be called before anything else is done with it
     * (eps.md 4.6). On the last day itself it is still good.
     *
     * @return whether anything was expired: then it must be read again
     */
    public boolean expireOverdue(PrescriptionRecord prescription) {
        LocalDate today = NhsDates.today(clock);
        List<IssueChange> changes = prescription.issues().stream()
                .filter(issue -> issue.next().action() == Action.EXPIRE
                        && issue.next().on().isBefore(today))
                .findFirst()
                .map(issue -> expiries(prescription, issue.number(), today))
                .orElseGet(List::of);
        boolean expired = !changes.isEmpty() && issues.changeAll(changes) > 0;
        if (expired) {
            settle(prescription);
        }
        return expired;
    }

    /** The same, of the prescription as it stands now. */
    public boolean expireOverdue(PrescriptionId id) {
        return prescriptions.find(id).filter(this::expireOverdue).isPresent();
    }

    private void settle(PrescriptionRecord expired) {
        if (expired.isMarked()) {
            settle.settle(expired.id(), Act.ofTheService(clock.instant()));
        }
    }

    private List<IssueChange> expiries(PrescriptionRecord prescription, int firstNumber, LocalDate today) {
        Act act = Act.ofTheService(clock.instant());
        List<IssueChange> changes = new ArrayList<>();
        for (Issue issue : prescription.issues()) {
            if (issue.number() >= firstNumber && !issue.status().isCompleted()) {
                Outcome<IssueChange> change = IssueChange.of(
                        issue,
                        PrescriptionEvent.EXPIRY_REACHED,
                        IssueChange.toEveryItem(issue, LineItemEvent.EXPIRY_REACHED),
                        act);
                if (change instanceof Outcome.Done<IssueChange> allowed) {
                    changes.add(allowed.value().completed(today));
                }
            }
        }
        return changes;
    }
}
