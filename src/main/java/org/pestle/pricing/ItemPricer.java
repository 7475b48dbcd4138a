package org.pestle.pricing;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.pestle.prescription.LineItemStatus;
import org.pestle.pricing.ItemToPrice.Contractor;
import org.pestle.tariff.DisallowedReason;
import org.pestle.tariff.Rates;
import org.pestle.values.Pence;

/**
 * Prices one item by the rules of reimbursement.md 2 to 5: pure, the same answer for the same input for ever. Each rule
 * is a method of the class that this one calls; the order is that of reimbursement.md 8.
 */
public final class ItemPricer {
    /**
     * The item's price and how it came about.
     *
     * @param rates those of the item's pricing month
     * @throws NotYetPricedException if a rule is needed that is not applied yet
     * @throws org.pestle.tariff.RateNotHeldException if no value of a rate is held for the month
     */
    public PricedItem price(ItemToPrice item, Rates rates) {
        Steps steps = new Steps(item.tariff().edition());
        Optional<PricedItem> unpaid = unsupplied(item, steps).or(() -> disallowed(item, steps));
        if (unpaid.isPresent()) {
            return unpaid.get();
        }
        if (item.supply().contractor() == Contractor.APPLIANCE) {
            throw new NotYetPricedException("R9", "appliance contractors have a fee scale of their own");
        }
        PriceSource source = PriceSource.of(item, steps);
        PriceSource.Missing missing = source.missing();
        return missing == null ? paid(item, source, rates, steps) : referredBack(missing, steps);
    }

    private static PricedItem paid(ItemToPrice item, PriceSource source, Rates rates, Steps steps) {
        BasicPrice price = BasicPrice.of(item, source.packs(), rates, steps);
        BrokenBulk brokenBulk = BrokenBulk.of(item, source.packs(), price, rates, steps);
        Map<String, Pence> fees = Fees.of(item, price.amount(), rates, steps);
        Allowances allowances = Allowances.of(item, source.packs(), price, rates, steps);
        Discount discount = Discount.of(item, price, rates, steps);
        Charges charges = Charges.of(item, rates, steps);
        return new PricedItem(
                price.quantity(),
                price.pack().size(),
                price.unitPacks(),
                price.amount(),
                allowances.consumablesP(),
                allowances.container(),
                allowances.outOfPocket(),
                brokenBulk.residual(),
                brokenBulk.adjustment(),
                fees,
                fees.values().stream().reduce(Pence.ZERO, Pence::plus),
                charges.count(),
                charges.deduction(),
                discount.group(),
                discount.amountP(),
                actualCost(price, discount, allowances),
                ItemOutcome.PAID,
                item.product().fees(),
                charges.previousRate(),
                null,
                null,
                steps.taken());
    }

    /** What the commissioner bears: basic price less discount, with the allowances, exact (reimbursement.md 2.11). */
    private static BigDecimal actualCost(BasicPrice price, Discount discount, Allowances allowances) {
        Pence whole = price.amount().plus(allowances.container()).plus(allowances.outOfPocket());
        return BigDecimal.valueOf(whole.value()).subtract(discount.amountP()).add(allowances.consumablesP());
    }

    /** R12: for an item that was not supplied nothing is paid and nothing deducted; it is still counted. */
    private static Optional<PricedItem> unsupplied(ItemToPrice item, Steps steps) {
        LineItemStatus status = item.supply().status();
        if (status == LineItemStatus.FULLY_DISPENSED) {
            return Optional.empty();
        }
        String reason = "the item was not supplied (" + status.code() + ")";
        ReferralReason code = ReferralReason.NOT_SUPPLIED;
        steps.because("R12", code, "The item was not supplied: no cost, fee, allowance or charge.");
        return Optional.of(PricedItem.nothing(ItemOutcome.NOT_PAID, code, reason, steps.taken()));
    }

    /** R13: what is not allowed on the NHS is not paid. */
    private static Optional<PricedItem> disallowed(ItemToPrice item, Steps steps) {
        String reason = item.known().disallowed();
        if (reason == null) {
            return Optional.empty();
        }
        ReferralReason code = DisallowedReason.of(reason)
                .map(listed -> ReferralReason.valueOf(listed.name()))
                .orElse(ReferralReason.DISALLOWED);
        steps.because(
                "R13", code, "The item is disallowed: " + reason + ". Nothing is paid and no charge is deducted.");
        return Optional.of(PricedItem.nothing(ItemOutcome.DISALLOWED, code, reason, steps.taken()));
    }

    /** R13: what cannot be priced goes back to the pharmacy with the reason. */
    private static PricedItem referredBack(PriceSource.Missing missing, Steps steps) {
        steps.because(
                "R13",
                missing.code(),
                "The item is referred back: " + missing.sentence() + ". Nothing is paid or deducted until it returns.");
        return PricedItem.nothing(ItemOutcome.REFERRED_BACK, missing.code(), missing.sentence(), steps.taken());
    }
}
