package org.pestle.pricing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pestle.pricing.ItemToPrice.Claimed;
import org.pestle.pricing.ItemToPrice.Endorsement;
import org.pestle.pricing.ItemToPrice.Pack;
import org.pestle.pricing.ItemToPrice.Part;
import org.pestle.tariff.DatedRate;
import org.pestle.tariff.RateName;
import org.pestle.tariff.Rates;
import org.pestle.values.Pence;

/**
 * What would change a price, as steps after those that led to it: where a claim that says one thing more would pay
 * more, the item is priced once more with it. Whether that thing is true only the pharmacy knows, so each step says
 * when it may be claimed (reimbursement.md 5).
 */
final class WhatIf {
    private final ItemPricer pricer = new ItemPricer();
    private final ItemToPrice item;
    private final PricedItem price;
    private final Rates rates;
    private final List<Step> steps = new ArrayList<>();

    private WhatIf(ItemToPrice item, PricedItem price, Rates rates) {
        this.item = item;
        this.price = price;
        this.rates = rates;
    }

    /** The steps, none if nothing that could be claimed pays more. */
    static List<Step> of(ItemToPrice item, PricedItem price, Rates rates) {
        WhatIf question = new WhatIf(item, price, rates);
        switch (price.outcome()) {
            case PAID -> question.ofPaid();
            case REFERRED_BACK -> question.ofReferredBack();
            case NOT_PAID, DISALLOWED -> {
                // Nothing that the pharmacy can add pays such an item.
            }
        }
        return question.steps;
    }

    private void ofPaid() {
        brokenBulk();
        expenses();
        Part part = item.tariff().part();
        if (part == Part.VIIIB || part == Part.VIIID || part == Part.SPECIAL) {
            if (!item.claimed().has("SP") && !item.claimed().has("ED")) {
                endorsed("R9", "SP", "if it was bought in from a specials manufacturer");
                endorsed("R9", "ED", "if the pharmacy made it up itself");
            }
        }
        if (item.product().measuredAndFitted()) {
            endorsed("R9", "MF", "if it was measured and fitted");
        }
        if (item.product().zeroDiscountIfEndorsed()) {
            endorsed("R10", "ZD", "if it was bought without discount");
        }
        statedPack();
    }

    private void brokenBulk() {
        rates.find(RateName.BROKEN_BULK_WINDOW_MONTHS)
                .ifPresent(months -> endorsed(
                        "R6",
                        "BB",
                        "if the rest of the opened pack is not likely to be used within "
                                + months.value().stripTrailingZeros().toPlainString() + " months"));
    }

    private void expenses() {
        Optional<DatedRate> least = rates.find(RateName.OOP_MINIMUM);
        if (least.isPresent() && !item.claimed().has("XP")) {
            Pence amount = Pence.exactly(least.get().value());
            PricedItem changed = priced(with(new Endorsement("XP", amount, null), null));
            if (total(changed).compareTo(total(price)) > 0) {
                steps.add(new Step(
                        "R8",
                        null,
                        "XP",
                        "With endorsement XP and expenses of " + amount.value()
                                + "p or more they would be paid as well, if there were any.",
                        null));
            }
        }
    }

    private void endorsed(String rule, String code, String condition) {
        if (!item.claimed().has(code)) {
            say(rule, code, "With endorsement " + code, condition, priced(with(Endorsement.of(code), null)));
        }
    }

    /** Of the packs that could be stated, the one that pays most. */
    private void statedPack() {
        if (item.claimed().endorsedPack() != null) {
            return;
        }
        PricedItem best = price;
        for (Pack pack : item.tariff().packs()) {
            PricedItem changed = priced(with(null, pack.size()));
            best = total(changed).compareTo(total(best)) > 0 ? changed : best;
        }
        BigDecimal size = best.pricingPackSize();
        if (size != null) {
            String words = "With the pack of " + Steps.plain(size) + " stated in the claim";
            say("R3", Steps.plain(size), words, "if it was supplied from that pack", best);
        }
    }

    /** An item without a price needs one; any other reason is not mended by an endorsement. */
    private void ofReferredBack() {
        PricedItem changed = priced(with(new Endorsement("IP", new Pence(1), null), null));
        if (changed.outcome() == ItemOutcome.PAID) {
            steps.add(new Step(
                    "R2",
                    null,
                    "IP",
                    "With endorsement IP, the price of the invoice and the pack it would be paid at that price.",
                    null));
        }
    }

    private void say(String rule, String row, String what, String condition, PricedItem changed) {
        if (total(changed).compareTo(total(price)) > 0) {
            steps.add(new Step(
                    rule,
                    null,
                    row,
                    what + " it would be " + Steps.pence(total(changed)) + " instead of " + Steps.pence(total(price))
                            + ", " + condition + ".",
                    Steps.pence(total(changed)) + " - " + Steps.pence(total(price)) + " = "
                            + Steps.pence(total(changed).subtract(total(price)))));
        }
    }

    private PricedItem priced(ItemToPrice changed) {
        return pricer.price(changed, rates);
    }

    private BigDecimal total(PricedItem priced) {
        return PricedLine.totalP(priced, Discount.ofBrokenBulk(priced, rates));
    }

    private ItemToPrice with(@Nullable Endorsement more, @Nullable BigDecimal statedPack) {
        Claimed claimed = item.claimed();
        List<Endorsement> endorsements = new ArrayList<>(claimed.endorsements());
        if (more != null) {
            endorsements.removeIf(endorsement -> endorsement.code().equals("NDEC"));
            endorsements.add(more);
        }
        return new ItemToPrice(
                item.pricingMonth(),
                item.supply(),
                item.tariff(),
                item.product(),
                new Claimed(
                        endorsements,
                        claimed.chargeCode(),
                        statedPack == null ? claimed.endorsedPack() : statedPack,
                        claimed.invoicePrice(),
                        claimed.sspSmallerQuantity(),
                        claimed.sameChargeAsEarlierItem(),
                        claimed.paidTwice()),
                item.known());
    }
}
