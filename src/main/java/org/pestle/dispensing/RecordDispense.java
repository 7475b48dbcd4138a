package org.pestle.dispensing;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pestle.access.Caller;
import org.pestle.access.Operation;
import org.pestle.dispensing.DispenseNotification.DispensedItem;
import org.pestle.dispensing.DispenseRules.Earlier;
import org.pestle.dispensing.DispenseRules.Recorded;
import org.pestle.prescription.Act;
import org.pestle.prescription.Issue;
import org.pestle.prescription.IssueChange;
import org.pestle.prescription.PrescriptionRecord;
import org.pestle.prescription.PrescriptionSettings;
import org.pestle.prescription.PrescriptionsToday;
import org.pestle.prescription.StoredMessage;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.values.LineItemId;
import org.pestle.values.NhsDates;
import org.pestle.values.OdsCode;
import org.springframework.stereotype.Component;

/**
 * Records what a pharmacy dispensed, and amends what it told before (eps.md 1.6, 4.3). Runs in the transaction of the
 * exchange: one round trip to read the record, one to change the issue, one to keep the notification; another where
 * earlier notifications count, one for what is amended, and one more where an eRD issue is completed or reopened and
 * the next one follows.
 */
@Component
public class RecordDispense {
    private static final int ATTEMPTS = 5;

    private final PrescriptionsToday prescriptions;
    private final NotifiedChanges changes;
    private final DispenseTable table;
    private final CorrectionTable corrections;
    private final SupplyChecks supply;
    private final Clock clock;

    RecordDispense(
            PrescriptionsToday prescriptions,
            NotifiedChanges changes,
            DispenseTable table,
            CorrectionTable corrections,
            SupplyChecks supply,
            Clock clock) {
        this.prescriptions = prescriptions;
        this.changes = changes;
        this.table = table;
        this.corrections = corrections;
        this.supply = supply;
        this.clock = clock;
    }

    /**
     * Records a notification.
     *
     * @param message the bytes as received
     * @return the status that the issue now has and what is to be said of it, or a refusal that names what stands in
     *     the way
     */
    public Outcome<Notified> record(DispenseNotification notification, byte[] message, Caller caller, UUID requestId) {
        OdsCode site = caller.actingFor(notification.dispenser());
        Act act = new Act(
                caller.actingAt(notification.dispenser()), Operation.NOTIFY_DISPENSE, clock.instant(), requestId);
        DispenseRules rules = new DispenseRules(notification, site, act, supply.rules());
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Optional<PrescriptionRecord> found = prescriptions.find(notification.prescription());
            KeptNotification replaced = replaced(notification);
            Optional<Issue> issue = found.flatMap(record -> issue(record, notification, replaced));
            if (issue.isEmpty()) {
                return Outcome.refused(Problem.PRESCRIPTION_NOT_FOUND);
            }
            switch (rules.decide(found.get(), issue.get(), earlier(notification, issue.get(), replaced))) {
                case Outcome.Refused<Recorded>(var findings) -> {
                    return Outcome.refused(findings);
                }
                case Outcome.Done<Recorded>(Recorded recorded) -> {
                    IssueChange change = recorded.change();
                    if (changes.write(found.get(), change)) {
                        if (!table.keep(notification, recorded, site, StoredMessage.of(message))) {
                            return Outcome.refused(Finding.at(
                                    "Bundle.identifier", Problem.MESSAGE_ID_REUSED, Problem.MESSAGE_ID_REUSED.title()));
                        }
                        return Outcome.done(new Notified(change.to(), notes(found.get(), notification, recorded)));
                    }
                    // Somebody else was faster: look again.
                }
            }
        }
        throw new IllegalStateException("an issue changed " + ATTEMPTS + " times under a notification");
    }

    /** The rules of supplies, and the settings that they come from. */
    @Component
    record SupplyChecks(SupplyRules rules, PrescriptionSettings settings) {}

    private List<Finding> notes(PrescriptionRecord prescription, DispenseNotification notification, Recorded recorded) {
        KeptNotification replaced = recorded.replaced();
        Instant handedOverAt = replaced == null ? notification.handedOverAt() : replaced.handedOverAt();
        List<LineItemId> supplied = notification.items().stream()
                .filter(recorded::isSupply)
                .map(DispensedItem::item)
                .toList();
        return SupplyAdvice.of(
                prescription, recorded.change().before(), supplied, NhsDates.on(handedOverAt), supply.settings());
    }

    private @Nullable KeptNotification replaced(DispenseNotification notification) {
        UUID replaces = notification.replaces();
        return replaces == null
                ? null
                : corrections.find(notification.prescription(), replaces).orElse(null);
    }

    /** The issue that the message names; where it names none, an amendment is of the issue of what it amends. */
    private static Optional<Issue> issue(
            PrescriptionRecord prescription, DispenseNotification notification, @Nullable KeptNotification replaced) {
        return notification.issueNumber() == null && replaced != null
                ? DispenseRules.issue(prescription, replaced.issueNumber())
                : DispenseRules.issue(prescription, notification.issueNumber());
    }

    /** Asks the database only where there can be something: after an earlier notification, or under another release. */
    private Earlier earlier(DispenseNotification notification, Issue issue, @Nullable KeptNotification replaced) {
        UUID named = notification.releaseId();
        Issue.Lease lease = issue.lease();
        boolean another = named != null && (lease == null || !named.equals(lease.id()));
        return another || issue.lastNotification() != null
                ? table.earlier(issue, notification, replaced)
                : Earlier.NOTHING;
    }
}
