package org.pestle.pricing;

import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A price as it is kept, without its explanation, which is worked out again from its basis.
 *
 * @param sequence the item's place in the claim
 * @param counted 1 for a price, -1 for a reversal, whose amounts have the other sign
 * @param basisId what it was priced from
 * @param brokenBulkDiscountP what the month's discount takes from broken bulk, exact pence
 * @param residualBefore units of broken bulk that were left for it and paid before, or null
 */
record PricedRow(
        UUID claim,
        UUID lineItemId,
        int sequence,
        int counted,
        int basisId,
        BigDecimal brokenBulkDiscountP,
        @Nullable BigDecimal residualBefore,
        PricedItem price) {
    static PricedRow of(UUID claim, PricedLine line, int basisId) {
        return new PricedRow(
                claim,
                line.item().lineItemId(),
                line.item().sequence(),
                1,
                basisId,
                line.brokenBulkDiscountP(),
                line.item().input().known().residualBefore(),
                line.price());
    }

    /** The row that takes this one back. */
    PricedRow reversed() {
        return new PricedRow(
                claim,
                lineItemId,
                sequence,
                -counted,
                basisId,
                brokenBulkDiscountP.negate(),
                residualBefore,
                price.reversed());
    }

    /** Whether both pay the same, whatever they were priced from. */
    boolean paysAs(PricedRow other) {
        return PricingJson.price(price).equals(PricingJson.price(other.price))
                && brokenBulkDiscountP.compareTo(other.brokenBulkDiscountP) == 0;
    }

    /** What it adds to the contractor's account before the month's roundings, exact pence. */
    BigDecimal totalP() {
        return PricedLine.totalP(price, brokenBulkDiscountP);
    }
}
