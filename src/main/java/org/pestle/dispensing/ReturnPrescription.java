package org.pestle.dispensing;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pestle.access.Caller;
import org.pestle.access.Operation;
import org.pestle.prescription.Act;
import org.pestle.prescription.Issue;
import org.pestle.prescription.PrescriptionEvent;
import org.pestle.prescription.PrescriptionRecord;
import org.pestle.prescription.PrescriptionStatus;
import org.pestle.prescription.Prescriptions;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.values.OdsCode;
import org.springframework.stereotype.Component;

/**
 * Takes a prescription back from the pharmacy that has it (eps.md 1.7, 4.3 row 5): all of it, and only while nothing of
 * it was dispensed. Runs in the transaction of the exchange.
 */
@Component
public class ReturnPrescription {
    private static final int ATTEMPTS = 5;

    private final Prescriptions prescriptions;
    private final ReturnTable table;
    private final GiveBack giveBack;
    private final Clock clock;

    ReturnPrescription(Prescriptions prescriptions, ReturnTable table, GiveBack giveBack, Clock clock) {
        this.prescriptions = prescriptions;
        this.table = table;
        this.giveBack = giveBack;
        this.clock = clock;
    }

    /**
     * Takes it back.
     *
     * @return the number of the issue that was taken back, or a refusal that names what stands in the way
     */
    public Outcome<Integer> takeBack(ReturnRequest request, Caller caller, UUID requestId) {
        OdsCode site = caller.actingFor(request.dispenser());
        Act act = new Act(caller.actingAt(request.dispenser()), Operation.RETURN, clock.instant(), requestId);
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Optional<PrescriptionRecord> found = prescriptions.find(request.prescription());
            Optional<Issue> issue = found.flatMap(record -> DispenseRules.issue(record, request.issueNumber()));
            if (issue.isEmpty() || !found.get().patient().nhsNumber().equals(request.patient())) {
                return Outcome.refused(Problem.PRESCRIPTION_NOT_FOUND);
            }
            Finding reason = refusal(issue.get(), site, request);
            if (reason != null) {
                return Outcome.refused(reason);
            }
            boolean isMarked = found.get().isMarked();
            switch (giveBack.giveBack(issue.get(), PrescriptionEvent.RETURNED, request.reason(), isMarked, act)) {
                case Outcome.Refused<Boolean>(var findings) -> {
                    return Outcome.refused(findings);
                }
                case Outcome.Done<Boolean>(Boolean done) -> {
                    if (done) {
                        return Outcome.done(issue.get().number());
                    }
                    // Somebody else was faster: look again.
                }
            }
        }
        throw new IllegalStateException("an issue changed " + ATTEMPTS + " times under a return");
    }

    private @Nullable Finding refusal(Issue issue, OdsCode site, ReturnRequest request) {
        Finding standing = standing(issue, site);
        if (standing != null) {
            return standing;
        }
        boolean isCurrent = issue.lease() != null
                && request.releaseId().equals(issue.lease().id());
        return !isCurrent && table.hasEnded(issue.prescription(), request.releaseId())
                ? Finding.at(
                        "Task.focus.identifier",
                        Problem.PRESCRIPTION_INVALID_STATE_TRANSITION,
                        "The prescription of this release was returned")
                : null;
    }

    /** What stands in the way of any return by this site, or null. */
    static @Nullable Finding standing(Issue issue, OdsCode site) {
        if (issue.status() != PrescriptionStatus.WITH_DISPENSER) {
            return Finding.of(
                    Problem.PRESCRIPTION_INVALID_STATE_TRANSITION,
                    "A prescription that is %s cannot be returned"
                            .formatted(issue.status().code()));
        }
        Issue.Lease lease = issue.lease();
        if (lease == null || !lease.holder().equals(site)) {
            Finding finding = Finding.of(Problem.PRESCRIPTION_WITH_ANOTHER_DISPENSER);
            return lease == null ? finding : finding.heldBy(lease.holder());
        }
        return null;
    }
}
