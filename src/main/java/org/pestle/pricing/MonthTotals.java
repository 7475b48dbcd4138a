package org.pestle.pricing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pestle.values.Pence;

/**
 * An account's month as the schedule of payments shows it (reimbursement.md 6.1, 8). Discount is rounded once for each
 * group, half up, and consumables once, so the account differs from the sum of its items by less than half a penny for
 * each.
 *
 * @param sums what was added up
 * @param discountByGroup deducted
 * @param netBasicPrice basic price of all groups less discount
 * @param consumables rounded half up, once
 * @param totalDrugsAndAppliances net price, consumables, containers and out-of-pocket expenses
 * @param fees by name
 * @param totalFees their sum
 * @param accountTotal drugs, appliances and fees less charges
 * @param advance what was and will be paid in advance, or null if there was none
 * @param payable the account total less the advance recovered, with the new advance
 */
public record MonthTotals(
        MonthSums sums,
        Map<DiscountGroup, Pence> discountByGroup,
        Pence netBasicPrice,
        Pence consumables,
        Pence totalDrugsAndAppliances,
        SortedMap<String, Pence> fees,
        Pence totalFees,
        Pence accountTotal,
        @Nullable Advance advance,
        Pence payable) {
    /** Payments ahead of the account: the one recovered now and the next. */
    public record Advance(Pence recovered, Pence next) {}

    /** The month of an account: its sums with the month's roundings, whatever the rates of the month are by now. */
    public static MonthTotals of(MonthSums sums, @Nullable Advance advance) {
        Map<DiscountGroup, Pence> discounts = new EnumMap<>(DiscountGroup.class);
        Pence net = Pence.ZERO;
        for (DiscountGroup group : DiscountGroup.values()) {
            Pence gross = sums.basicPrice().getOrDefault(group, Pence.ZERO);
            Pence discount = rounded(sums.discountP().getOrDefault(group, BigDecimal.ZERO));
            discounts.put(group, discount);
            net = net.plus(gross).minus(discount);
        }
        Pence consumables = rounded(sums.consumablesP());
        Pence drugs = net.plus(consumables).plus(sums.containers()).plus(sums.outOfPocket());
        Pence fees = sums.fees().values().stream().reduce(Pence.ZERO, Pence::plus);
        Pence account = drugs.plus(fees).minus(sums.chargesDeducted());
        Pence payable =
                advance == null ? account : account.minus(advance.recovered()).plus(advance.next());
        return new MonthTotals(
                sums,
                Map.copyOf(discounts),
                net,
                consumables,
                drugs,
                new TreeMap<>(sums.fees()),
                fees,
                account,
                advance,
                payable);
    }

    private static Pence rounded(BigDecimal exactPence) {
        return Pence.exactly(exactPence.setScale(0, RoundingMode.HALF_UP));
    }
}
