package org.pestle.reporting;

import java.math.BigDecimal;

/**
 * What a row of a commissioner's report measures (reimbursement.md 6.3); amounts are exact pence.
 *
 * @param items items paid
 * @param quantity units paid
 * @param nicP basic price
 * @param discountP discount deducted
 * @param consumablesP consumables allowance
 * @param containersP container payments
 * @param outOfPocketP out-of-pocket expenses
 * @param actualCostP what the prescriber's commissioner bears
 * @param professionalFeesP single activity fees
 * @param additionalFeesP all other fees
 * @param chargesCount patient charges deducted
 * @param chargesValueP their value
 * @param referredBackItems items referred back to the contractor; no money is counted for them
 * @param disallowedItems items not allowed on the NHS, likewise
 */
public record Measures(
        long items,
        BigDecimal quantity,
        BigDecimal nicP,
        BigDecimal discountP,
        BigDecimal consumablesP,
        BigDecimal containersP,
        BigDecimal outOfPocketP,
        BigDecimal actualCostP,
        BigDecimal professionalFeesP,
        BigDecimal additionalFeesP,
        long chargesCount,
        BigDecimal chargesValueP,
        long referredBackItems,
        long disallowedItems) {
    /** Nothing. */
    public static final Measures NONE = new Measures(
            0,
            BigDecimal.ZERO,
            BigDecimal.ZERO,
            BigDecimal.ZERO,
            BigDecimal.ZERO,
            BigDecimal.ZERO,
            BigDecimal.ZERO,
            BigDecimal.ZERO,
            BigDecimal.ZERO,
            BigDecimal.ZERO,
            0,
            BigDecimal.ZERO,
            0,
            0);

    /** The sum. */
    public Measures plus(Measures other) {
        return new Measures(
                Math.addExact(items, other.items),
                quantity.add(other.quantity),
                nicP.add(other.nicP),
                discountP.add(other.discountP),
                consumablesP.add(other.consumablesP),
                containersP.add(other.containersP),
                outOfPocketP.add(other.outOfPocketP),
                actualCostP.add(other.actualCostP),
                professionalFeesP.add(other.professionalFeesP),
                additionalFeesP.add(other.additionalFeesP),
                Math.addExact(chargesCount, other.chargesCount),
                chargesValueP.add(other.chargesValueP),
                Math.addExact(referredBackItems, other.referredBackItems),
                Math.addExact(disallowedItems, other.disallowedItems));
    }
}
