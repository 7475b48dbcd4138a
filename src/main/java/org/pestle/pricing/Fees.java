package org.pestle.pricing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.pestle.pricing.ItemToPrice.Part;
import org.pestle.tariff.DatedRate;
import org.pestle.tariff.RateName;
import org.pestle.tariff.Rates;
import org.pestle.values.Pence;

/** R9, the fees of one item that is paid (reimbursement.md 3). */
final class Fees {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Map<String, Pence> fees = new LinkedHashMap<>();
    private final ItemToPrice item;
    private final Rates rates;
    private final Steps steps;

    private Fees(ItemToPrice item, Rates rates, Steps steps) {
        this.item = item;
        this.rates = rates;
        this.steps = steps;
    }

    /**
     * The fees by name.
     *
     * @param basicPrice the item's price after its own rounding, before broken bulk
     */
    static Map<String, Pence> of(ItemToPrice item, Pence basicPrice, Rates rates, Steps steps) {
        Fees fees = new Fees(item, rates, steps);
        fees.singleActivity();
        fees.controlledDrug();
        fees.expensive(basicPrice);
        fees.unlicensed();
        fees.measuredAndFitted();
        return fees.fees;
    }

    private void singleActivity() {
        int count = item.product().fees();
        if (count == 0) {
            steps.say("R9", "The product carries no professional fee.");
            return;
        }
        DatedRate rate = rates.rate(RateName.SINGLE_ACTIVITY_FEE);
        Pence fee = Pence.exactly(rate.value()).times(count);
        String text = count == 1
                ? "One professional fee is paid for the item, however often it was handed out."
                : "The pack holds " + count + " items, each with a professional fee.";
        pay("single_activity", rate, fee, text, count + " x " + Steps.pence(rate.value()) + " = " + Steps.pence(fee));
    }

    private void controlledDrug() {
        switch (item.product().controlledDrugSchedule()) {
            case 2 -> flat("cd_sched2", RateName.CD_SCHED2_FEE, "A fee is paid for a Schedule 2 controlled drug.");
            case 3 -> flat("cd_sched3", RateName.CD_SCHED3_FEE, "A fee is paid for a Schedule 3 controlled drug.");
            default -> {
                // The other schedules have no fee.
            }
        }
    }

    private void expensive(Pence basicPrice) {
        DatedRate threshold = rates.rate(RateName.EXPENSIVE_THRESHOLD);
        if (BigDecimal.valueOf(basicPrice.value()).compareTo(threshold.value()) < 0) {
            return;
        }
        DatedRate rate = rates.rate(RateName.EXPENSIVE_RATE);
        BigDecimal exact =
                BigDecimal.valueOf(basicPrice.value()).multiply(rate.value()).divide(HUNDRED);
        Pence fee = Pence.exactly(exact.setScale(0, RoundingMode.HALF_UP));
        pay(
                "expensive",
                rate,
                fee,
                "The item costs " + new Pence(threshold.value().longValueExact())
                        + " or more, so it carries the fee for an expensive item.",
                Steps.plain(rate.value()) + "% x " + Steps.pence(basicPrice) + " = " + Steps.pence(exact) + " -> "
                        + Steps.pence(fee));
    }

    private void unlicensed() {
        boolean sourced = item.claimed().has("SP");
        boolean madeUp = item.claimed().has("ED");
        if (!sourced && !madeUp) {
            return;
        }
        if (!isUnlicensed(item)) {
            steps.say("R9", "Only an unlicensed item carries the fee for SP or ED, and this product is not one.");
        } else if (sourced) {
            flat("unlicensed_SP", RateName.UNLICENSED_FEE_SP, "A fee is paid for sourcing an unlicensed item.");
        } else {
            flat("extemporaneous_ED", RateName.EXTEMPORANEOUS_FEE_ED, "A fee is paid for making the item up.");
        }
    }

    /** Whether the item is a special, in the tariff or outside it. */
    static boolean isUnlicensed(ItemToPrice item) {
        Part part = item.tariff().part();
        return part == Part.VIIIB || part == Part.VIIID || isSpecialOutsideTariff(item);
    }

    /** Whether the item is a special that no part of the tariff prices. */
    static boolean isSpecialOutsideTariff(ItemToPrice item) {
        Part part = item.tariff().part();
        boolean endorsed = item.claimed().has("SP") || item.claimed().has("ED");
        return part == Part.SPECIAL || (!PriceSource.isOfAList(part) && endorsed);
    }

    private void measuredAndFitted() {
        Product product = item.product();
        if (!item.claimed().has("MF")) {
            return;
        }
        if (product.measuredAndFitted()) {
            flat("measured_and_fitted", RateName.MEASURED_AND_FITTED_FEE, "A fee is paid for measuring and fitting.");
        } else {
            steps.say("R9", "MF was endorsed, but the product is not one that is measured and fitted.");
        }
    }

    private void flat(String name, RateName rateName, String text) {
        DatedRate rate = rates.rate(rateName);
        Pence fee = Pence.exactly(rate.value());
        pay(name, rate, fee, text, Steps.pence(fee));
    }

    private void pay(String name, DatedRate rate, Pence fee, String text, String arithmetic) {
        fees.put(name, fee);
        steps.rate("R9", rate, text, arithmetic);
    }
}
