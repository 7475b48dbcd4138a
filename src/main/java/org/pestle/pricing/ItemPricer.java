package org.pestle.pricing;

import org.pestle.tariff.Rates;

/** Prices one item by the rules of reimbursement.md 2 to 5: pure, the same answer for the same input for ever. */
public final class ItemPricer {
    /**
     * The item's price and how it came about.
     *
     * @param rates those of the item's pricing month
     * @throws NotYetPricedException if a rule is needed that is not applied yet
     * @throws org.pestle.tariff.RateNotHeldException if no value of a rate is held for the month
     */
    public PricedItem price(ItemToPrice item, Rates rates) {
        if (item.supply().supplied().signum() > 0) {
            throw new NotYetPricedException("R1", "no rule is applied yet");
        }
        return PricedItem.nothing(ItemOutcome.NOT_PAID, "nothing was supplied", java.util.List.of());
    }
}
