package org.pestle.pricing;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pestle.pricing.ItemToPrice.Channel;
import org.pestle.pricing.ItemToPrice.Claimed;
import org.pestle.pricing.ItemToPrice.Legal;
import org.pestle.pricing.ItemToPrice.Pack;
import org.pestle.pricing.ItemToPrice.Part;
import org.pestle.tariff.DatedRate;
import org.pestle.tariff.RateName;
import org.pestle.tariff.Rates;
import org.pestle.values.Pence;

/**
 * R5, where whole packs are paid: special containers, liquids made up from powder, and original pack dispensing
 * (reimbursement.md 2.6, 2.7).
 */
final class WholePacks {
    private static final int MOST_COMBINATIONS = 100_000;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private WholePacks() {}

    /**
     * Whole packs that are paid.
     *
     * @param quantity units in them
     * @param pack the pack, the largest if several sizes are combined
     * @param count how many packs
     * @param price of them all
     */
    record Paid(BigDecimal quantity, Pack pack, BigDecimal count, Pence price) {}

    /** Special container: the nearest whole number of packs, exactly half way goes down, at least one. */
    static Paid specialContainer(Pack pack, BigDecimal quantity, Steps steps) {
        BigDecimal nearest =
                quantity.divide(pack.size(), 0, RoundingMode.HALF_DOWN).max(BigDecimal.ONE);
        Paid paid = packs(pack, nearest.longValueExact());
        String ratio = Steps.plain(quantity.divide(pack.size(), 5, RoundingMode.HALF_UP));
        steps.line(
                "R5",
                pack,
                "A special container is paid in whole packs: the nearest number, half way goes down, at least one.",
                Steps.plain(quantity) + " / " + Steps.plain(pack.size()) + " = " + ratio + " -> " + Steps.plain(nearest)
                        + "; " + Steps.plain(nearest) + " x " + Steps.pence(pack.priceInForce()) + " = "
                        + Steps.pence(paid.price()));
        return paid;
    }

    /** Made up from powder: enough whole packs to cover the order, in the combination with the least excess. */
    static Paid reconstituted(List<Pack> listed, BigDecimal quantity, @Nullable BigDecimal stated, Steps steps) {
        List<Pack> usable = PackChoice.stated(listed, stated).map(List::of).orElse(listed);
        Paid paid = new Combination(usable, quantity).best();
        steps.line(
                "R5",
                paid.pack(),
                "A liquid made up from powder is paid in whole packs that cover it, with the least left over.",
                Steps.plain(quantity) + " covered by " + Steps.plain(paid.quantity()) + " in "
                        + Steps.plain(paid.count()) + " pack(s) = " + Steps.pence(paid.price()));
        return paid;
    }

    /** Whether more or less than ordered is paid as supplied because it makes whole packs within the tolerance. */
    static boolean originalPack(ItemToPrice item, List<Pack> listed, Rates rates, Steps steps) {
        BigDecimal prescribed = item.supply().prescribed();
        BigDecimal supplied = item.supply().supplied();
        Optional<DatedRate> tolerance = rates.find(RateName.OPD_TOLERANCE);
        if (tolerance.isEmpty() || !mayDifferFromOrder(item)) {
            return false;
        }
        BigDecimal most = prescribed.multiply(tolerance.get().value()).divide(HUNDRED);
        Claimed claimed = item.claimed();
        boolean whole = item.product().quantityCountsPacks()
                ? supplied.stripTrailingZeros().scale() <= 0
                : PackChoice.stated(listed, claimed.endorsedPack()).map(List::of).orElse(listed).stream()
                        .anyMatch(pack -> PackChoice.divides(pack, supplied));
        if (!whole || supplied.subtract(prescribed).abs().compareTo(most) > 0) {
            return false;
        }
        steps.rate(
                "R5",
                tolerance.get(),
                "Original pack dispensing: the supply makes whole packs within "
                        + Steps.plain(tolerance.get().value()) + "% of the order, so what was supplied is paid.",
                Steps.plain(supplied) + " - " + Steps.plain(prescribed) + " is at most " + Steps.plain(most));
        return true;
    }

