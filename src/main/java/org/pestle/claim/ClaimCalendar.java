package org.pestle.claim;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import org.pestle.values.NhsDates;
import org.springframework.stereotype.Component;

/**
 * The days and months of claims, all in London (eps.md 10.5, reimbursement.md 1.2 and 1.5). How long a month stays open
 * and how long a contractor may answer are dated settings.
 */
@Component
public class ClaimCalendar {
    private final ClaimSettings settings;

    /** By these settings. */
    public ClaimCalendar(ClaimSettings settings) {
        this.settings = settings;
    }

    /** The last day on which a claim counts for this month of supply. */
    public LocalDate closesOn(YearMonth month) {
        LocalDate next = month.plusMonths(1).atDay(1);
        return settings.ownClosingDay(month)
                .orElseGet(() -> next.withDayOfMonth(settings.inForce(next).lastDay()));
    }

    /** Whether a claim that is received on this day can still count for this month. */
    public boolean isOpen(YearMonth month, LocalDate day) {
        return !day.isAfter(closesOn(month));
    }

    /** The month for which a claim counts: that of the supply while it is open, else that of receipt. */
    public YearMonth paymentMonth(LocalDate dispensedOn, Instant receivedAt) {
        YearMonth supplied = YearMonth.from(dispensedOn);
        LocalDate received = NhsDates.on(receivedAt);
        return isOpen(supplied, received) ? supplied : YearMonth.from(received);
    }

    /** Last day to answer for an item that the night of this day returned. */
    LocalDate answerBy(ReturnedItem.Kind kind, LocalDate returnedOn) {
        ClaimPeriods periods = settings.inForce(returnedOn);
        return returnedOn.plusMonths(
                switch (kind) {
                    case REFERRED_BACK -> periods.answerMonths();
                    case DISALLOWED -> periods.challengeMonths();
                });
    }
}
