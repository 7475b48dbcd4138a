package org.pestle.prescription;

import java.time.LocalDate;
import java.util.stream.IntStream;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The lengths of time of a prescription's life (eps.md 3.6, 4.6, 4.7, 10.4), as in force from a day on. A length is
 * that of the day on which it begins to run, so a change never moves what is running already. What a dated entry does
 * not name is as in the national service. Calendar months are clamped to the end of the month.
 *
 * @param from first day on which they hold
 * @param expiryMonths validity of an acute or repeat prescription and of the first issue of an eRD, calendar months
 *     from the prescription's day
 * @param laterIssuesMonths validity of the later issues of an eRD, calendar months from the prescription's day
 * @param aheadDays days ahead of its arrival from which on a prescription is not downloadable yet
 * @param leadDays a nominated site gets the next issue of an eRD so many days before the supply of the one before runs
 *     out; as on the prescription's day
 * @param activeDays from the last supply of an unfinished issue until it is closed, days
 * @param claimDays from completion until an issue is closed without a claim, and the last day for a claim, days
 * @param repeatClaimDays from signing to the last day for a claim of an eRD issue, days
 * @param notDispensedDays a not dispensed issue is kept, days from completion
 * @param expiredDays an expired issue is kept, days from its end
 * @param cancelledDays a cancelled issue is kept, days from its end
 * @param claimedDays an issue is kept after its claim, days
 * @param skeletonMonths what is left of a deleted prescription is kept, calendar months
 * @param nominationMonths a change of a nomination is kept, calendar months from its day
 */
public record Periods(
        LocalDate from,
        @DefaultValue("6") int expiryMonths,
        @DefaultValue("12") int laterIssuesMonths,
        @DefaultValue("1") int aheadDays,
        @DefaultValue("7") int leadDays,
        @DefaultValue("180") int activeDays,
        @DefaultValue("180") int claimDays,
        @DefaultValue("365") int repeatClaimDays,
        @DefaultValue("30") int notDispensedDays,
        @DefaultValue("90") int expiredDays,
        @DefaultValue("180") int cancelledDays,
        @DefaultValue("36") int claimedDays,
        @DefaultValue("12") int skeletonMonths,
        @DefaultValue("18") int nominationMonths) {

    /** Those of the national service. */
    static final Periods NATIONAL = new Periods(LocalDate.EPOCH, 6, 12, 1, 7, 180, 180, 365, 30, 90, 180, 36, 12, 18);

    /** Refuses lengths of nothing. */
    public Periods {
        int shortest = IntStream.of(expiryMonths, laterIssuesMonths, activeDays, claimDays, repeatClaimDays)
                .min()
                .orElseThrow();
        int least = IntStream.of(
                        aheadDays,
                        leadDays,
                        notDispensedDays,
                        expiredDays,
                        cancelledDays,
                        claimedDays,
                        skeletonMonths,
                        nominationMonths)
                .min()
                .orElseThrow();
        if (shortest < 1 || least < 0) {
            throw new IllegalArgumentException("a period has at least one month or day; one ahead or kept may be none");
        }
    }

    /** Last day of validity of an issue of a prescription written on that London day. */
    LocalDate expiresOn(LocalDate authoredOn, int issueNumber) {
        return authoredOn.plusMonths(issueNumber == 1 ? expiryMonths : laterIssuesMonths);
    }
}
