package org.pestle.prescription;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pestle.values.NhsDates;
import org.pestle.values.PrescriptionId;
import org.springframework.stereotype.Component;

/**
 * Brings prescriptions to a day: everything that is due of them, one thing after the other in the order of the days, so
 * that one night after some that were missed leaves what every single night would have left. All in the caller's
 * transaction, so that nobody sees a step between. Doing it again does nothing.
 */
@Component
public class CatchUp {
    private final Prescriptions prescriptions;
    private final IssueTable issues;
    private final SettleCancellations settle;
    private final PrescriptionSettings settings;
    private final Clock clock;

    CatchUp(
            Prescriptions prescriptions,
            IssueTable issues,
            SettleCancellations settle,
            PrescriptionSettings settings,
            Clock clock) {
        this.prescriptions = prescriptions;
        this.issues = issues;
        this.settle = settle;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Does what is due of these prescriptions on a day or earlier; the caller keeps other nights from them.
     *
     * @return how many changes of issues that were
     */
    int upTo(Collection<PrescriptionId> ids, LocalDate today) {
        return steps(prescriptions.findAll(ids), today, today);
    }

    /**
     * Ends what has passed its last day without a night. On the last day itself it is still good.
     *
     * @return whether anything was changed: then the prescription must be read again
     */
    boolean overdue(PrescriptionRecord prescription) {
        LocalDate today = NhsDates.today(clock);
        return steps(List.of(prescription), today, today.minusDays(1)) > 0;
    }

    /**
     * What follows where the night has ended issues: the next ones of an eRD are prepared and brought to the day, and
     * cancellations that waited for a dispenser wait no longer.
     *
     * @param before the prescriptions as they were
     * @param ended the changes that ended issues, written
     */
    public void after(List<PrescriptionRecord> before, List<IssueChange> ended, LocalDate today) {
        List<IssueChange> following = new ArrayList<>();
        for (PrescriptionRecord prescription : before) {
            following.addAll(following(prescription, ended));
        }
        // One that somebody is changing meanwhile is cancelled or expires: there is nothing to prepare.
        issues.changeAll(following);
        Set<PrescriptionId> prepared = new LinkedHashSet<>();
        following.forEach(change -> prepared.add(change.before().prescription()));
        settle(before, ended);
        upTo(prepared, today);
    }

    private int steps(List<PrescriptionRecord> found, LocalDate today, LocalDate ended) {
        int written = 0;
        List<PrescriptionRecord> left = found;
        while (!left.isEmpty()) {
            List<IssueChange> changes = new ArrayList<>();
            Set<PrescriptionId> goingOn = new LinkedHashSet<>();
            for (PrescriptionRecord prescription : left) {
                Optional<DueStep> step = DueStep.first(prescription, today, ended, settings.controlled());
                List<IssueChange> own = step.map(due -> due.changes(prescription, Act.ofTheService(clock.instant())))
                        .orElseGet(List::of);
                changes.addAll(own);
                if (!own.isEmpty()
                        && step.filter(due -> due.mayGoOn(prescription, today)).isPresent()) {
                    goingOn.add(prescription.id());
                }
            }
            int now = issues.changeAll(changes);
            written += now;
            prepareAfter(changes);
            settle(left, changes);
            left = now == 0 ? List.of() : prescriptions.findAll(goingOn);
        }
        return written;
    }

    /** An issue of which the last items expired is completed, and the next one follows. */
    private void prepareAfter(List<IssueChange> changes) {
        List<IssueChange> ended = changes.stream()
                .filter(change -> change.completedOn() != null && change.to() != PrescriptionStatus.EXPIRED)
                .toList();
        List<PrescriptionId> ids =
                ended.stream().map(change -> change.before().prescription()).toList();
        if (ids.isEmpty()) {
            return;
        }
        // Items of the next issue may have expired in the same step.
        List<PrescriptionRecord> now = prescriptions.findAll(ids);
        List<IssueChange> following = new ArrayList<>();
        now.forEach(prescription -> following.addAll(following(prescription, ended)));
        issues.changeAll(following);
    }

    private List<IssueChange> following(PrescriptionRecord prescription, List<IssueChange> ended) {
        return ended.stream()
                .filter(change -> change.before().prescription().equals(prescription.id()))
                .map(change -> NextIssue.after(prescription, change, settings))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Cancellations that waited for a dispenser wait no longer where something has ended. */
    private void settle(List<PrescriptionRecord> before, List<IssueChange> changes) {
        for (PrescriptionRecord prescription : before) {
            changes.stream()
                    .filter(change -> prescription.isMarked()
                            && change.before().prescription().equals(prescription.id())
                            && change.event() != PrescriptionEvent.READY_DATE_REACHED)
                    .findFirst()
                    .ifPresent(change -> settle.settle(prescription.id(), change.act()));
        }
    }
}
