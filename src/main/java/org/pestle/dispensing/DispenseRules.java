package org.pestle.dispensing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pestle.dispensing.DispenseNotification.DispensedItem;
import org.pestle.prescription.Act;
import org.pestle.prescription.Issue;
import org.pestle.prescription.IssueChange;
import org.pestle.prescription.LineItemStatus;
import org.pestle.prescription.NextIssue;
import org.pestle.prescription.PrescriptionRecord;
import org.pestle.prescription.PrescriptionStatus;
import org.pestle.prescription.TreatmentType;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.values.LineItemId;
import org.pestle.values.NhsDates;
import org.pestle.values.OdsCode;

/**
 * Whether a dispense notification may be recorded, and what it makes of the issue. The checks stand in order of
 * precedence: whose it is, what it amends, which items it names, how each item may move, what the prescription becomes,
 * how much was supplied (eps.md 1.6, 4.2, 4.3, 4.5; reliability-security.md D2, I08, I09).
 */
final class DispenseRules {
    static final String ITEM_STATUS = "MedicationDispense.type";

    private final DispenseNotification notification;
    private final OdsCode site;
    private final Act act;
    private final SupplyRules supply;

    /** For one notification, that this site sent by this call. */
    DispenseRules(DispenseNotification notification, OdsCode site, Act act, SupplyRules supply) {
        this.notification = notification;
        this.site = site;
        this.act = act;
        this.supply = supply;
    }

    /**
     * What earlier notifications told.
     *
     * @param leaseHasEnded whether the release that the message names was given back
     * @param amounts supplied so far of each item, by what is in force and not replaced by this message
     * @param replaced the notification that the message amends, or null where it amends none or one that was never kept
     */
    record Earlier(
            boolean leaseHasEnded,
            Map<LineItemId, BigDecimal> amounts,
            @Nullable KeptNotification replaced) {
        static final Earlier NOTHING = new Earlier(false, Map.of(), null);

        BigDecimal supplied(LineItemId item) {
            return amounts.getOrDefault(item, BigDecimal.ZERO);
        }
    }

    /**
     * What may be recorded.
     *
     * @param from the status from which the notification moves each item
     */
    record Recorded(
            IssueChange change,
            Map<LineItemId, LineItemStatus> from,
            @Nullable KeptNotification replaced) {
        LineItemStatus from(LineItemId item) {
            return Optional.ofNullable(from.get(item)).orElseThrow();
        }

        /** Whether a quantity told of an item was handed out now. */
        boolean isSupply(DispensedItem told) {
            return DispenseMoves.isSupply(from(told.item()), told.status());
        }
    }

    /** The issue that the message is about, or empty if the record has none: only eRD messages count issues. */
    static Optional<Issue> issue(PrescriptionRecord prescription, @Nullable Integer named) {
        if (prescription.treatment() != TreatmentType.REPEAT_DISPENSING) {
            return prescription.issue(1);
        }
        return named == null ? Optional.of(prescription.currentIssue()) : prescription.issue(named);
    }

    /** What is to be recorded, or every reason of the first kind that stands in its way. */
    Outcome<Recorded> decide(PrescriptionRecord prescription, Issue issue, Earlier earlier) {
        KeptNotification replaced = earlier.replaced();
        List<Finding> findings = new ArrayList<>();
        addIfAny(findings, whose(prescription, issue, earlier));
        if (findings.isEmpty()) {
            addIfAny(findings, amends(issue, replaced));
        }
        if (findings.isEmpty()) {
            addIfAny(findings, repeats(prescription));
        }
        if (findings.isEmpty()) {
            findings.addAll(items(issue));
        }
        if (!findings.isEmpty()) {
            return Outcome.refused(findings);
        }
        DispenseMoves moves = new DispenseMoves(notification, issue, replaced);
        findings.addAll(moves.illegal());
        if (findings.isEmpty()) {
            addIfAny(findings, moves.cannotBecome(NextIssue.isOut(prescription, issue.number())));
        }
        if (findings.isEmpty()) {
            findings.addAll(supply.findings(notification, prescription, issue, moves, earlier));
        }
        if (!findings.isEmpty()) {
            return Outcome.refused(findings);
        }
        return switch (moves.change(act)) {
            case Outcome.Done<IssueChange>(IssueChange change) ->
                Outcome.done(new Recorded(change, moves.from(), replaced));
            case Outcome.Refused<IssueChange> refused -> Outcome.refused(refused.findings());
        };
    }

