package org.pestle.pricing;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.pestle.tariff.Rates;
import org.pestle.values.Pence;

/**
 * Exact sums of one account's priced items in one month, before the month's own roundings. Sums may be added to sums,
 * so that parts of an account can be added up apart.
 *
 * @param items paid items
 * @param notSupplied items that were not supplied
 * @param referredBack items that went back to the pharmacy
 * @param disallowed items that are not allowed
 * @param professionalFees how many fees
 * @param basicPrice by group: basic price, broken bulk and what was taken back for it
 * @param discountP by group: what the items' rates take from that, exact pence
 * @param consumablesP exact pence
 * @param fees by name
 * @param chargesCurrent charges at the current rate
 * @param chargesPrevious charges at the previous rate
 * @param chargesDeducted for both
 */
public record MonthSums(
        long items,
        long notSupplied,
        long referredBack,
        long disallowed,
        long professionalFees,
        Map<DiscountGroup, Pence> basicPrice,
        Map<DiscountGroup, BigDecimal> discountP,
        BigDecimal consumablesP,
        Pence containers,
        Pence outOfPocket,
        Map<String, Pence> fees,
        long chargesCurrent,
        long chargesPrevious,
        Pence chargesDeducted) {
    /** Nothing yet. */
    public static final MonthSums NOTHING = new MonthSums(
            0, 0, 0, 0, 0, Map.of(), Map.of(), BigDecimal.ZERO, Pence.ZERO, Pence.ZERO, Map.of(), 0, 0, Pence.ZERO);

    /** Keeps copies; every group has a sum. */
    public MonthSums {
        Map<DiscountGroup, Pence> groups = new EnumMap<>(DiscountGroup.class);
        Map<DiscountGroup, BigDecimal> discounts = new EnumMap<>(DiscountGroup.class);
        for (DiscountGroup group : DiscountGroup.values()) {
            groups.put(group, basicPrice.getOrDefault(group, Pence.ZERO));
            discounts.put(group, discountP.getOrDefault(group, BigDecimal.ZERO));
        }
        basicPrice = Map.copyOf(groups);
        discountP = Map.copyOf(discounts);
        fees = Map.copyOf(fees);
    }

    /**
     * The sums of so many items like this one.
     *
     * @param rates those of the item's month, by which broken bulk is discounted
     */
    public static MonthSums of(PricedItem item, Rates rates, long count) {
        boolean paid = item.outcome() == ItemOutcome.PAID;
        DiscountGroup group = item.discountGroup();
        BigDecimal discount = item.discountP().add(Discount.ofBrokenBulk(item, rates));
        Pence basic = item.basicPrice().plus(item.brokenBulkResidual()).plus(item.basicPriceAdjustment());
        Map<String, Pence> fees = new LinkedHashMap<>();
        item.fees().forEach((name, fee) -> fees.put(name, fee.times(count)));
        return new MonthSums(
                paid ? count : 0,
                item.outcome() == ItemOutcome.NOT_PAID ? count : 0,
                item.outcome() == ItemOutcome.REFERRED_BACK ? count : 0,
                item.outcome() == ItemOutcome.DISALLOWED ? count : 0,
                item.professionalFees() * count,
                group == null ? Map.of() : Map.of(group, basic.times(count)),
                group == null ? Map.of() : Map.of(group, discount.multiply(BigDecimal.valueOf(count))),
                item.consumablesP().multiply(BigDecimal.valueOf(count)),
                item.container().times(count),
                item.outOfPocket().times(count),
                fees,
                item.previousChargeRate() ? 0 : item.charges() * count,
                item.previousChargeRate() ? item.charges() * count : 0,
                item.chargeDeduction().times(count));
    }

    /** Both together. */
    public MonthSums plus(MonthSums other) {
        Map<DiscountGroup, Pence> groups = new EnumMap<>(basicPrice);
        other.basicPrice.forEach((group, sum) -> groups.merge(group, sum, Pence::plus));
        Map<DiscountGroup, BigDecimal> discounts = new EnumMap<>(discountP);
        other.discountP.forEach((group, sum) -> discounts.merge(group, sum, BigDecimal::add));
        Map<String, Pence> allFees = new LinkedHashMap<>(fees);
        other.fees.forEach((name, sum) -> allFees.merge(name, sum, Pence::plus));
        return new MonthSums(
                items + other.items,
                notSupplied + other.notSupplied,
                referredBack + other.referredBack,
                disallowed + other.disallowed,
                professionalFees + other.professionalFees,
                groups,
                discounts,
                consumablesP.add(other.consumablesP),
                containers.plus(other.containers),
                outOfPocket.plus(other.outOfPocket),
                allFees,
                chargesCurrent + other.chargesCurrent,
                chargesPrevious + other.chargesPrevious,
                chargesDeducted.plus(other.chargesDeducted));
    }
}
