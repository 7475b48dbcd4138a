package org.pestle.tariff;

import java.math.BigDecimal;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * A value and the months for which it holds.
 *
 * @param name which one, as {@link RateName#key()}
 * @param from first month, or null if the start was not researched
 * @param to last month, or null while it holds
 * @param value in the unit
 * @param unit in words: pence per item
 * @param source where the figure comes from
 */
public record DatedRate(
        String name, @Nullable YearMonth from, @Nullable YearMonth to, BigDecimal value, String unit, String source) {
    /** Whether it holds in the month. */
    public boolean holdsIn(YearMonth month) {
        return (from == null || !month.isBefore(from)) && (to == null || !month.isAfter(to));
    }
}
