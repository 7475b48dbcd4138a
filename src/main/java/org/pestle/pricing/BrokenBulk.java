package org.pestle.pricing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pestle.pricing.ItemToPrice.Pack;
import org.pestle.tariff.DatedRate;
import org.pestle.tariff.RateName;
import org.pestle.tariff.Rates;
import org.pestle.tariff.TariffCategory;
import org.pestle.values.Pence;

/**
 * R6, broken bulk: the rest of a pack that will not be used within the window is paid once, and later supplies draw on
 * it (reimbursement.md 2.9).
 *
 * @param residual the rest that is paid now
 * @param adjustment what is taken back because it was paid before, zero or less
 */
record BrokenBulk(Pence residual, Pence adjustment) {
    private static final BrokenBulk NONE = new BrokenBulk(Pence.ZERO, Pence.ZERO);

    /** Works both out for an item whose price is known; nothing where whole packs are paid. */
    static BrokenBulk of(ItemToPrice item, List<Pack> listed, BasicPrice price, Rates rates, Steps steps) {
        Pack pack = price.pack();
        if (price.wholePacks()) {
            return whenInWholePacks(item, steps);
        }
        BigDecimal covered = coveredBefore(item, price.quantity());
        BigDecimal excess = price.quantity().subtract(covered);
        Pence toPay = covered.signum() == 0 ? price.amount() : BasicPrice.round(excess, pack);
        Pence adjustment = toPay.minus(price.amount());
        if (covered.signum() > 0) {
            steps.line(
                    "R6",
                    pack,
                    Steps.plain(covered)
                            + " units come from broken bulk that was paid for before, so their price is taken back.",
                    Steps.pence(toPay) + " - " + Steps.pence(price.amount()) + " = " + Steps.pence(adjustment));
        }
        if (!item.claimed().has("BB") || excess.signum() == 0) {
            return covered.signum() == 0 ? NONE : new BrokenBulk(Pence.ZERO, adjustment);
        }
        String refusal = whyNot(item, listed, rates);
        if (refusal != null) {
            steps.say("R6", "Broken bulk was endorsed and is not paid: " + refusal + ".");
            return new BrokenBulk(Pence.ZERO, adjustment);
        }
        long opened = packsOpened(excess, pack.size()).longValueExact();
        Pence residual = pack.priceInForce().times(opened).minus(toPay);
        steps.line(
                "R6",
                pack,
                "Broken bulk: the rest of the opened pack(s) is paid to the pharmacy alone.",
                opened + " x " + Steps.pence(pack.priceInForce()) + " - " + Steps.pence(toPay) + " = "
                        + Steps.pence(residual));
        return new BrokenBulk(residual, adjustment);
    }

    /** How many packs have to be opened for so many units. */
    static BigDecimal packsOpened(BigDecimal units, BigDecimal packSize) {
        return units.divide(packSize, 0, RoundingMode.UP);
    }

    private static BrokenBulk whenInWholePacks(ItemToPrice item, Steps steps) {
        if (item.claimed().has("BB")) {
            steps.say("R6", "Broken bulk was endorsed and is not paid: the product is paid in whole packs.");
        }
        return NONE;
    }

    private static BigDecimal coveredBefore(ItemToPrice item, BigDecimal quantity) {
        BigDecimal remainder = item.known().residualBefore();
        return remainder == null ? BigDecimal.ZERO : remainder.min(quantity);
    }

    private static @Nullable String whyNot(ItemToPrice item, List<Pack> listed, Rates rates) {
        return switch (item.tariff().part()) {
            case VIIIA -> whyNot(item.tariff().category(), listed, rates);
            case BRAND, IXB, IXC -> null;
            case NONE, UNKNOWN -> Fees.isUnlicensed(item) ? "it is not paid for specials" : null;
            case VIIIB, VIIID, SPECIAL -> "it is not paid for specials";
            case IXA, IXR -> "it is not paid for Parts IXA and IXR";
        };
    }

    private static @Nullable String whyNot(@Nullable TariffCategory category, List<Pack> listed, Rates rates) {
        if (category == TariffCategory.C) {
            return null;
        }
        if (category != TariffCategory.A && category != TariffCategory.M) {
            return "it is not paid for this category";
        }
        DatedRate least = rates.rate(RateName.BROKEN_BULK_MIN_PACK_PRICE_AM);
        Pence smallest = PackChoice.smallest(listed).priceInForce();
        return BigDecimal.valueOf(smallest.value()).compareTo(least.value()) >= 0
                ? null
                : "in Categories A and M the smallest listed pack must cost "
                        + new Pence(least.value().longValueExact()) + " or more, and it costs " + smallest;
    }
}
