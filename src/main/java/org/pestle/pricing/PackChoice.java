package org.pestle.pricing;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pestle.pricing.ItemToPrice.Pack;

/**
 * R3, which pack sets the price (reimbursement.md 2.4): the pack that the claim states; else the largest listed pack
 * that divides the quantity exactly; else the largest not above the quantity; else the smallest. Of two lines of one
 * size the cheaper.
 */
final class PackChoice {
    private static final Comparator<Pack> LARGEST = Comparator.comparing(Pack::size)
            .thenComparing(pack -> pack.priceInForce().value(), Comparator.reverseOrder());
    private static final Comparator<Pack> SMALLEST =
            Comparator.comparing(Pack::size).thenComparing(pack -> pack.priceInForce());

    private PackChoice() {}

    /** A pack and why it was chosen. */
    record Chosen(Pack pack, String why) {}

    static Chosen choose(List<Pack> listed, BigDecimal quantity, @Nullable BigDecimal stated) {
        String amount = Steps.plain(quantity);
        Optional<Pack> endorsed = stated(listed, stated);
        if (endorsed.isPresent()) {
            return chosen(endorsed.get(), "is the pack that the claim states");
        }
        Optional<Pack> dividing =
                listed.stream().filter(pack -> divides(pack, quantity)).max(LARGEST);
        if (dividing.isPresent()) {
            return chosen(dividing.get(), "is the largest listed pack that divides " + amount + " exactly");
        }
        Optional<Pack> within = listed.stream()
                .filter(pack -> pack.size().compareTo(quantity) <= 0)
                .max(LARGEST);
        if (within.isPresent()) {
            return chosen(
                    within.get(),
                    "is the largest listed pack that is not above " + amount + "; no listed pack divides it exactly");
        }
        return chosen(
                listed.stream().min(SMALLEST).orElseThrow(),
                "is the smallest listed pack; every listed pack is larger than " + amount);
    }

    /** The largest listed pack, for a quantity that counts packs without saying which. */
    static Chosen largest(List<Pack> listed, @Nullable BigDecimal stated) {
        Optional<Pack> endorsed = stated(listed, stated);
        if (endorsed.isPresent()) {
            return chosen(endorsed.get(), "is the pack that the claim states");
        }
        String why = listed.size() == 1 ? "is the listed pack" : "is the largest listed pack";
        return chosen(listed.stream().max(LARGEST).orElseThrow(), why);
    }

    /** The listed pack of the size that the claim states, if there is one. */
    static Optional<Pack> stated(List<Pack> listed, @Nullable BigDecimal stated) {
        if (stated == null) {
            return Optional.empty();
        }
        return listed.stream()
                .filter(pack -> pack.size().compareTo(stated) == 0)
                .min(SMALLEST);
    }

    /** The smallest listed pack. */
    static Pack smallest(List<Pack> listed) {
        return listed.stream().min(SMALLEST).orElseThrow();
    }

    static boolean divides(Pack pack, BigDecimal quantity) {
        return quantity.remainder(pack.size()).signum() == 0;
    }

    private static Chosen chosen(Pack pack, String why) {
        return new Chosen(pack, "The pack of " + Steps.plain(pack.size()) + " sets the price: it " + why + ".");
    }
}
