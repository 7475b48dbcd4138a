package org.pestle.pricing;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pestle.pricing.ItemToPrice.Endorsement;
import org.pestle.pricing.ItemToPrice.Pack;
import org.pestle.pricing.ItemToPrice.Part;
import org.pestle.tariff.TariffCategory;
import org.pestle.values.Pence;

/**
 * R2, where the price comes from (reimbursement.md 2.1), and of R1 that claim and tariff count the same thing (2.5).
 *
 * @param packs the packs and prices that count, none if something is missing
 * @param missing what is missing, or null
 */
record PriceSource(List<Pack> packs, @Nullable Missing missing) {
    /** What is missing, as a code and as a sentence. */
    record Missing(ReferralReason code, String sentence) {}

    static PriceSource of(ItemToPrice item, Steps steps) {
        List<Pack> held = source(item, steps);
        if (held.isEmpty()) {
            return noPrice(item);
        }
        List<Pack> listed = inTheClaimsUnit(item, held, steps);
        if (listed.isEmpty()) {
            return missing(ReferralReason.UNIT_MISMATCH, "the claim counts in another unit than the tariff");
        }
        BigDecimal unlisted = unlistedPack(item, listed);
        if (unlisted != null) {
            return missing(
                    ReferralReason.PACK_NOT_LISTED,
                    "the claim states a pack of " + Steps.plain(unlisted) + ", which is not listed");
        }
        if (item.supply().supplied().signum() == 0) {
            return missing(ReferralReason.INCOMPLETE, "the item is claimed as supplied, with a quantity of nothing");
        }
        List<Pack> enough = withPriceForTheQuantity(item, listed);
        return enough.isEmpty()
                ? missing(ReferralReason.INCOMPLETE, "no price is held for units above the minimum quantity")
                : new PriceSource(enough, null);
    }

    private static PriceSource missing(ReferralReason code, String what) {
        return new PriceSource(List.of(), new Missing(code, what));
    }

    private static PriceSource noPrice(ItemToPrice item) {
        if (item.tariff().part() == Part.UNKNOWN) {
            return missing(
                    ReferralReason.UNKNOWN_PRODUCT,
                    "neither the tariff nor the dictionary of medicines has the product");
        }
        return Fees.isSpecialOutsideTariff(item) || item.claimed().has("IP")
                ? missing(
                        ReferralReason.INVOICE_PRICE_MISSING, "the price of the invoice is needed and was not endorsed")
                : missing(ReferralReason.NO_PRICE_HELD, "no price is held and none was endorsed");
    }

    /** R3: the pack that the claim states, if the price is one of listed packs and that pack is not among them. */
    private static @Nullable BigDecimal unlistedPack(ItemToPrice item, List<Pack> listed) {
        BigDecimal stated = item.claimed().endorsedPack();
        boolean byPack = isListed(item) && item.tariff().part() != Part.VIIIB;
        return byPack && PackChoice.stated(listed, stated).isEmpty() ? stated : null;
    }

    /** Whether such a product has a price in some list, or at least its maker has one. */
    static boolean isOfAList(Part part) {
        return part != Part.NONE && part != Part.UNKNOWN;
    }

    /** Whether a list, and not an invoice, has the price. */
    private static boolean isListed(ItemToPrice item) {
        return !Fees.isSpecialOutsideTariff(item)
                && isOfAList(item.tariff().part())
                && !item.tariff().packs().isEmpty();
    }

    /** R2: the packs and prices that count, by the part that the order is priced from; none if no price is held. */
    private static List<Pack> source(ItemToPrice item, Steps steps) {
        List<Pack> held = item.tariff().packs();
        if (isListed(item)) {
            steps.say("R2", "The price comes from " + sourceInWords(item) + ".");
            return held;
        }
        Pence invoice = invoicePrice(item);
        if (invoice == null) {
            return List.of();
        }
        steps.say(
                "R2",
                "No list price counts for this product, so the endorsed invoice price does.",
                Steps.pence(invoice));
        BigDecimal stated = item.claimed().endorsedPack();
        if (held.isEmpty()) {
            BigDecimal size = stated == null ? item.supply().supplied() : stated;
            return size.signum() == 0 ? List.of() : List.of(new Pack(null, size, invoice, null, null, null));
        }
        return held.stream()
                .map(pack -> new Pack(pack.vmpp(), pack.size(), invoice, null, null, pack.unit()))
                .toList();
    }

    private static String sourceInWords(ItemToPrice item) {
        Part part = item.tariff().part();
        TariffCategory category = item.tariff().category();
        if (part == Part.BRAND) {
            return "the supplier's list price";
        }
        String words = category == null ? "Part " + part.word() : "Part " + part.word() + ", Category " + category;
        return words + " of the Drug Tariff, whatever brand was supplied";
    }

    private static @Nullable Pence invoicePrice(ItemToPrice item) {
        Pence stated = item.claimed().invoicePrice();
        return stated == null
                ? item.claimed().endorsement("IP").map(Endorsement::amount).orElse(null)
                : stated;
    }

    /** R1: claim and tariff must count the same thing (reimbursement.md 2.5). */
    private static List<Pack> inTheClaimsUnit(ItemToPrice item, List<Pack> listed, Steps steps) {
        String unit = item.supply().unit();
        if (item.product().quantityCountsPacks() || unit == null) {
            return listed;
        }
        List<Pack> same = listed.stream()
                .filter(pack -> pack.unit() == null || pack.unit().equalsIgnoreCase(unit))
                .toList();
        if (same.isEmpty()) {
            steps.say(
                    "R1",
                    "The claim counts in " + unit + ", the tariff in "
                            + listed.getFirst().unit() + ".");
        }
        return same;
    }

    /** A line of Part VIIIB without a price for further units says nothing about more than its minimum quantity. */
    private static List<Pack> withPriceForTheQuantity(ItemToPrice item, List<Pack> listed) {
        if (item.tariff().part() != Part.VIIIB || item.product().specialContainer() != null) {
            return listed;
        }
        BigDecimal quantity = item.supply().supplied().min(item.supply().prescribed());
        return listed.stream()
                .filter(pack -> pack.additional() != null || quantity.compareTo(pack.size()) <= 0)
                .toList();
    }
}
