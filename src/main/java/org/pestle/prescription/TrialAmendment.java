package org.pestle.prescription;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.pestle.problems.Finding;
import org.pestle.values.NhsDates;
import org.pestle.values.OdsCode;
import org.springframework.stereotype.Component;

/**
 * What an amendment would be refused for if it came now, apart from what stands in the new version and from a review
 * that is pending; changes nothing.
 */
@Component
public class TrialAmendment {
    private final Prescriptions prescriptions;
    private final Clock clock;

    TrialAmendment(Prescriptions prescriptions, Clock clock) {
        this.prescriptions = prescriptions;
        this.clock = clock;
    }

    /** An amendment by this organisation; no finding if one could be done. */
    public List<Finding> refusals(PrescriptionRecord prescription, OdsCode organisation) {
        AmendRules rules = new AmendRules(prescription, prescriptions.history(prescription.id()), false, Set.of());
        Finding reason = rules.standing(organisation, NhsDates.today(clock));
        return reason == null ? List.of() : List.of(reason);
    }
}
