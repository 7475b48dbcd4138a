package org.pestle.tariff;

import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * A charge exemption code and what it means in the months for which it holds.
 *
 * @param code four digits
 * @param from first month of supply, or null if the start was not researched
 * @param to last month, or null while it holds
 * @param lastSupply last day of supply for which it may be claimed, or null if it has not ended for good
 * @param charged whether the patient has paid
 * @param meaning in words
 * @param source where that is written
 */
public record Exemption(
        String code,
        @Nullable YearMonth from,
        @Nullable YearMonth to,
        @Nullable LocalDate lastSupply,
        boolean charged,
        String meaning,
        String source) {
    /** Whether it holds in the month. */
    public boolean holdsIn(YearMonth month) {
        return (from == null || !month.isBefore(from)) && (to == null || !month.isAfter(to));
    }
}
