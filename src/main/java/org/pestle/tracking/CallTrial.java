package org.pestle.tracking;

import java.util.List;
import org.pestle.claim.TrialClaims;
import org.pestle.dispensing.TrialCalls;
import org.pestle.prescription.Issue;
import org.pestle.prescription.PrescriptionEvent;
import org.pestle.prescription.PrescriptionLifecycle;
import org.pestle.prescription.PrescriptionRecord;
import org.pestle.prescription.TrialAmendment;
import org.pestle.prescription.TrialCancellation;
import org.pestle.problems.Finding;
import org.pestle.problems.Problem;
import org.pestle.values.OdsCode;
import org.springframework.stereotype.Component;

/** Tries a call without effect: asks the very rules that the call would ask. */
@Component
class CallTrial {
    private final TrialCalls calls;
    private final TrialClaims claims;
    private final TrialAmendment amendments;

    CallTrial(TrialCalls calls, TrialClaims claims, TrialAmendment amendments) {
        this.calls = calls;
        this.claims = claims;
        this.amendments = amendments;
    }

    /** Why the call would be refused; nothing if it would be done. */
    List<Finding> refusals(AskedCall call, PrescriptionRecord prescription, Issue issue, OdsCode organisation) {
        return switch (call) {
            case RELEASE -> calls.release(prescription.id(), organisation);
            case RELEASE_NOMINATED -> nominated(prescription, issue, organisation);
            case RETURN -> calls.giveBack(issue, organisation);
            case DISPENSE -> calls.dispense(prescription, issue, organisation);
            case AMEND_DISPENSE -> calls.amendDispense(prescription, issue, organisation);
            case WITHDRAW -> calls.withdraw(prescription, issue, organisation);
            case AMEND -> amendment(prescription, organisation);
            case CLAIM -> claims.claim(prescription, issue, organisation);
            case CANCEL -> TrialCancellation.refusals(issue);
        };
    }

    private List<Finding> amendment(PrescriptionRecord prescription, OdsCode organisation) {
        List<Finding> release = calls.release(prescription.id(), organisation);
        boolean isHeld = release.stream().map(Finding::problem).anyMatch(Problem.PRESCRIPTION_HELD_FOR_REVIEW::equals);
        return isHeld ? release : amendments.refusals(prescription, organisation);
    }

    /** What a bulk release does not find it does not refuse: it answers that there is no more. */
    private List<Finding> nominated(PrescriptionRecord prescription, Issue issue, OdsCode organisation) {
        boolean isListed = PrescriptionLifecycle.next(issue.status(), PrescriptionEvent.RELEASED_TO_NOMINATED)
                        .isPresent()
                && organisation.equals(issue.nomination().siteOrNull())
                && calls.release(prescription.id(), organisation).isEmpty();
        return isListed ? List.of() : List.of(Finding.of(Problem.NO_MORE_PRESCRIPTIONS));
    }
}
