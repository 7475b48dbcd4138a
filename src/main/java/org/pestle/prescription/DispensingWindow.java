package org.pestle.prescription;

import java.time.LocalDate;
import org.pestle.values.NhsDates;

/**
 * The days on which an issue is meant to be dispensed (eps.md 3.7). Outside them a pharmacist is warned, never refused.
 *
 * @param from first day: the start of the prescription; of a later issue of an eRD, so many supplies later, less the
 *     lead in which a nominated pharmacy has it before
 * @param to last day of validity of the issue
 */
public record DispensingWindow(LocalDate from, LocalDate to) {
    /** The window of an issue. */
    public static DispensingWindow of(PrescriptionRecord prescription, Issue issue, PrescriptionSettings settings) {
        return of(
                NhsDates.on(prescription.authoredAt()),
                prescription.issues().getFirst().startsOn(),
                prescription.daysSupply(),
                issue.number(),
                issue.expiresOn(),
                settings);
    }

    /**
     * The window of an issue.
     *
     * @param startsOn first day of the first issue
     * @param issueNumber from 1
     */
    public static DispensingWindow of(
            LocalDate authoredOn,
            LocalDate startsOn,
            int daysSupply,
            int issueNumber,
            LocalDate expiresOn,
            PrescriptionSettings settings) {
        LocalDate from = issueNumber == 1
                ? startsOn
                : startsOn.plusDays((long) daysSupply * (issueNumber - 1))
                        .minusDays(settings.inForce(authoredOn).leadDays());
        return new DispensingWindow(from, expiresOn);
    }

    /** Whether it is meant to be dispensed on that day. */
    public boolean contains(LocalDate day) {
        return !day.isBefore(from) && !day.isAfter(to);
    }
}
