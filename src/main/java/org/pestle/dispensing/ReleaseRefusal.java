package org.pestle.dispensing;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pestle.dispensing.ReleaseTable.IssueState;
import org.pestle.prescription.PrescriptionStatus;
import org.pestle.problems.Finding;
import org.pestle.problems.Problem;
import org.pestle.values.OdsCode;

/** Why a prescription is not handed out to somebody who names its id (eps.md 12.3). */
final class ReleaseRefusal {
    private ReleaseRefusal() {}

    /**
     * The reason, or null if there is none.
     *
     * @param issues all issues of the prescription, first to last; none if it is not known
     * @param nominatedOnly whether the caller may only take what is nominated to the site; it learns nothing of others
     */
    static @Nullable Finding of(List<IssueState> issues, OdsCode site, boolean nominatedOnly, LocalDate today) {
        if (issues.isEmpty()) {
            return Finding.of(Problem.RESOURCE_NOT_FOUND);
        }
        IssueState current = current(issues);
        if (nominatedOnly && !site.equals(current.site()) && !site.equals(current.holder())) {
            return Finding.of(
                    Problem.NOT_PERMITTED, "Without a user only what is nominated to the site can be released");
        }
        return switch (current.status()) {
            case AWAITING_RELEASE_READY, TO_BE_DISPENSED -> {
                if (current.expiresOn().isBefore(today)) {
                    yield Finding.of(Problem.PRESCRIPTION_EXPIRED);
                }
                if (current.isOver()) {
                    yield Finding.of(Problem.CONTROLLED_DRUG_EXPIRED);
                }
                yield current.heldForReview() ? Finding.of(Problem.PRESCRIPTION_HELD_FOR_REVIEW) : null;
            }
            case WITH_DISPENSER, WITH_DISPENSER_ACTIVE -> held(current, site);
            case EXPIRED -> Finding.of(Problem.PRESCRIPTION_EXPIRED);
            case CANCELLED -> Finding.of(Problem.PRESCRIPTION_CANCELLED);
            case DISPENSED, NOT_DISPENSED, CLAIMED, NO_CLAIMED -> Finding.of(Problem.PRESCRIPTION_DISPENSED);
            case REPEAT_DISPENSE_FUTURE_INSTANCE, PRESCRIPTION_FUTURE_INSTANCE, CANCELLED_FUTURE_INSTANCE ->
                Finding.of(Problem.RESOURCE_NOT_FOUND);
        };
    }

    private static @Nullable Finding held(IssueState current, OdsCode site) {
        OdsCode holder = current.holder();
        if (holder == null) {
            throw new IllegalStateException("an issue that is with a dispenser has no holder");
        }
        return holder.equals(site)
                ? Finding.of(Problem.PRESCRIPTION_ALREADY_HELD).heldBy(holder)
                : Finding.of(Problem.PRESCRIPTION_WITH_ANOTHER_DISPENSER).heldBy(holder);
    }

    /** The first issue that has not ended, or else the last one. */
    private static IssueState current(List<IssueState> issues) {
        return issues.stream()
                .filter(issue -> !hasEnded(issue.status()))
                .findFirst()
                .orElse(issues.getLast());
    }

    private static boolean hasEnded(PrescriptionStatus status) {
        return switch (status) {
            case EXPIRED, CANCELLED, DISPENSED, NOT_DISPENSED, CLAIMED, NO_CLAIMED -> true;
            case AWAITING_RELEASE_READY,
                    TO_BE_DISPENSED,
                    WITH_DISPENSER,
                    WITH_DISPENSER_ACTIVE,
                    REPEAT_DISPENSE_FUTURE_INSTANCE,
                    PRESCRIPTION_FUTURE_INSTANCE,
                    CANCELLED_FUTURE_INSTANCE -> false;
        };
    }
}
