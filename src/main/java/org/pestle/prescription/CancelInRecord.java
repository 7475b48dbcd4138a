package org.pestle.prescription;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pestle.prescription.CancellationRules.Moment;
import org.pestle.values.LineItemId;
import org.pestle.values.OdsCode;
import org.springframework.stereotype.Component;

/** Cancels what the record has (eps.md 5.3 to 5.5). */
@Component
class CancelInRecord {
    private final Prescriptions prescriptions;
    private final IssueTable issues;
    private final CancellationTable table;
    private final ExpirePrescriptions expire;

    CancelInRecord(
            Prescriptions prescriptions, IssueTable issues, CancellationTable table, ExpirePrescriptions expire) {
        this.prescriptions = prescriptions;
        this.issues = issues;
        this.table = table;
        this.expire = expire;
    }

    /** The answer, or empty if somebody else changed the prescription first: then it must be read again. */
    Optional<CancellationAnswer> cancel(
            PrescriptionRecord found, CancellationRequest request, byte[] message, Act act) {
        if (!found.patient().nhsNumber().equals(request.patient())) {
            return refused(CancellationResponse.UNABLE_TO_PROCESS, act, null);
        }
        if (found.item(request.item()).isEmpty()) {
            return refused(CancellationResponse.NOT_FOUND, act, null);
        }
        if (expire.expireOverdue(found)) {
            Issue expired = prescriptions.find(found.id()).orElseThrow().currentIssue();
            CancellationResponse response = CancellationRules.response(expired, request.target());
            return Optional.of(new CancellationAnswer(response, act.at(), dispenser(response, expired), true));
        }
        Issue issue = found.currentIssue();
        CancellationResponse response = CancellationRules.response(issue, request.target());
        if (response == CancellationResponse.CANCELLED) {
            return atOnce(found, issue, request.target(), act);
        }
        return response.isPending()
                ? mark(found, issue, response, request, message, act)
                : refused(response, act, issue);
    }

    private Optional<CancellationAnswer> atOnce(
            PrescriptionRecord prescription, Issue issue, @Nullable LineItemId target, Act act) {
        List<IssueChange> changes =
                CancellationRules.changes(prescription, issue.number(), target, Moment.AT_ONCE, act);
        if (!issues.change(changes.getFirst())) {
            return Optional.empty();
        }
        List<IssueChange> later = changes.subList(1, changes.size());
        if (issues.changeAll(later) < later.size()) {
            throw new IllegalStateException("a later issue changed while the prescription was cancelled");
        }
        return Optional.of(new CancellationAnswer(CancellationResponse.CANCELLED, act.at(), null, true));
    }

    private Optional<CancellationAnswer> mark(
            PrescriptionRecord prescription,
            Issue issue,
            CancellationResponse response,
            CancellationRequest request,
            byte[] message,
            Act act) {
        List<PendingCancellation> earlier = prescription.isMarked() ? table.pending(prescription.id()) : List.of();
        for (PendingCancellation pending : earlier) {
            if (Objects.equals(pending.target(), request.target())) {
                boolean sameOrganisation =
                        pending.organisation().equals(act.caller().organisation());
                return refused(sameOrganisation ? response : CancellationResponse.REQUESTED_BY_ANOTHER, act, issue);
            }
        }
        // Raises the version of the issue: a dispenser who returns or dispenses it at this moment looks again.
        if (!issues.change(CancellationRules.mark(issue, act))) {
            return Optional.empty();
        }
        table.keep(request, issue.number(), StoredMessage.of(message), act);
        return Optional.of(new CancellationAnswer(response, act.at(), dispenser(response, issue), true));
    }

    private static Optional<CancellationAnswer> refused(CancellationResponse response, Act act, @Nullable Issue issue) {
        OdsCode dispenser = issue == null ? null : dispenser(response, issue);
        return Optional.of(new CancellationAnswer(response, act.at(), dispenser, false));
    }

    private static @Nullable OdsCode dispenser(CancellationResponse response, Issue issue) {
        return response.namesDispenser() ? issue.holder().orElse(null) : null;
    }
}
