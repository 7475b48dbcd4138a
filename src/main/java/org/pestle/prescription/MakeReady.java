package org.pestle.prescription;

import java.time.LocalDate;
import org.pestle.prescription.NextActivity.Action;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Offers for download what has waited for its day (eps.md 4.3 row 10, 4.6): the issue can be released, and stands in
 * the worklist of the nominated site. What has meanwhile passed its last day ends in the same transaction, so that
 * nobody can have it. Doing it again does nothing, and any number of processes may share it.
 */
@Component
public class MakeReady {
    private final DueTable due;
    private final CatchUp catchUp;
    private final TransactionTemplate transaction;

    MakeReady(DueTable due, CatchUp catchUp, TransactionTemplate transaction) {
        this.due = due;
        this.catchUp = catchUp;
        this.transaction = transaction;
    }

    /**
     * Makes a chunk of what is due ready, in one transaction (that of the caller, if there is one).
     *
     * @param today issues whose day is this or earlier are due
     * @param limit how many due issues to take, at least one
     * @return how many changes that were; none if nothing is due that nobody else is working on
     */
    public int makeReady(LocalDate today, int limit) {
        Integer ready =
                transaction.execute(status -> catchUp.upTo(due.prescriptions(Action.READY, today, limit), today));
        return ready == null ? 0 : ready;
    }
}
