package org.pestle.dispensing;

import java.time.LocalDate;
import org.pestle.prescription.Act;
import org.pestle.prescription.ExpirePrescriptions;
import org.pestle.prescription.Issue;
import org.pestle.prescription.IssueChange;
import org.pestle.prescription.IssueTable;
import org.pestle.prescription.LineItemEvent;
import org.pestle.prescription.PrescriptionEvent;
import org.pestle.prescription.SettleCancellations;
import org.pestle.problems.Outcome;
import org.pestle.values.NhsDates;
import org.springframework.stereotype.Component;

/**
 * What happens when an issue is given back, whoever does it and why (eps.md 4.3 rows 5, 5a and 5b, 6.5): it can be
 * released again, its lease has ended, its nomination is cleared and kept with the ended lease; what has passed its
 * last day expires, and a pending cancellation takes effect.
 */
@Component
class GiveBack {
    private final IssueTable issues;
    private final ReturnTable table;
    private final ExpirePrescriptions expire;
    private final SettleCancellations settle;
    private final ReturnSettings settings;

    GiveBack(
            IssueTable issues,
            ReturnTable table,
            ExpirePrescriptions expire,
            SettleCancellations settle,
            ReturnSettings settings) {
        this.issues = issues;
        this.table = table;
        this.expire = expire;
        this.settle = settle;
        this.settings = settings;
    }

    /**
     * Gives an issue back.
     *
     * @param held the issue as it was read, with its lease
     * @param isMarked whether a cancellation is pending
     * @return whether it was done; false if somebody else changed the issue first
     */
    Outcome<Boolean> giveBack(Issue held, PrescriptionEvent event, ReturnReason reason, boolean isMarked, Act act) {
        return switch (IssueChange.of(held, event, IssueChange.toEveryItem(held, LineItemEvent.RETURNED), act)) {
            case Outcome.Refused<IssueChange> refused -> Outcome.refused(refused.findings());
            case Outcome.Done<IssueChange>(IssueChange change) -> Outcome.done(write(change, reason, isMarked));
        };
    }

    private boolean write(IssueChange change, ReturnReason reason, boolean isMarked) {
        Issue held = change.before();
        Issue.Lease lease = held.lease();
        if (lease == null) {
            throw new IllegalStateException("an issue that is with a dispenser has no lease");
        }
        // One whose signature does not hold must not come back with the next download.
        boolean keeps = settings.keepsNomination() && reason != ReturnReason.INVALID_SIGNATURE;
        if (!issues.change(change.givenBack(keeps))) {
            return false;
        }
        table.end(lease, change, reason);
        LocalDate today = NhsDates.on(change.act().at());
        if (held.expiresOn().isBefore(today)) {
            expire.expireOverdue(held.prescription());
        } else if (isMarked) {
            settle.settle(held.prescription(), change.act());
        }
        return true;
    }
}
