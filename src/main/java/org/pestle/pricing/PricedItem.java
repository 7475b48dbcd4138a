package org.pestle.pricing;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pestle.values.Pence;

/**
 * What one item pays, and why: the fields of {@code expected} in the pricing cases, and the steps that led there.
 *
 * @param payableQuantity units paid, in the tariff's unit
 * @param pricingPackSize size of the pack that set the price, or null if nothing is paid
 * @param unitPacks how many such packs the payable quantity is, five decimals, or null
 * @param basicPrice the item's basic price (NIC)
 * @param consumablesP exact pence
 * @param container for a split pack
 * @param outOfPocket expenses accepted
 * @param brokenBulkResidual the rest of a broken pack, paid to the pharmacy alone
 * @param basicPriceAdjustment taken back because the supply came from broken bulk already paid, zero or less
 * @param fees by name, those that are paid
 * @param feesTotal their sum
 * @param charges how many charges the patient paid
 * @param chargeDeduction what is deducted for them
 * @param discountGroup the group, or null if nothing is paid
 * @param discountP exact pence; rounded only for the month and the group
 * @param actualCostP what the prescriber's commissioner bears, exact pence
 * @param outcome what became of the item
 * @param professionalFees how many fees; the consumable allowance counts them
 * @param previousChargeRate whether the charges were taken at the rate before the current one
 * @param code why nothing is paid, or null if it is paid
 * @param reason the same as a sentence
 * @param explanation the steps in order
 */
public record PricedItem(
        BigDecimal payableQuantity,
        @Nullable BigDecimal pricingPackSize,
        @Nullable BigDecimal unitPacks,
        Pence basicPrice,
        BigDecimal consumablesP,
        Pence container,
        Pence outOfPocket,
        Pence brokenBulkResidual,
        Pence basicPriceAdjustment,
        Map<String, Pence> fees,
        Pence feesTotal,
        int charges,
        Pence chargeDeduction,
        @Nullable DiscountGroup discountGroup,
        BigDecimal discountP,
        BigDecimal actualCostP,
        ItemOutcome outcome,
        int professionalFees,
        boolean previousChargeRate,
        @Nullable ReferralReason code,
        @Nullable String reason,
        List<Step> explanation) {
    /** Keeps the fees in their order. */
    public PricedItem {
        fees = Collections.unmodifiableMap(new LinkedHashMap<>(fees));
        explanation = List.copyOf(explanation);
    }

    /** An item for which nothing is paid and no charge is deducted. */
    static PricedItem nothing(ItemOutcome outcome, ReferralReason code, String reason, List<Step> explanation) {
        return new PricedItem(
                BigDecimal.ZERO,
                null,
                null,
                Pence.ZERO,
                BigDecimal.ZERO,
                Pence.ZERO,
                Pence.ZERO,
                Pence.ZERO,
                Pence.ZERO,
                Map.of(),
                Pence.ZERO,
                0,
                Pence.ZERO,
                null,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                outcome,
                0,
                false,
                code,
                reason,
                explanation);
    }

    /** Whether both have the same outcome and come to the same sums. */
    boolean paysAs(PricedItem other) {
        return outcome == other.outcome
                && payableQuantity.compareTo(other.payableQuantity) == 0
                && basicPrice.equals(other.basicPrice)
                && brokenBulkResidual.equals(other.brokenBulkResidual)
                && basicPriceAdjustment.equals(other.basicPriceAdjustment)
                && fees.equals(other.fees)
                && chargeDeduction.equals(other.chargeDeduction)
                && actualCostP.compareTo(other.actualCostP) == 0;
    }

    /** Takes this price back: every amount and count with the other sign. */
    PricedItem reversed() {
        Map<String, Pence> reversedFees = new LinkedHashMap<>();
        fees.forEach((name, fee) -> reversedFees.put(name, fee.times(-1)));
        return new PricedItem(
                payableQuantity.negate(),
                pricingPackSize,
                unitPacks,
                basicPrice.times(-1),
                consumablesP.negate(),
                container.times(-1),
                outOfPocket.times(-1),
                brokenBulkResidual.times(-1),
                basicPriceAdjustment.times(-1),
                reversedFees,
                feesTotal.times(-1),
                -charges,
                chargeDeduction.times(-1),
                discountGroup,
                discountP.negate(),
                actualCostP.negate(),
                outcome,
                -professionalFees,
                previousChargeRate,
                code,
                reason,
                explanation);
    }
}
