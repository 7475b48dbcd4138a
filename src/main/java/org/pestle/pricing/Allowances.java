package org.pestle.pricing;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.pestle.pricing.ItemToPrice.Endorsement;
import org.pestle.pricing.ItemToPrice.Pack;
import org.pestle.pricing.ItemToPrice.Part;
import org.pestle.tariff.DatedRate;
import org.pestle.tariff.RateName;
import org.pestle.tariff.Rates;
import org.pestle.tariff.TariffCategory;
import org.pestle.values.Pence;

/**
 * R7 and R8, what is paid beside price and fees (reimbursement.md 2.11).
 *
 * @param consumablesP exact pence
 */
record Allowances(BigDecimal consumablesP, Pence container, Pence outOfPocket) {
    static Allowances of(ItemToPrice item, List<Pack> listed, BasicPrice price, Rates rates, Steps steps) {
        return new Allowances(
                consumables(item, rates, steps),
                container(item, listed, price, rates, steps),
                outOfPocket(item, rates, steps));
    }

    /** R7: consumables for each professional fee; exact, rounded only for the month. */
    private static BigDecimal consumables(ItemToPrice item, Rates rates, Steps steps) {
        DatedRate rate = rates.rate(RateName.CONSUMABLE_ALLOWANCE);
        int fees = item.product().fees();
        BigDecimal amount = rate.value().multiply(BigDecimal.valueOf(fees));
        steps.rate(
                "R7",
                rate,
                "An allowance for consumables is paid with each professional fee.",
                fees + " x " + Steps.pence(rate.value()) + " = " + Steps.pence(amount));
        return amount;
    }

    /** R7: a container for each item whose quantity is not a multiple of any listed pack. */
    private static Pence container(ItemToPrice item, List<Pack> listed, BasicPrice price, Rates rates, Steps steps) {
        if (price.wholePacks() || item.tariff().part() == Part.VIIIB) {
            steps.say("R7", "No container is paid for an item that is priced in whole packs or by a minimum quantity.");
            return Pence.ZERO;
        }
        if (listed.stream().anyMatch(pack -> PackChoice.divides(pack, price.quantity()))) {
            steps.say("R7", "No container is paid: the quantity is a multiple of a listed pack.");
            return Pence.ZERO;
        }
        DatedRate rate = rates.rate(RateName.CONTAINER_PAYMENT);
        Pence amount = Pence.exactly(rate.value());
        steps.rate(
                "R7",
                rate,
                "A container is paid: the quantity is not a multiple of any listed pack.",
                Steps.pence(amount));
        return amount;
    }

    /** R8: out-of-pocket expenses, from a least sum and for some products only; then the whole sum. */
    private static Pence outOfPocket(ItemToPrice item, Rates rates, Steps steps) {
        Optional<Endorsement> claimed = item.claimed().endorsement("XP");
        if (claimed.isEmpty()) {
            return Pence.ZERO;
        }
        Pence amount = claimed.get().amount();
        if (amount == null) {
            steps.say("R8", "Out-of-pocket expenses were endorsed without an amount, so none are paid.");
            return Pence.ZERO;
        }
        if (!maySpendOutOfPocket(item)) {
            steps.say("R8", "Out-of-pocket expenses are not paid for this part or category of the tariff.");
            return Pence.ZERO;
        }
        DatedRate least = rates.rate(RateName.OOP_MINIMUM);
        boolean enough = BigDecimal.valueOf(amount.value()).compareTo(least.value()) >= 0;
        steps.rate(
                "R8",
                least,
                enough
                        ? "The out-of-pocket expenses reach the least sum and are paid whole."
                        : "The out-of-pocket expenses are below the least sum and are not paid.",
                Steps.pence(amount) + (enough ? " >= " : " < ") + Steps.pence(least.value()));
        return enough ? amount : Pence.ZERO;
    }

    private static boolean maySpendOutOfPocket(ItemToPrice item) {
        return switch (item.tariff().part()) {
            case VIIIA -> item.tariff().category() == TariffCategory.C;
            case BRAND, IXB, IXC -> true;
            case NONE, UNKNOWN -> !Fees.isUnlicensed(item);
            case VIIIB, VIIID, SPECIAL, IXA, IXR -> false;
        };
    }
}