    private static boolean mayDifferFromOrder(ItemToPrice item) {
        Part part = item.tariff().part();
        int schedule = item.product().controlledDrugSchedule();
        boolean legal = (item.product().legal() == Legal.POM && schedule == 0) || schedule == 5;
        boolean special = part == Part.VIIIB || part == Part.VIIID || part == Part.SPECIAL;
        boolean shortage = item.claimed().sspSmallerQuantity() || item.claimed().has("SSP");
        return item.supply().channel() == Channel.EPS && legal && !special && !part.isAppliance() && !shortage;
    }

    private static Paid packs(Pack pack, long count) {
        BigDecimal packs = BigDecimal.valueOf(count);
        return new Paid(
                pack.size().multiply(packs), pack, packs, pack.priceInForce().times(count));
    }

    /**
     * Searches the numbers of packs of each size that cover a quantity with the least excess, then the fewest packs.
     */
    private static final class Combination {
        private final List<Pack> packs;
        private final BigInteger[] sizes;
        private final BigInteger wanted;
        private final long[] counts;
        private int tried;
        private @Nullable BigInteger leastExcess;
        private long[] best = new long[0];

        Combination(List<Pack> listed, BigDecimal quantity) {
            packs = listed.stream()
                    .sorted(Comparator.comparing(Pack::size).reversed())
                    .toList();
            int scale = packs.stream().mapToInt(pack -> pack.size().scale()).reduce(quantity.scale(), Math::max);
            sizes = packs.stream()
                    .map(pack -> pack.size().setScale(scale).unscaledValue())
                    .toArray(BigInteger[]::new);
            wanted = quantity.setScale(scale).unscaledValue();
            counts = new long[packs.size()];
        }

        Paid best() {
            fill(counts.length - 1, wanted);
            BigDecimal quantity = BigDecimal.ZERO;
            long count = 0;
            Pence price = Pence.ZERO;
            Pack largest = packs.getFirst();
            for (int i = best.length - 1; i >= 0; i--) {
                if (best[i] > 0) {
                    Paid some = packs(packs.get(i), best[i]);
                    quantity = quantity.add(some.quantity());
                    count += best[i];
                    price = price.plus(some.price());
                    largest = packs.get(i);
                }
            }
            return new Paid(quantity, largest, BigDecimal.valueOf(count), price);
        }

        /** Tries counts of the smaller packs from few to many; the largest pack covers the rest. */
        private void fill(int pack, BigInteger rest) {
            if (++tried > MOST_COMBINATIONS) {
                throw new NotYetPricedException("R5", "too many combinations of packs cover the quantity");
            }
            if (pack == 0) {
                counts[0] = rest.signum() <= 0 ? 0 : packsFor(rest, sizes[0]);
                keepIfBetter(sizes[0].multiply(BigInteger.valueOf(counts[0])).subtract(rest));
                return;
            }
            // As many of a smaller pack as make up a whole number of the largest are better replaced by the largest.
            long enough = sizes[0].divide(sizes[0].gcd(sizes[pack])).longValueExact();
            long most = Math.min(enough - 1, rest.signum() <= 0 ? 0 : packsFor(rest, sizes[pack]));
            for (long count = 0; count <= most; count++) {
                counts[pack] = count;
                fill(pack - 1, rest.subtract(sizes[pack].multiply(BigInteger.valueOf(count))));
            }
            counts[pack] = 0;
        }

        private static long packsFor(BigInteger quantity, BigInteger size) {
            return quantity.add(size).subtract(BigInteger.ONE).divide(size).longValueExact();
        }

        private void keepIfBetter(BigInteger excess) {
            int better = leastExcess == null ? -1 : excess.compareTo(leastExcess);
            if (better < 0 || (better == 0 && total(counts) < total(best))) {
                leastExcess = excess;
                best = counts.clone();
            }
        }

        private static long total(long[] counts) {
            long sum = 0;
            for (long count : counts) {
                sum += count;
            }
            return sum;
        }
    }
}
