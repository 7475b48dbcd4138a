package org.pestle.pricing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pestle.pricing.ItemToPrice.AdditionalUnit;
import org.pestle.pricing.ItemToPrice.Pack;
import org.pestle.pricing.ItemToPrice.Part;
import org.pestle.tariff.Rates;
import org.pestle.values.Pence;

/**
 * The item's basic price and what it is paid for: R1, R3, R4, R5 (reimbursement.md 2.3 to 2.8).
 *
 * @param quantity units paid
 * @param pack the pack that set the price
 * @param unitPacks the quantity in such packs, five decimals
 * @param amount the basic price (NIC)
 * @param wholePacks whether whole packs were paid by R5
 */
record BasicPrice(BigDecimal quantity, Pack pack, BigDecimal unitPacks, Pence amount, boolean wholePacks) {
    private static final int DECIMALS = 5;

    /** The way from quantity to price: R1, R3, then R5 or R4. */
    static BasicPrice of(ItemToPrice item, List<Pack> listed, Rates rates, Steps steps) {
        Product product = item.product();
        BigDecimal stated = item.claimed().endorsedPack();
        if (product.quantityCountsPacks()) {
            return countedPacks(item, listed, rates, steps);
        }
        BigDecimal needed = item.supply().supplied().min(item.supply().prescribed());
        if (product.reconstituted()) {
            return wholePacks(WholePacks.reconstituted(listed, needed, stated, steps));
        }
        if (product.specialContainer() != null) {
            Pack pack = pack(listed, needed, stated, steps);
            return wholePacks(WholePacks.specialContainer(pack, needed, steps));
        }
        BigDecimal quantity = payableQuantity(item, listed, rates, steps);
        Pack pack = pack(listed, quantity, stated, steps);
        Pence price = item.tariff().part() == Part.VIIIB
                ? specialPrice(quantity, pack, steps)
                : roundedPrice(quantity, pack, steps);
        return new BasicPrice(quantity, pack, unitPacks(quantity, pack), price, false);
    }

    private static BasicPrice wholePacks(WholePacks.Paid paid) {
        return new BasicPrice(paid.quantity(), paid.pack(), paid.count(), paid.price(), true);
    }

    /** R1 for a quantity that counts packs: so many packs are paid, not so many units. */
    private static BasicPrice countedPacks(ItemToPrice item, List<Pack> listed, Rates rates, Steps steps) {
        BigDecimal packs = payableQuantity(item, listed, rates, steps);
        PackChoice.Chosen chosen = PackChoice.largest(listed, item.claimed().endorsedPack());
        Pack pack = chosen.pack();
        BigDecimal quantity = packs.multiply(pack.size());
        steps.line(
                "R1",
                pack,
                "The claimed quantity counts packs, the tariff counts what is in them.",
                Steps.plain(packs) + " x " + Steps.plain(pack.size()) + " = " + Steps.plain(quantity));
        steps.line(
                "R3",
                pack,
                chosen.why(),
                "pack of " + Steps.plain(pack.size()) + " at " + Steps.pence(pack.priceInForce()));
        return new BasicPrice(quantity, pack, unitPacks(quantity, pack), roundedPrice(quantity, pack, steps), false);
    }

    /** R1: the quantity supplied is paid, never more than ordered unless R5 allows it. */
    private static BigDecimal payableQuantity(ItemToPrice item, List<Pack> listed, Rates rates, Steps steps) {
        BigDecimal prescribed = item.supply().prescribed();
        BigDecimal supplied = item.supply().supplied();
        int more = supplied.compareTo(prescribed);
        if (more == 0) {
            steps.say("R1", "What was ordered was supplied and is paid.", Steps.plain(supplied));
            return supplied;
        }
        if (more < 0) {
            steps.say(
                    "R1",
                    "Less than ordered was supplied: the supplied quantity is paid.",
                    Steps.plain(supplied) + " of " + Steps.plain(prescribed));
            return supplied;
        }
        if (WholePacks.originalPack(item, listed, rates, steps)) {
            return supplied;
        }
        steps.say(
                "R1",
                "More than ordered was supplied, outside original pack dispensing: only the order is paid.",
                Steps.plain(prescribed) + " of " + Steps.plain(supplied));
        return prescribed;
    }

    /** R3: the pack that sets the price. */
    private static Pack pack(List<Pack> listed, BigDecimal quantity, @Nullable BigDecimal stated, Steps steps) {
        PackChoice.Chosen chosen = PackChoice.choose(listed, quantity, stated);
        Pack pack = chosen.pack();
        String price = pack.concession() == null
                ? Steps.pence(pack.price())
                : Steps.pence(pack.priceInForce()) + " by price concession instead of " + Steps.pence(pack.price());
        if (stated != null && pack.size().compareTo(stated) != 0) {
            steps.say("R3", "The claim states a pack of " + Steps.plain(stated) + ", which is not listed.");
        }
        steps.line("R3", pack, chosen.why(), "pack of " + Steps.plain(pack.size()) + " at " + price);
        return pack;
    }

    /** R4: quantity x price / pack, rounded half up to a whole penny, once, for this item. */
    private static Pence roundedPrice(BigDecimal quantity, Pack pack, Steps steps) {
        Pence rounded = round(quantity, pack);
        BigDecimal exact = BigDecimal.valueOf(pack.priceInForce().value())
                .multiply(quantity)
                .divide(pack.size(), DECIMALS, RoundingMode.HALF_UP);
        steps.line(
                "R4",
                pack,
                "The basic price is quantity x price / pack, rounded half up to a whole penny.",
                Steps.plain(quantity) + " x " + pack.priceInForce().value() + " / " + Steps.plain(pack.size()) + " = "
                        + Steps.plain(exact) + " -> " + Steps.pence(rounded));
        return rounded;
    }

    /** Quantity x price / pack, rounded half up to a whole penny. */
    static Pence round(BigDecimal quantity, Pack pack) {
        return Pence.exactly(BigDecimal.valueOf(pack.priceInForce().value())
                .multiply(quantity)
                .divide(pack.size(), 0, RoundingMode.HALF_UP));
    }

    /** R2, Part VIIIB: one price up to the minimum quantity, then a price for each further unit, rounded half up. */
    private static Pence specialPrice(BigDecimal quantity, Pack pack, Steps steps) {
        BigDecimal above = quantity.subtract(pack.size()).max(BigDecimal.ZERO);
        AdditionalUnit unit = pack.additional();
        if (above.signum() == 0 || unit == null) {
            steps.line(
                    "R2",
                    pack,
                    "Part VIIIB has one price up to the minimum quantity.",
                    Steps.pence(pack.priceInForce()));
            return pack.priceInForce();
        }
        Pence more = Pence.exactly(
                BigDecimal.valueOf(unit.price().value()).multiply(above).divide(unit.size(), 0, RoundingMode.HALF_UP));
        Pence price = pack.priceInForce().plus(more);
        steps.line(
                "R2",
                pack,
                "Part VIIIB has one price up to the minimum quantity and another for each unit above it.",
                pack.priceInForce().value() + " + " + Steps.plain(above) + " x "
                        + unit.price().value() + " / " + Steps.plain(unit.size()) + " = " + Steps.pence(price));
        return price;
    }

    private static BigDecimal unitPacks(BigDecimal quantity, Pack pack) {
        return quantity.divide(pack.size(), DECIMALS, RoundingMode.HALF_UP);
    }
}
