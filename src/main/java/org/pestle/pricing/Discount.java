package org.pestle.pricing;

import java.math.BigDecimal;
import org.pestle.pricing.ItemToPrice.Pack;
import org.pestle.tariff.DatedRate;
import org.pestle.tariff.Rates;
import org.pestle.tariff.TariffCategory;
import org.pestle.values.Pence;

/**
 * R10, the group and the item's share of the discount (reimbursement.md 2.10).
 *
 * @param amountP exact pence
 */
record Discount(DiscountGroup group, BigDecimal amountP) {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    static Discount of(ItemToPrice item, BasicPrice price, Rates rates, Steps steps) {
        DiscountGroup group = group(item, price.pack(), steps);
        return new Discount(group, amount(price.amount(), group, rates, steps));
    }

    /** R10: the group in which the account's discount is deducted. */
    private static DiscountGroup group(ItemToPrice item, Pack pack, Steps steps) {
        Product product = item.product();
        if (pack.concession() != null) {
            steps.say("R10", "A line under a price concession carries no discount.");
            return DiscountGroup.ZERO;
        }
        if (product.discountNotDeducted()
                || product.controlledDrugSchedule() == 2
                || product.controlledDrugSchedule() == 3
                || Fees.isSpecialOutsideTariff(item)) {
            steps.say("R10", "The product is one on which no discount is deducted.");
            return DiscountGroup.ZERO;
        }
        if (product.zeroDiscountIfEndorsed() && item.claimed().has("ZD")) {
            steps.say("R10", "ZD was endorsed for a product of list B, so no discount is deducted.");
            return DiscountGroup.ZERO;
        }
        return switch (item.tariff().part()) {
            case VIIIA ->
                item.tariff().category() == TariffCategory.A || item.tariff().category() == TariffCategory.M
                        ? DiscountGroup.GENERIC
                        : DiscountGroup.BRAND;
            case VIIIB, VIIID, BRAND, NONE, UNKNOWN -> DiscountGroup.BRAND;
            case IXA, IXB, IXC, IXR -> DiscountGroup.APPLIANCE;
            case SPECIAL -> DiscountGroup.ZERO;
        };
    }

    /** R10: the item's share of the discount, exact; the account's is rounded once for the month and the group. */
    private static BigDecimal amount(Pence basicPrice, DiscountGroup group, Rates rates, Steps steps) {
        DatedRate rate = rates.rate(group.rate());
        BigDecimal discount =
                BigDecimal.valueOf(basicPrice.value()).multiply(rate.value()).divide(HUNDRED);
        steps.rate(
                "R10",
                rate,
                "The item is in the discount group " + group.word() + ".",
                Steps.plain(rate.value()) + "% x " + Steps.pence(basicPrice) + " = " + Steps.pence(discount));
        return discount;
    }

    /** The month's discount is deducted from broken bulk too, which is in the item's group (reimbursement.md 2.9). */
    static BigDecimal ofBrokenBulk(PricedItem price, Rates rates) {
        Pence bulk = price.brokenBulkResidual().plus(price.basicPriceAdjustment());
        DiscountGroup group = price.discountGroup();
        if (group == null || bulk.value() == 0) {
            return BigDecimal.ZERO;
        }
        return BigDecimal.valueOf(bulk.value())
                .multiply(rates.value(group.rate()))
                .divide(HUNDRED);
    }
}
