package org.pestle.prescription;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.pestle.prescription.NextActivity.Action;
import org.pestle.values.OdsCode;
import org.pestle.values.PrescriptionId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Ends what has reached its last day (eps.md 4.3 row 9, 4.6): the issue and all later ones, their items, their places
 * in worklists. Where the settings say so, it also ends the controlled items whose own time is over (eps.md 3.5), and
 * the issue with the last of them. Doing it again does nothing, so the night may be repeated, and any number of
 * processes may share it.
 */
@Component
public class ExpirePrescriptions {
    private final DueTable due;
    private final Prescriptions prescriptions;
    private final CatchUp catchUp;
    private final PrescriptionSettings settings;
    private final TransactionTemplate transaction;

    ExpirePrescriptions(
            DueTable due,
            Prescriptions prescriptions,
            CatchUp catchUp,
            PrescriptionSettings settings,
            TransactionTemplate transaction) {
        this.due = due;
        this.prescriptions = prescriptions;
        this.catchUp = catchUp;
        this.settings = settings;
        this.transaction = transaction;
    }

    /**
     * Expires a chunk of what is due, in one transaction (that of the caller, if there is one).
     *
     * @param today issues whose day is this or earlier are due
     * @param limit how many due issues to take, at least one
     * @return how many changes that were; none if nothing is due that nobody else is working on
     */
    public int expireDue(LocalDate today, int limit) {
        Integer expired =
                transaction.execute(status -> catchUp.upTo(due.prescriptions(Action.EXPIRE, today, limit), today));
        return expired == null ? 0 : expired;
    }

    /**
     * The same of controlled items, each after the last day on which it could be supplied. Does nothing unless the
     * settings let items expire by themselves.
     */
    public int expireItems(LocalDate today, int limit) {
        return expireItems(null, today, limit);
    }

    /** The same of what a site could download, before it does. */
    public int expireItemsAt(OdsCode site, LocalDate today, int limit) {
        return expireItems(site, today, limit);
    }

    private int expireItems(@Nullable OdsCode site, LocalDate today, int limit) {
        if (settings.controlled().whenOver() != ControlledDrugs.WhenOver.EXPIRE) {
            return 0;
        }
        Integer expired =
                transaction.execute(status -> catchUp.upTo(due.withItemsThatAreOver(site, today, limit), today));
        return expired == null ? 0 : expired;
    }

    /**
     * Expires a prescription whose day has passed without a night: to be called before anything else is done with it
     * (eps.md 4.6). On the last day itself it is still good.
     *
     * @return whether anything was expired: then it must be read again
     */
    public boolean expireOverdue(PrescriptionRecord prescription) {
        return catchUp.overdue(prescription);
    }

    /** The same, of the prescription as it stands now. */
    public boolean expireOverdue(PrescriptionId id) {
        return prescriptions.find(id).filter(this::expireOverdue).isPresent();
    }
}
