package org.pestle.claim;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.pestle.access.Caller;
import org.pestle.access.Operation;
import org.pestle.access.Role;
import org.pestle.prescription.Act;
import org.pestle.prescription.Issue;
import org.pestle.prescription.PrescriptionRecord;
import org.pestle.problems.Finding;
import org.pestle.values.OdsCode;
import org.springframework.stereotype.Component;

/** What a claim would be refused for if it came now, apart from what it says of each item; changes nothing. */
@Component
public class TrialClaims {
    private static final String ENGLAND = "T1450";
    private static final String EXEMPTION = "0001";

    private final ClaimPolicy policy;
    private final Clock clock;

    TrialClaims(ClaimPolicy policy, Clock clock) {
        this.policy = policy;
        this.clock = clock;
    }

    /** A first claim of this contractor; no finding if the issue can be claimed. */
    public List<Finding> claim(PrescriptionRecord prescription, Issue issue, OdsCode contractor) {
        Instant now = clock.instant();
        DispenseClaim claim = new DispenseClaim(
                new UUID(0, 0),
                null,
                prescription.id(),
                prescription.longId(),
                prescription.patient().nhsNumber(),
                contractor,
                ENGLAND,
                issue.status(),
                issue.number(),
                EXEMPTION,
                false,
                now,
                List.of());
        Act act = new Act(new Caller("trial", null, null, Role.CONTRACTOR, contractor), Operation.CLAIM, now, null);
        Finding reason = new ClaimRules(claim, contractor, act, policy).standing(prescription, issue, null);
        return reason == null ? List.of() : List.of(reason);
    }
}
