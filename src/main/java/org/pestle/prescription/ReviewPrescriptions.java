package org.pestle.prescription;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pestle.access.Caller;
import org.pestle.access.Operation;
import org.pestle.prescription.Review.Decision;
import org.pestle.prescription.Review.Hold;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.values.NhsDates;
import org.pestle.values.PrescriptionId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Decides on prescriptions that are held for review (reliability-security.md T08): approved, they go their way as if
 * they had just arrived; refused, they are cancelled.
 */
@Component
class ReviewPrescriptions {
    private static final int ATTEMPTS = 3;

    private final ReviewTable table;
    private final Prescriptions prescriptions;
    private final IssueTable issues;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ReviewPrescriptions(
            ReviewTable table,
            Prescriptions prescriptions,
            IssueTable issues,
            TransactionTemplate transaction,
            Clock clock) {
        this.table = table;
        this.prescriptions = prescriptions;
        this.issues = issues;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * What waits for a decision, oldest first; each is audited as shown.
     *
     * @param after the last of the page before, or null
     */
    List<Review> open(@Nullable PrescriptionId after, int limit, Caller caller, @Nullable UUID requestId) {
        Act act = new Act(caller, Operation.READ_REVIEWS, clock.instant(), requestId);
        List<Review> open = transaction.execute(status -> table.open(after, limit, act));
        return open == null ? List.of() : open;
    }

    /**
     * Decides. The same decision once more changes nothing and is answered alike.
     *
     * @param reason why, in the reviewer's words; kept with the hold
     * @return the decision; or refused because there is no such hold, because it was decided otherwise, or because the
     *     prescription has ended meanwhile
     */
    Outcome<Decision> decide(
            PrescriptionId id, Decision decision, String reason, Caller caller, @Nullable UUID requestId) {
        Act act = new Act(caller, Operation.DECIDE_REVIEW, clock.instant(), requestId);
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Optional<Outcome<Decision>> outcome = transaction.execute(status -> {
                Optional<Outcome<Decision>> decided = decide(id, decision, reason, act);
                if (!(decided.orElse(null) instanceof Outcome.Done)) {
                    status.setRollbackOnly();
                }
                return decided;
            });
            if (outcome.isPresent()) {
                return outcome.get();
            }
            // Somebody else changed an issue at the same moment: look again.
        }
        throw new IllegalStateException("a prescription under review was changed " + ATTEMPTS + " times");
    }

    private Optional<Outcome<Decision>> decide(PrescriptionId id, Decision decision, String reason, Act act) {
        Optional<Hold> hold = table.lock(id);
        if (hold.isEmpty()) {
            return Optional.of(Outcome.refused(Problem.REVIEW_NOT_FOUND));
        }
        if (hold.get().decision() != null) {
            return Optional.of(
                    hold.get().decision() == decision
                            ? Outcome.done(decision)
                            : Outcome.refused(Problem.REVIEW_ALREADY_DECIDED));
        }
        PrescriptionRecord prescription = prescriptions.find(id).orElseThrow();
        List<IssueChange> changes =
                decision == Decision.APPROVED ? approved(prescription, act) : refused(prescription, act);
        if (changes.isEmpty()) {
            return Optional.of(Outcome.refused(Finding.of(
                    Problem.PRESCRIPTION_INVALID_STATE_TRANSITION,
                    "The prescription has ended meanwhile: there is nothing left to decide")));
        }
        table.decide(id, decision, reason, act);
        return issues.changeAll(changes) == changes.size() ? Optional.of(Outcome.done(decision)) : Optional.empty();
    }

    private static List<IssueChange> approved(PrescriptionRecord prescription, Act act) {
        Issue first = prescription.issues().getFirst();
        if (!(IssueChange.of(first, PrescriptionEvent.REVIEW_APPROVED, Map.of(), act)
                instanceof Outcome.Done<IssueChange>(IssueChange change))) {
            return List.of();
        }
        boolean waits = first.next().action() == NextActivity.Action.READY;
        return List.of(waits ? change.readyOn(first.next().on()) : change);
    }

    private static List<IssueChange> refused(PrescriptionRecord prescription, Act act) {
        LocalDate today = NhsDates.on(act.at());
        List<IssueChange> changes = new ArrayList<>();
        for (Issue issue : prescription.issues()) {
            if (IssueChange.of(
                            issue,
                            PrescriptionEvent.REVIEW_REFUSED,
                            IssueChange.toEveryItem(issue, LineItemEvent.CANCELLED_BY_PRESCRIBER),
                            act)
                    instanceof Outcome.Done<IssueChange>(IssueChange change)) {
                changes.add(change.completed(today));
            }
        }
        return changes;
    }
}
