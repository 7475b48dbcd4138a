package org.pestle.pricing;

import java.math.BigDecimal;
import java.util.Optional;
import org.pestle.claim.ReturnedItem;

/**
 * A claimed item and its price, ready to be stored.
 *
 * @param brokenBulkDiscountP what the month's discount takes from broken bulk, exact pence
 */
record PricedLine(ResolvedItem item, PricedItem price, BigDecimal brokenBulkDiscountP) {
    /**
     * What it adds to the contractor's account before the month's roundings: all that is paid less charges, exact
     * pence.
     */
    BigDecimal totalP() {
        return totalP(price, brokenBulkDiscountP);
    }

    /** How it goes back to the contractor; empty if it is paid or was not supplied. */
    Optional<ReturnedItem.Kind> returnedAs() {
        return switch (price.outcome()) {
            case REFERRED_BACK -> Optional.of(ReturnedItem.Kind.REFERRED_BACK);
            case DISALLOWED -> Optional.of(ReturnedItem.Kind.DISALLOWED);
            case PAID, NOT_PAID -> Optional.empty();
        };
    }

    static BigDecimal totalP(PricedItem price, BigDecimal brokenBulkDiscountP) {
        long whole = price.feesTotal()
                .plus(price.brokenBulkResidual())
                .plus(price.basicPriceAdjustment())
                .minus(price.chargeDeduction())
                .value();
        return price.actualCostP().add(BigDecimal.valueOf(whole)).subtract(brokenBulkDiscountP);
    }
}
