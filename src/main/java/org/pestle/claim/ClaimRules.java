package org.pestle.claim;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pestle.claim.DispenseClaim.ClaimLine;
import org.pestle.prescription.Act;
import org.pestle.prescription.Issue;
import org.pestle.prescription.IssueChange;
import org.pestle.prescription.LineItemStatus;
import org.pestle.prescription.PrescriptionEvent;
import org.pestle.prescription.PrescriptionLifecycle;
import org.pestle.prescription.PrescriptionRecord;
import org.pestle.prescription.PrescriptionStatus;
import org.pestle.prescription.TreatmentType;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.values.LineItemId;
import org.pestle.values.NhsDates;
import org.pestle.values.OdsCode;
import org.pestle.values.Quantity;

/**
 * Whether a claim may be accepted. The checks stand in order of precedence: whose it is, whether the issue can be
 * claimed now, which items it names, and whether it claims what was supplied (eps.md 10.4, reimbursement.md 1).
 */
final class ClaimRules {
    /** Where an amendment names the claim that it replaces. */
    static final String REPLACED_CLAIM = "Claim.extension:replacementOf.valueIdentifier.value";

    private static final Set<LineItemStatus> FINAL = EnumSet.of(
            LineItemStatus.FULLY_DISPENSED,
            LineItemStatus.NOT_DISPENSED,
            LineItemStatus.CANCELLED,
            LineItemStatus.EXPIRED);

    private final DispenseClaim claim;
    private final OdsCode contractor;
    private final Act act;
    private final ClaimPolicy policy;

    /** For one claim, that this contractor sent by this call. */
    ClaimRules(DispenseClaim claim, OdsCode contractor, Act act, ClaimPolicy policy) {
        this.claim = claim;
        this.contractor = contractor;
        this.act = act;
        this.policy = policy;
    }

    /**
     * The change that the claim makes, or every reason of the first kind that stands in its way.
     *
     * @param supplied how much of each item was supplied by the notifications, once for each unit
     * @param former the claim in force, if this one names it as replaced
     */
    Outcome<IssueChange> decide(
            PrescriptionRecord prescription,
            Issue issue,
            Map<LineItemId, List<Quantity>> supplied,
            @Nullable FormerClaim former) {
        Finding first = standing(prescription, issue, former);
        if (first != null) {
            return Outcome.refused(first);
        }
        List<Finding> findings = items(issue);
        if (findings.isEmpty()) {
            Set<UUID> settled = former == null
                    ? Set.of()
                    : former.settled(claim, NhsDates.on(act.at())).keySet();
            findings = new ClaimedItems(claim, act, policy).findings(prescription, issue, supplied, settled);
        }
        if (!findings.isEmpty()) {
            return Outcome.refused(findings);
        }
        LocalDate firstClaimedOn = issue.claimedOn() == null ? NhsDates.on(act.at()) : issue.claimedOn();
        return switch (IssueChange.of(issue, event(), Map.of(), act)) {
            case Outcome.Done<IssueChange>(IssueChange change) ->
                Outcome.done(change.claimed(claim.id(), firstClaimedOn));
            case Outcome.Refused<IssueChange> refused -> refused;
        };
    }

    /** What stands in the way of any claim, whatever it says of the items, or null. */
    @Nullable
    Finding standing(PrescriptionRecord prescription, Issue issue, @Nullable FormerClaim former) {
        Finding first = whose(prescription, issue);
        return first == null ? state(prescription, issue, former) : first;
    }

    private @Nullable Finding whose(PrescriptionRecord prescription, Issue issue) {
        boolean longIdDiffers = claim.longId() != null && !claim.longId().equals(prescription.longId());
        if (longIdDiffers || !prescription.patient().nhsNumber().equals(claim.patient())) {
            return Finding.of(Problem.PRESCRIPTION_NOT_FOUND);
        }
        Issue.Lease lease = issue.lease();
        return lease == null || lease.holder().equals(contractor)
                ? null
                : Finding.of(Problem.PRESCRIPTION_WITH_ANOTHER_DISPENSER, "Another pharmacy dispensed the prescription")
                        .heldBy(lease.holder());
    }

