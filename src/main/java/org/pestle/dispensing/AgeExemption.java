package org.pestle.dispensing;

import java.time.LocalDate;

/**
 * Until and from when a patient pays no charge by age (eps.md 10.3), worked out at release so that nobody has to ask.
 *
 * @param until last day of being under 16: the day before the sixteenth birthday
 * @param from the sixtieth birthday
 */
public record AgeExemption(LocalDate until, LocalDate from) {
    private static final int YOUNG = 16;
    private static final int OLD = 60;

    /** Of somebody born on that day. */
    public static AgeExemption of(LocalDate birthDate) {
        return new AgeExemption(birthDate.plusYears(YOUNG).minusDays(1), birthDate.plusYears(OLD));
    }

    /** Whether the patient pays nothing for what is supplied on that day. */
    public boolean holdsOn(LocalDate day) {
        return !day.isAfter(until) || !day.isBefore(from);
    }
}
