package org.pestle.dispensing;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.pestle.access.Caller;
import org.pestle.access.Operation;
import org.pestle.dispensing.DispenseRules.Earlier;
import org.pestle.prescription.Act;
import org.pestle.prescription.Issue;
import org.pestle.prescription.IssueChange;
import org.pestle.prescription.IssueTable;
import org.pestle.prescription.PrescriptionRecord;
import org.pestle.prescription.PrescriptionStatus;
import org.pestle.prescription.Prescriptions;
import org.pestle.prescription.SettleCancellations;
import org.pestle.prescription.StoredMessage;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.values.OdsCode;
import org.springframework.stereotype.Component;

/**
 * Records what a pharmacy dispensed (eps.md 1.6, 4.3). Runs in the transaction of the exchange: one round trip to read
 * the record, one to change the issue, one to keep the notification; another where earlier notifications count, and one
 * more where an eRD issue is completed and the next one gets ready; some more where a cancellation is pending.
 */
@Component
public class RecordDispense {
    private static final int ATTEMPTS = 5;

    private final Prescriptions prescriptions;
    private final IssueTable issues;
    private final DispenseTable table;
    private final SettleCancellations settle;
    private final Clock clock;

    RecordDispense(
            Prescriptions prescriptions,
            IssueTable issues,
            DispenseTable table,
            SettleCancellations settle,
            Clock clock) {
        this.prescriptions = prescriptions;
        this.issues = issues;
        this.table = table;
        this.settle = settle;
        this.clock = clock;
    }

    /**
     * Records a notification.
     *
     * @param message the bytes as received
     * @return the status that the issue now has, or a refusal that names what stands in the way
     */
    public Outcome<PrescriptionStatus> record(
            DispenseNotification notification, byte[] message, Caller caller, UUID requestId) {
        if (notification.replaces() != null) {
            return Outcome.refused(Finding.at(
                    "MessageHeader.extension",
                    Problem.FEATURE_NOT_AVAILABLE,
                    "Amendments of dispense notifications are not offered yet"));
        }
        OdsCode site = caller.actingFor(notification.dispenser());
        Act act = new Act(caller, Operation.NOTIFY_DISPENSE, clock.instant(), requestId);
        DispenseRules rules = new DispenseRules(notification, site, act);
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Optional<PrescriptionRecord> found = prescriptions.find(notification.prescription());
            Optional<Issue> issue = found.flatMap(record -> DispenseRules.issue(record, notification.issueNumber()));
            if (issue.isEmpty()) {
                return Outcome.refused(Problem.PRESCRIPTION_NOT_FOUND);
            }
            switch (rules.decide(found.get(), issue.get(), earlier(notification, issue.get()))) {
                case Outcome.Refused<IssueChange>(var findings) -> {
                    return Outcome.refused(findings);
                }
                case Outcome.Done<IssueChange>(IssueChange change) -> {
                    if (issues.change(change)) {
                        table.keep(notification, change, site, StoredMessage.of(message));
                        NextIssue.change(settled(found.get(), act), change).ifPresent(this::prepareNext);
                        return Outcome.done(change.to());
                    }
                    // Somebody else was faster: look again.
                }
            }
        }
        throw new IllegalStateException("an issue changed " + ATTEMPTS + " times under a notification");
    }

    /** What was dispensed can no longer be cancelled, what was not is cancelled now (eps.md 5.5). */
    private PrescriptionRecord settled(PrescriptionRecord prescription, Act act) {
        if (!prescription.isMarked()) {
            return prescription;
        }
        settle.settle(prescription.id(), act);
        return prescriptions.find(prescription.id()).orElseThrow();
    }

    private void prepareNext(IssueChange change) {
        if (!issues.change(change)) {
            throw new IllegalStateException("the next issue changed while the one before it was completed");
        }
    }

    /** Asks the database only where there can be something: after an earlier notification, or under another release. */
    private Earlier earlier(DispenseNotification notification, Issue issue) {
        UUID named = notification.releaseId();
        Issue.Lease lease = issue.lease();
        boolean another = named != null && (lease == null || !named.equals(lease.id()));
        if (!another && issue.lastNotification() == null) {
            return Earlier.NOTHING;
        }
        return table.earlier(issue.prescription(), issue.number(), named);
    }
}
