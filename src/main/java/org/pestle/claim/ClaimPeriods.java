package org.pestle.claim;

import java.time.LocalDate;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The lengths of time of a claim's life, as in force from a day on (reimbursement.md 1.2, 1.5; eps.md 10.5). What a
 * dated entry does not name is as in the national service.
 *
 * @param from first day on which they hold
 * @param lastDay the day of the next month, 1 to 28, until whose end a claim counts for the month of the supply; that
 *     of the first day of the next month counts
 * @param answerMonths time to answer an item that was referred back, calendar months from the night that returned it
 * @param challengeMonths time to challenge that an item was disallowed, likewise
 */
public record ClaimPeriods(
        LocalDate from,
        @DefaultValue("5") int lastDay,
        @DefaultValue("18") int answerMonths,
        @DefaultValue("18") int challengeMonths) {
    /** Those of the national service. */
    static final ClaimPeriods NATIONAL = new ClaimPeriods(LocalDate.EPOCH, 5, 18, 18);

    private static final int LAST_DAY_OF_EVERY_MONTH = 28;

    /** Refuses a day that some months lack, and periods of nothing. */
    public ClaimPeriods {
        if (lastDay < 1 || lastDay > LAST_DAY_OF_EVERY_MONTH || answerMonths < 1 || challengeMonths < 1) {
            throw new IllegalArgumentException(
                    "the last day for claims is one of the 1st to the 28th; a period has at least one month");
        }
    }
}
