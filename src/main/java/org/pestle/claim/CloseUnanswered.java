package org.pestle.claim;

import java.time.LocalDate;
import org.springframework.stereotype.Component;

/**
 * Deletes returned items that nobody answered in time (reimbursement.md 1.5): no answer is accepted any more, and the
 * prescription is no longer kept for one. Doing it again does nothing, and any number of processes may share it.
 */
@Component
public class CloseUnanswered {
    private final ReturnedItemTable items;

    CloseUnanswered(ReturnedItemTable items) {
        this.items = items;
    }

    /**
     * Deletes a chunk of them, in the caller's transaction.
     *
     * @param today those whose last day was before this one
     * @param limit how many to take, at least one
     * @return how many; none if none is left that nobody else is working on
     */
    public int closeDue(LocalDate today, int limit) {
        return items.deleteDue(today, limit);
    }
}