    private PrescriptionEvent event() {
        return claim.replaces() == null ? PrescriptionEvent.CLAIMED : PrescriptionEvent.CLAIM_AMENDED;
    }

    private @Nullable Finding state(PrescriptionRecord prescription, Issue issue, @Nullable FormerClaim former) {
        if (issue.status() == PrescriptionStatus.NO_CLAIMED) {
            return late();
        }
        Finding amended = claim.replaces() == null ? duplicate(issue) : amendment(issue, former);
        if (amended != null) {
            return amended;
        }
        boolean claimable = PrescriptionLifecycle.next(issue.status(), event()).isPresent();
        if (!claimable || issue.items().stream().anyMatch(item -> !FINAL.contains(item.status()))) {
            return Finding.of(Problem.CLAIM_INVALID_NOT_DISPENSED);
        }
        if (dispensed(issue) != claim.status()) {
            return Finding.at(
                    "Claim.item.extension",
                    Problem.CLAIM_INVALID_NOT_DISPENSED,
                    "The prescription is %s and the claim says %s"
                            .formatted(dispensed(issue).code(), claim.status().code()));
        }
        boolean answers = former != null && !former.isWaiting();
        return !answers && NhsDates.on(act.at()).isAfter(lastDay(prescription, issue)) ? late() : null;
    }

    private static @Nullable Finding duplicate(Issue issue) {
        return issue.status() == PrescriptionStatus.CLAIMED ? Finding.of(Problem.DUPLICATE_CLAIM) : null;
    }

    /** An amendment names the claim in force, and comes in time (eps.md 10.5). */
    private @Nullable Finding amendment(Issue issue, @Nullable FormerClaim former) {
        if (former == null) {
            return Finding.at(
                    REPLACED_CLAIM,
                    Problem.DISPENSE_AMEND_IDENTIFIER_MISMATCH,
                    "No claim with that identifier is in force for this prescription");
        }
        YearMonth suppliedIn = YearMonth.from(completedOn(issue));
        return former.standingInTheWayOf(claim, suppliedIn, NhsDates.on(act.at()), policy.calendar());
    }

    /** Dispensed or not dispensed; of an issue that was claimed, as its items say. */
    private static PrescriptionStatus dispensed(Issue issue) {
        if (issue.status() != PrescriptionStatus.CLAIMED) {
            return issue.status();
        }
        return issue.items().stream().anyMatch(item -> item.status() == LineItemStatus.FULLY_DISPENSED)
                ? PrescriptionStatus.DISPENSED
                : PrescriptionStatus.NOT_DISPENSED;
    }

    private static Finding late() {
        return Finding.of(Problem.PRESCRIPTION_INVALID_STATE_TRANSITION, "The time for a claim is over");
    }

    private LocalDate lastDay(PrescriptionRecord prescription, Issue issue) {
        LocalDate completedOn = completedOn(issue);
        LocalDate afterCompletion = policy.lastDay(completedOn);
        if (prescription.treatment() != TreatmentType.REPEAT_DISPENSING) {
            return afterCompletion;
        }
        LocalDate afterSigning = policy.lastRepeatDay(NhsDates.on(prescription.signedAt()));
        return afterSigning.isBefore(afterCompletion) ? afterSigning : afterCompletion;
    }

    private static LocalDate completedOn(Issue issue) {
        return Objects.requireNonNull(issue.completedOn(), "a completed issue has its day of completion");
    }

    private List<Finding> items(Issue issue) {
        List<LineItemId> named = claim.lines().stream().map(ClaimLine::item).toList();
        List<Finding> findings = new ArrayList<>();
        named.stream()
                .filter(item -> issue.statusOf(item).isEmpty())
                .map(item -> Finding.of(Problem.MEDICATIONREQUEST_NOT_FOUND, "The prescription has no item " + item))
                .forEach(findings::add);
        issue.items().stream()
                .map(Issue.Item::id)
                .filter(item -> !named.contains(item))
                .map(item -> Finding.of(Problem.MEDICATIONREQUEST_NOT_FOUND, "The claim says nothing of item " + item))
                .forEach(findings::add);
        return findings;
    }
}