    private @Nullable Finding whose(PrescriptionRecord prescription, Issue issue, Earlier earlier) {
        if (!prescription.patient().nhsNumber().equals(notification.patient())) {
            return Finding.of(Problem.PRESCRIPTION_NOT_FOUND);
        }
        Finding notTheHolder = notTheHolder(issue, site);
        if (notTheHolder != null) {
            return notTheHolder;
        }
        if (earlier.leaseHasEnded() || isLeaseOfAnotherIssue(prescription, issue)) {
            return Finding.at(
                    "MessageHeader.response.identifier",
                    Problem.PRESCRIPTION_INVALID_STATE_TRANSITION,
                    earlier.leaseHasEnded()
                            ? "The prescription of this release was returned"
                            : "This release was of another issue of the prescription");
        }
        if (issue.status() == PrescriptionStatus.EXPIRED) {
            return Finding.of(Problem.PRESCRIPTION_INVALID_STATE_TRANSITION, "The prescription has expired");
        }
        return NhsDates.on(notification.handedOverAt()).isAfter(NhsDates.on(act.at()))
                ? Finding.at(
                        "MedicationDispense.whenHandedOver",
                        Problem.INVALID_VALUE,
                        "The day on which it was handed over has not come")
                : null;
    }

    /** Why a site may not tell anything of an issue, or null: it must be the one to which it was released. */
    static @Nullable Finding notTheHolder(Issue issue, OdsCode site) {
        Issue.Lease lease = issue.lease();
        if (lease == null) {
            return Finding.of(
                    Problem.PRESCRIPTION_INVALID_STATE_TRANSITION, "The prescription was not released to anybody");
        }
        return lease.holder().equals(site)
                ? null
                : Finding.of(Problem.PRESCRIPTION_WITH_ANOTHER_DISPENSER).heldBy(lease.holder());
    }

    private boolean isLeaseOfAnotherIssue(PrescriptionRecord prescription, Issue issue) {
        UUID named = notification.releaseId();
        return named != null
                && prescription.issues().stream()
                        .filter(other -> other.number() != issue.number())
                        .map(Issue::lease)
                        .anyMatch(lease -> lease != null && lease.id().equals(named));
    }

    /** An amendment names a notification of this issue that is in force. */
    private @Nullable Finding amends(Issue issue, @Nullable KeptNotification replaced) {
        boolean known = replaced != null && replaced.isInForce() && replaced.issueNumber() == issue.number();
        return notification.replaces() == null || known
                ? null
                : Finding.at(
                        "MessageHeader.extension:replacementOf.valueIdentifier.value",
                        Problem.DISPENSE_AMEND_IDENTIFIER_MISMATCH,
                        "No notification of this issue with that identifier is in force");
    }

    /** Each item was authorised that often; the number of the whole prescription is good for all (eps.md 4.5). */
    private @Nullable Finding repeats(PrescriptionRecord prescription) {
        Integer issues = notification.issues();
        if (prescription.treatment() != TreatmentType.REPEAT_DISPENSING || issues == null) {
            return null;
        }
        boolean known = issues == prescription.issues().size()
                || prescription.items().stream().allMatch(item -> item.issues() == issues);
        return known ? null : Finding.of(Problem.MISMATCH_AUTHORISED_REPEAT_COUNT);
    }

    private List<Finding> items(Issue issue) {
        List<LineItemId> named = List.copyOf(notification.itemStatuses().keySet());
        List<Finding> findings = new ArrayList<>();
        named.stream()
                .filter(item -> issue.statusOf(item).isEmpty())
                .map(item -> Finding.of(Problem.MEDICATIONREQUEST_NOT_FOUND, "The prescription has no item " + item))
                .forEach(findings::add);
        issue.items().stream()
                .map(Issue.Item::id)
                .filter(item -> !named.contains(item))
                .map(item ->
                        Finding.of(Problem.MEDICATIONREQUEST_NOT_FOUND, "The message says nothing of item " + item))
                .forEach(findings::add);
        return findings;
    }

    private static void addIfAny(List<Finding> findings, @Nullable Finding finding) {
        if (finding != null) {
            findings.add(finding);
        }
    }
}
