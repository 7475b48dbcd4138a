package org.pestle.tracking;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pestle.access.AccessTable;
import org.pestle.access.Caller;
import org.pestle.access.Operation;
import org.pestle.access.Ownership;
import org.pestle.audit.AuditTrail;
import org.pestle.prescription.HistoryEvent;
import org.pestle.prescription.Issue;
import org.pestle.prescription.PrescriptionLifecycle;
import org.pestle.prescription.PrescriptionRecord;
import org.pestle.prescription.Prescriptions;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.tracking.Explanation.Answer;
import org.pestle.tracking.Explanation.Happened;
import org.pestle.tracking.Explanation.IssueStory;
import org.pestle.tracking.Explanation.May;
import org.pestle.tracking.Explanation.Next;
import org.pestle.values.NhsDates;
import org.pestle.values.OdsCode;
import org.pestle.values.PrescriptionId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Explains a prescription: nothing in it is remembered from elsewhere, all comes from the record, the lifecycle tables,
 * the access table and the rules of the calls themselves. Every explanation is audited.
 */
@Component
public class ExplainPrescription {
    private final Prescriptions prescriptions;
    private final CallTrial trial;
    private final AuditTrail audit;
    private final Clock clock;

    ExplainPrescription(Prescriptions prescriptions, CallTrial trial, AuditTrail audit, Clock clock) {
        this.prescriptions = prescriptions;
        this.trial = trial;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * What would come of a call.
     *
     * @param organisation that would make it
     * @param issueNumber from 1, or null for the current issue
     */
    public record Question(
            AskedCall call, OdsCode organisation, @Nullable Integer issueNumber) {}

    /** Explains all issues, and answers the question, if one is asked; refused if there is no such one. */
    @Transactional
    public Outcome<Explanation> explain(PrescriptionId id, @Nullable Question question, Caller caller, UUID requestId) {
        Optional<PrescriptionRecord> found = prescriptions.find(id);
        if (found.isEmpty()) {
            return Outcome.refused(Problem.NO_SUCH_PRESCRIPTION);
        }
        audit.record(caller, Operation.TRACK, id.value(), "done", requestId);
        PrescriptionRecord prescription = found.get();
        Answer answer = null;
        if (question != null) {
            Optional<Issue> asked = question.issueNumber() == null
                    ? Optional.of(prescription.currentIssue())
                    : prescription.issue(question.issueNumber());
            if (asked.isEmpty()) {
                return Outcome.refused(Problem.NO_SUCH_PRESCRIPTION);
            }
            answer = answer(question, prescription, asked.get());
        }
        List<HistoryEvent> history = prescriptions.history(id);
        List<IssueStory> stories = prescription.issues().stream()
                .map(issue -> story(prescription, issue, history))
                .toList();
        return Outcome.done(new Explanation(id, stories, answer));
    }

    private Answer answer(Question question, PrescriptionRecord prescription, Issue issue) {
        List<Finding> reasons = trial.refusals(question.call(), prescription, issue, question.organisation());
        return new Answer(
                question.call(),
                question.organisation(),
                issue.number(),
                reasons,
                Sentences.answer(question.call(), question.organisation(), reasons.isEmpty(), NhsDates.today(clock)));
    }

    private IssueStory story(PrescriptionRecord prescription, Issue issue, List<HistoryEvent> history) {
        return new IssueStory(
                issue.number(),
                issue.status(),
                Sentences.state(issue),
                history.stream()
                        .filter(event -> event.issueNumber() == issue.number())
                        .map(event -> new Happened(event.recordedAt(), Sentences.happened(event)))
                        .toList(),
                new Next(issue.next().action(), issue.next().on(), Sentences.next(issue.status(), issue.next())),
                may(prescription, issue));
    }

    /** From the tables: what the lifecycle allows in this status, for every role that the access table allows. */
    private List<May> may(PrescriptionRecord prescription, Issue issue) {
        List<May> may = new ArrayList<>();
        for (AskedCall call : AskedCall.values()) {
            boolean inThisStatus = call.events().stream()
                    .anyMatch(event ->
                            PrescriptionLifecycle.next(issue.status(), event).isPresent());
            Optional<OdsCode> owner = owner(call, prescription, issue);
            if (!inThisStatus || (owner.isEmpty() && isForOneOnly(call))) {
                continue;
            }
            if (needsMoreThanTheStatus(call)
                    && !trial.refusals(call, prescription, issue, owner.orElse(OdsCode.LOCUM))
                            .isEmpty()) {
                continue; // held for review, not the current issue, nothing notified yet ...
            }
            AccessTable.rows().stream()
                    .filter(row -> row.operation() == call.operation())
                    .map(row -> may(
                            call,
                            row,
                            row.ownership() == Ownership.OWN_NOMINATED
                                    ? Optional.ofNullable(issue.nomination().siteOrNull())
                                    : owner))
                    .flatMap(Optional::stream)
                    .forEach(may::add);
        }
        return may;
    }

    private static Optional<May> may(AskedCall call, AccessTable.Row row, Optional<OdsCode> owner) {
        if (row.ownership() == Ownership.OWN_NOMINATED && owner.isEmpty()) {
            return Optional.empty();
        }
        OdsCode only = row.ownership() == Ownership.ANY && !isForOneOnly(call) ? null : owner.orElse(null);
        String of = only == null ? "" : " of " + only;
        return Optional.of(new May(
                row.operation(),
                row.role(),
                only,
                Sentences.may(call, row.role().claim(), of)));
    }

    /** The organisation for which alone a call can be done: who holds the issue, or is nominated; empty for any. */
    private static Optional<OdsCode> owner(AskedCall call, PrescriptionRecord prescription, Issue issue) {
        return switch (call) {
            case AMEND -> Optional.of(prescription.prescriber().practice());
            case RELEASE, CANCEL -> Optional.empty();
            case RELEASE_NOMINATED -> Optional.ofNullable(issue.nomination().siteOrNull());
            case RETURN, DISPENSE, AMEND_DISPENSE, WITHDRAW, CLAIM -> issue.holder();
        };
    }

    private static boolean isForOneOnly(AskedCall call) {
        return switch (call) {
            case RELEASE, CANCEL -> false;
            case RELEASE_NOMINATED, RETURN, DISPENSE, AMEND_DISPENSE, WITHDRAW, CLAIM, AMEND -> true;
        };
    }

    /** Whether the status alone does not say if a call can be done. */
    private static boolean needsMoreThanTheStatus(AskedCall call) {
        return switch (call) {
            case RELEASE, AMEND_DISPENSE, WITHDRAW, AMEND -> true;
            case RELEASE_NOMINATED, RETURN, DISPENSE, CLAIM, CANCEL -> false;
        };
    }
}
