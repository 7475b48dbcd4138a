package org.pestle.claim;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.pestle.access.Caller;
import org.pestle.access.Operation;
import org.pestle.dispensing.Supplies;
import org.pestle.prescription.Act;
import org.pestle.prescription.Issue;
import org.pestle.prescription.IssueChange;
import org.pestle.prescription.IssueTable;
import org.pestle.prescription.PrescriptionRecord;
import org.pestle.prescription.PrescriptionsToday;
import org.pestle.prescription.TreatmentType;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.values.OdsCode;
import org.springframework.stereotype.Component;

/**
 * Accepts a claim for a dispensed prescription, or one that takes the place of the claim in force: an amendment, or an
 * answer for items that came back (eps.md 1.8, 10.4, 10.5; reimbursement.md 1.5). Runs in the transaction of the
 * exchange: one round trip each to read the record, to sum up what was supplied, to change the issue and to keep the
 * claim; up to four more for the claim whose place it takes, and two for each product endorsed with SP or ED.
 */
@Component
public class ReceiveClaim {
    private static final int ATTEMPTS = 5;

    private final PrescriptionsToday prescriptions;
    private final Supplies supplies;
    private final IssueTable issues;
    private final KeepClaim kept;
    private final ClaimPolicy policy;
    private final Clock clock;

    ReceiveClaim(
            PrescriptionsToday prescriptions,
            Supplies supplies,
            IssueTable issues,
            KeepClaim kept,
            ClaimPolicy policy,
            Clock clock) {
        this.prescriptions = prescriptions;
        this.supplies = supplies;
        this.issues = issues;
        this.kept = kept;
        this.policy = policy;
        this.clock = clock;
    }

    /**
     * Receives a claim.
     *
     * @param message the bytes as received
     * @return the claim's id, or a refusal that names what stands in the way
     */
    public Outcome<UUID> receive(DispenseClaim claim, byte[] message, Caller caller, UUID requestId) {
        OdsCode contractor = caller.actingFor(claim.contractor());
        Act act = new Act(caller.actingAt(claim.contractor()), Operation.CLAIM, clock.instant(), requestId);
        ClaimRules rules = new ClaimRules(claim, contractor, act, policy);
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Optional<PrescriptionRecord> found = prescriptions.find(claim.prescription());
            Optional<Issue> issue = found.flatMap(record -> issue(record, claim));
            if (issue.isEmpty()) {
                return Outcome.refused(Problem.PRESCRIPTION_NOT_FOUND);
            }
            FormerClaim former = kept.former(claim, issue.get());
            switch (rules.decide(
                    found.get(),
                    issue.get(),
                    supplies.of(claim.prescription(), issue.get().number()),
                    former)) {
                case Outcome.Refused<IssueChange>(var findings) -> {
                    return Outcome.refused(findings);
                }
                case Outcome.Done<IssueChange>(IssueChange change) -> {
                    if (issues.change(change)) {
                        return kept.keep(claim, found.get(), change, contractor, former, message);
                    }
                    // Somebody else was faster: look again.
                }
            }
        }
        throw new IllegalStateException("an issue changed " + ATTEMPTS + " times under a claim");
    }

    /** The issue claimed; a claim for an eRD says which, or means the only one that can be claimed. */
    private static Optional<Issue> issue(PrescriptionRecord prescription, DispenseClaim claim) {
        if (prescription.treatment() != TreatmentType.REPEAT_DISPENSING) {
            return prescription.issue(1);
        }
        if (claim.issueNumber() != null) {
            return prescription.issue(claim.issueNumber());
        }
        return Optional.of(prescription.issues().stream()
                .filter(issue -> claim.replaces() == null
                        ? issue.status() == claim.status()
                        : claim.replaces().equals(issue.claimId()))
                .findFirst()
                .orElseGet(prescription::currentIssue));
    }
}
