package org.pestle.tariff;

import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * A product that the NHS does not pay for, in the months for which that holds.
 *
 * @param product its code, as ordered
 * @param name of the product, for those who read the list
 * @param from first month, or null if the start was not researched
 * @param to last month, or null while it holds
 * @param source where that is written
 */
public record Disallowed(
        String product,
        DisallowedReason reason,
        String name,
        @Nullable YearMonth from,
        @Nullable YearMonth to,
        String source) {
    /** Whether it holds in the month. */
    boolean holdsIn(YearMonth month) {
        return (from == null || !month.isBefore(from)) && (to == null || !month.isAfter(to));
    }
}
