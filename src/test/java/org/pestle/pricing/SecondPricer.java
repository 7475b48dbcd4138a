package org.pestle.pricing;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.pestle.pricing.ItemToPrice.Pack;

/**
 * A second reading of the rules for ordinary items of Part VIIIA in July 2026, written apart from the service: whole
 * numbers only, all amounts in ten-thousandths of a penny, quantities in hundredths, rates written out.
 */
final class SecondPricer {
    private static final long PENNY = 10_000;

    private SecondPricer() {}

    /** basic price, discount, consumables, container, fees, charges, actual cost: in ten-thousandths of a penny. */
    static List<Long> price(ItemToPrice item) {
        long ordered = hundredths(item.supply().prescribed());
        long supplied = hundredths(item.supply().supplied());
        List<long[]> packs = new ArrayList<>();
        for (Pack pack : item.tariff().packs()) {
            packs.add(new long[] {hundredths(pack.size()), pack.price().value()});
        }
        long quantity = supplied;
        if (supplied > ordered) {
            boolean whole = packs.stream().anyMatch(pack -> supplied % pack[0] == 0);
            boolean near = 10 * (supplied - ordered) <= ordered;
            boolean uncontrolled = item.product().controlledDrugSchedule() == 0;
            quantity = whole && near && uncontrolled ? supplied : ordered;
        }
        long[] chosen = choose(packs, quantity);
        // Half up: twice the amount and one more half, divided by twice the pack.
        long basic = (2 * quantity * chosen[1] + chosen[0]) / (2 * chosen[0]);
        String category = String.valueOf(item.tariff().category());
        int schedule = item.product().controlledDrugSchedule();
        long percent = schedule == 2 || schedule == 3 ? 0 : "AM".contains(category) ? 20 : 5;
        long discount = basic * PENNY / 100 * percent;
        long paid = quantity;
        long container = packs.stream().anyMatch(pack -> paid % pack[0] == 0) ? 0 : 10 * PENNY;
        long fees = 152L + (schedule == 2 ? 128L : 0L) + (schedule == 3 ? 43L : 0L);
        fees += basic >= 10_000 ? (2 * 2 * basic + 100) / 200 : 0;
        long charge = "0001".equals(item.claimed().chargeCode()) ? 990 : 0;
        long consumables = 12_400;
        return List.of(
                basic * PENNY,
                discount,
                consumables,
                container,
                fees * PENNY,
                charge * PENNY,
                basic * PENNY - discount + consumables + container);
    }

    private static long[] choose(List<long[]> packs, long quantity) {
        long[] best = packs.getFirst();
        for (long[] pack : packs) {
            if (rank(pack, quantity) > rank(best, quantity)) {
                best = pack;
            }
        }
        return best;
    }

    /** The higher the better: dividing packs by size, then packs within the quantity by size, then the smallest. */
    private static long rank(long[] pack, long quantity) {
        if (quantity % pack[0] == 0) {
            return 2_000_000_000_000L + pack[0];
        }
        return pack[0] <= quantity ? 1_000_000_000_000L + pack[0] : -pack[0];
    }

    private static long hundredths(java.math.BigDecimal number) {
        BigInteger exact = number.movePointRight(2).toBigIntegerExact();
        return exact.longValueExact();
    }
}
