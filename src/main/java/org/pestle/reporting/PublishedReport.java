package org.pestle.reporting;

import java.math.BigDecimal;
import java.time.YearMonth;
import org.pestle.values.OdsCode;

/**
 * What of a commissioner's report may be told to everybody. Cells that count too few items are merged, practice by
 * practice, so that the rows still add up to the totals of the report; {@link SmallNumbers} says which.
 *
 * @param icb the prescriber's commissioner
 * @param month the month for which the claims count; no claim can be added to it any more
 * @param leastCount the least number of items that a row has
 */
public record PublishedReport(OdsCode icb, YearMonth month, int leastCount) {
    /** In place of the keys of a row in which several are merged. */
    public static final String SUPPRESSED = "SUPPRESSED";

    /**
     * One row, or several merged.
     *
     * @param practice code of the prescribing practice, or {@link #SUPPRESSED} like each of the others
     * @param preparationClass 1 to 5 as text
     */
    public record Row(
            String practice,
            String contractor,
            String bnfCode,
            String snomedCode,
            String preparationClass,
            Sums sums) {}

    /** What is told of a row; the report's other measures count events too rare to be told. */
    public record Sums(long items, BigDecimal quantity, BigDecimal nicP, BigDecimal actualCostP) {
        static final Sums NONE = new Sums(0, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

        static Sums of(Measures measures) {
            return new Sums(measures.items(), measures.quantity(), measures.nicP(), measures.actualCostP());
        }

        Sums plus(Sums other) {
            return new Sums(
                    Math.addExact(items, other.items),
                    quantity.add(other.quantity),
                    nicP.add(other.nicP),
                    actualCostP.add(other.actualCostP));
        }
    }
}
