package org.pestle.tracking;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pestle.access.Caller;
import org.pestle.prescription.HistoryEvent;
import org.pestle.prescription.PrescriptionRecord;
import org.pestle.prescription.Prescriptions;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.values.PrescriptionId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Shows one issue with all that is known of it. Audited by the statement that finds it. */
@Component
public class ClinicalViews {
    private final TrackingTable tracking;
    private final ClinicalTable table;
    private final Prescriptions prescriptions;

    ClinicalViews(TrackingTable tracking, ClinicalTable table, Prescriptions prescriptions) {
        this.tracking = tracking;
        this.table = table;
        this.prescriptions = prescriptions;
    }

    /**
     * An issue of a prescription; refused if there is no such one.
     *
     * @param issueNumber from 1, or null for the issue that matters now
     */
    @Transactional
    public Outcome<ClinicalView> find(PrescriptionId id, @Nullable Integer issueNumber, Caller caller, UUID requestId) {
        List<TrackedIssue> issues = tracking.byId(id, caller, requestId);
        Optional<PrescriptionRecord> prescription = prescriptions.find(id);
        int number = issueNumber != null
                ? issueNumber
                : prescription.map(known -> known.currentIssue().number()).orElse(1);
        Optional<TrackedIssue> issue =
                issues.stream().filter(each -> each.issueNumber() == number).findFirst();
        if (issue.isEmpty()) {
            return Outcome.refused(Problem.NO_SUCH_PRESCRIPTION);
        }
        List<HistoryEvent> history = prescriptions.history(id).stream()
                .filter(event -> event.issueNumber() == number)
                .toList();
        return Outcome.done(new ClinicalView(
                issue.get(),
                prescription.orElse(null),
                history,
                table.supplies(id, number),
                table.cancellations(id, number)));
    }
}
