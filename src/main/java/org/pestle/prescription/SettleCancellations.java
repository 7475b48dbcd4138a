package org.pestle.prescription;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.pestle.prescription.CancellationNotice.Line;
import org.pestle.prescription.CancellationRules.Moment;
import org.pestle.values.LineItemId;
import org.pestle.values.OdsCode;
import org.pestle.values.PrescriptionId;
import org.springframework.stereotype.Component;

/**
 * Brings pending cancellations to their end (eps.md 4.3 rows 1c, 5a and 7a, 5.5). To be called, in the same
 * transaction, after every change that takes an issue or an item away from a dispenser: a return, a dispense
 * notification, an expiry; and when a prescription comes that was cancelled before. What the dispenser still has keeps
 * waiting.
 *
 * <p>A cancellation that came too late for the issue which the dispenser had is applied to the later issues of an eRD.
 */
@Component
public class SettleCancellations {
    private final Prescriptions prescriptions;
    private final IssueTable issues;
    private final CancellationTable table;

    SettleCancellations(Prescriptions prescriptions, IssueTable issues, CancellationTable table) {
        this.prescriptions = prescriptions;
        this.issues = issues;
        this.table = table;
    }

    /** Settles what can be settled of a prescription. Nothing happens where nothing is pending. */
    public void settle(PrescriptionId id, Act act) {
        for (PendingCancellation pending : table.pending(id)) {
            PrescriptionRecord prescription = prescriptions
                    .find(id)
                    .orElseThrow(() -> new IllegalStateException("only what is in the record can be settled"));
            settle(prescription, pending, act);
        }
    }

    private void settle(PrescriptionRecord prescription, PendingCancellation pending, Act act) {
        List<Line> lines = new ArrayList<>();
        if (!prescription.patient().nhsNumber().equals(pending.patient())) {
            lines.add(line(pending, pending.item(), CancellationResponse.UNABLE_TO_PROCESS, null));
        } else if (prescription.item(pending.item()).isEmpty()) {
            lines.add(line(pending, pending.item(), CancellationResponse.NOT_FOUND, null));
        } else {
            Issue issue = prescription.issue(pending.issueNumber()).orElseThrow();
            if (CancellationRules.response(issue, pending.target()).isPending()) {
                return;
            }
            lines.addAll(apply(prescription, issue, pending, act));
        }
        boolean applied = lines.stream().anyMatch(line -> line.response() == CancellationResponse.CANCELLED);
        table.resolve(prescription.id(), pending, applied, act);
        if (pending.reason().mayBeGiven()) {
            for (String organisation : receivers(prescription, pending)) {
                table.tell(new OdsCode(organisation), prescription.id(), pending, lines, act);
            }
        }
    }

    /** Cancels what can be cancelled, and tells of each item: what was cancelled, else why not. */
    private List<Line> apply(PrescriptionRecord prescription, Issue issue, PendingCancellation pending, Act act) {
        List<IssueChange> changes =
                CancellationRules.changes(prescription, issue.number(), pending.target(), Moment.SUBSEQUENTLY, act);
        if (issues.changeAll(changes) < changes.size()) {
            throw new IllegalStateException("an issue changed while its pending cancellation was applied");
        }
        List<Line> lines = new ArrayList<>();
        for (LineItemId item : targets(prescription, pending.target())) {
            Set<Integer> cancelledIn = cancelledIn(changes, item);
            if (!cancelledIn.contains(issue.number())) {
                CancellationResponse response = CancellationRules.response(issue, item);
                lines.add(line(pending, item, response, issue));
            }
            cancelledIn.stream()
                    .min(Integer::compare)
                    .ifPresent(number -> lines.add(new Line(number, item, CancellationResponse.CANCELLED, null)));
        }
        return lines;
    }

    private static Set<Integer> cancelledIn(List<IssueChange> changes, LineItemId item) {
        Set<Integer> numbers = new HashSet<>();
        for (IssueChange change : changes) {
            boolean changed = change.items().stream()
                    .anyMatch(after ->
                            after.id().equals(item) && !change.before().items().contains(after));
            if (changed) {
                numbers.add(change.before().number());
            }
        }
        return numbers;
    }

    private static List<LineItemId> targets(PrescriptionRecord prescription, @Nullable LineItemId target) {
        return target != null
                ? List.of(target)
                : prescription.items().stream().map(LineItem::id).toList();
    }

    private static Line line(
            PendingCancellation pending, LineItemId item, CancellationResponse response, @Nullable Issue issue) {
        OdsCode dispenser =
                issue != null && response.namesDispenser() ? issue.holder().orElse(null) : null;
        return new Line(pending.issueNumber(), item, response, dispenser);
    }

    /**
     * Who is told: the organisation that cancelled and the one that prescribed, in one order everywhere. Of another
     * patient's prescription only the former.
     */
    private static Set<String> receivers(PrescriptionRecord prescription, PendingCancellation pending) {
        Set<String> receivers = new TreeSet<>(Set.of(pending.organisation().value()));
        if (prescription.patient().nhsNumber().equals(pending.patient())) {
            receivers.add(prescription.prescriber().practice().value());
        }
        return receivers;
    }
}
