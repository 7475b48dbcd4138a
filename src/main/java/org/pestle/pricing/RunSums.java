package org.pestle.pricing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a run stored, added up for each account that it changes: as many rows as there are accounts, however many items.
 *
 * @param claims of each account
 * @param items of each account and discount group, those of claims of earlier runs apart
 * @param fees beside the single activity fee, of each account by their names
 */
record RunSums(List<Claims> claims, List<Items> items, List<Fee> fees) {
    /** Copies the lists. */
    RunSums {
        claims = List.copyOf(claims);
        items = List.copyOf(items);
        fees = List.copyOf(fees);
    }

    /**
     * Where a run is posted: the month of a contractor.
     *
     * @param commissioner who bears the cost of what is prescribed; null for the month's own roundings
     */
    record Account(
            LocalDate month, String contractor, @Nullable String commissioner) {}

    /**
     * The claims of an account.
     *
     * @param forms prescriptions claimed for the first time: an answer is none again
     * @param repriced claims that were looked at again because of a late concession
     * @param totalP what was stored with each claim, exact pence
     */
    record Claims(Account account, long forms, long priced, long referred, long repriced, BigDecimal totalP) {}

    /**
     * The items of an account that are in one discount group; amounts in pence, exact where they are not whole. What is
     * taken back counts with the other sign.
     *
     * @param group null for items for which nothing is paid
     * @param again those of claims that an earlier run priced
     * @param rows prices, reversals not counted
     * @param totalP what they add to the contractor's account
     */
    record Items(
            Account account,
            @Nullable String group,
            boolean again,
            long rows,
            long paid,
            long notSupplied,
            long referredBack,
            long disallowed,
            long professionalFees,
            long chargesCurrent,
            long chargesPrevious,
            BigDecimal currentP,
            BigDecimal previousP,
            BigDecimal basicP,
            BigDecimal discountP,
            BigDecimal bulkP,
            BigDecimal bulkDiscountP,
            BigDecimal consumablesP,
            BigDecimal containerP,
            BigDecimal outOfPocketP,
            BigDecimal singleActivityP,
            BigDecimal totalP) {}

    /** One fee of an account. */
    record Fee(Account account, String name, BigDecimal amountP) {}

    /**
     * What came of the run's claims.
     *
     * @param replaced the claims that were amended before they were priced
     */
    RunTotals totals(Replaced replaced) {
        return new RunTotals(
                Math.toIntExact(sumOfClaims(Claims::priced)),
                Math.toIntExact(sumOfClaims(Claims::referred)),
                replaced.claims(),
                Math.toIntExact(sumOfClaims(Claims::repriced)),
                replaced.items(),
                count(false, Items::paid),
                count(false, Items::notSupplied),
                count(false, Items::referredBack),
                count(false, Items::disallowed),
                count(true, Items::rows),
                items.stream().map(Items::totalP).reduce(BigDecimal.ZERO, BigDecimal::add),
                claims.stream().map(Claims::totalP).reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    /** Claims of a run that were amended before they were priced, and their items. */
    record Replaced(int claims, int items) {
        static final Replaced NONE = new Replaced(0, 0);
    }

    /** How many of the claims that were to be priced have been. */
    long claimsWithOutcome() {
        return sumOfClaims(Claims::priced) + sumOfClaims(Claims::referred);
    }

    private long sumOfClaims(ToLongFunction<Claims> count) {
        return claims.stream().mapToLong(count).sum();
    }

    private int count(boolean again, ToLongFunction<Items> count) {
        return Math.toIntExact(items.stream()
                .filter(sums -> sums.again() == again)
                .mapToLong(count)
                .sum());
    }
}
