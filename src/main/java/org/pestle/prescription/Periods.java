package org.pestle.prescription;

import java.time.LocalDate;

/**
 * The lengths of time of a prescription's life (eps.md 3.6, 4.6), as in force from a day on. A prescription expires by
 * those of the day it was written; what follows a change of it is reckoned by those of the day of the change. Calendar
 * months are clamped to the end of the month.
 *
 * @param from first day on which they hold
 * @param expiryMonths validity of an acute or repeat prescription and of the first issue of an eRD, calendar months
 * @param laterIssuesMonths validity of the later issues of an eRD, calendar months
 * @param aheadDays days ahead from which on a prescription is not downloadable yet
 * @param activeDays from the last supply of an unfinished issue until it is closed, days
 * @param claimDays from completion until an issue is closed without a claim, days
 * @param notDispensedDays a not dispensed issue is kept, days
 * @param expiredDays an expired issue is kept, days
 * @param cancelledDays a cancelled issue is kept, days
 * @param claimedDays an issue is kept after its claim, days
 */
public record Periods(
        LocalDate from,
        int expiryMonths,
        int laterIssuesMonths,
        int aheadDays,
        int activeDays,
        int claimDays,
        int notDispensedDays,
        int expiredDays,
        int cancelledDays,
        int claimedDays) {

    /** Those of the national service. */
    static final Periods NATIONAL = new Periods(LocalDate.EPOCH, 6, 12, 1, 180, 180, 30, 90, 180, 36);

    /** Refuses lengths of nothing. */
    public Periods {
        if (Math.min(Math.min(expiryMonths, laterIssuesMonths), Math.min(activeDays, claimDays)) < 1
                || Math.min(aheadDays, Math.min(notDispensedDays, expiredDays)) < 0
                || Math.min(cancelledDays, claimedDays) < 0) {
            throw new IllegalArgumentException("a period has at least one month or day; one ahead or kept may be none");
        }
    }

    /** Last day of validity of an issue of a prescription written on that London day. */
    LocalDate expiresOn(LocalDate authoredOn, int issueNumber) {
        return authoredOn.plusMonths(issueNumber == 1 ? expiryMonths : laterIssuesMonths);
    }
}
