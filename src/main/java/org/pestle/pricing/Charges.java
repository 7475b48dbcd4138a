package org.pestle.pricing;

import org.jspecify.annotations.Nullable;
import org.pestle.tariff.DatedRate;
import org.pestle.tariff.RateName;
import org.pestle.tariff.Rates;
import org.pestle.values.Pence;

/**
 * R11, the charges that the patient paid for one item and the pharmacy keeps, so that its payment is less by them
 * (reimbursement.md 4).
 *
 * @param count how many
 * @param deduction what is deducted
 * @param previousRate whether they were taken at the rate before the current one
 */
record Charges(int count, Pence deduction, boolean previousRate) {
    private static final String PAID_AT_OLD_RATE = "0000";
    private static final Charges NONE = new Charges(0, Pence.ZERO, false);

    static Charges of(ItemToPrice item, Rates rates, Steps steps) {
        String why = whyNone(item, rates);
        if (why != null) {
            steps.say("R11", "No charge is deducted: " + why + ".");
            return NONE;
        }
        int count = count(item);
        boolean previous = PAID_AT_OLD_RATE.equals(item.claimed().chargeCode());
        DatedRate rate =
                previous ? rates.previous(RateName.PRESCRIPTION_CHARGE) : rates.rate(RateName.PRESCRIPTION_CHARGE);
        Pence deduction = Pence.exactly(rate.value()).times(count);
        steps.rate(
                "R11",
                rate,
                "The patient paid " + count + (count == 1 ? " charge" : " charges")
                        + (previous ? " at the previous rate" : "")
                        + ", which the pharmacy keeps; the payment is less by it.",
                count + " x " + Steps.pence(rate.value()) + " = " + Steps.pence(deduction));
        return new Charges(count, deduction, previous);
    }

    /** Whether the item would bear a charge if no other item of the prescription did. */
    static boolean isPaid(ItemToPrice item, Rates rates) {
        String code = item.claimed().chargeCode();
        return !item.known().exemptByAge() && (code == null || rates.isCharged(code));
    }

    /** The product says how many; a patient who paid twice paid two, as what was sent stands (reimbursement.md 1.5). */
    private static int count(ItemToPrice item) {
        int ofProduct = item.product().chargesFor(item.supply());
        return item.claimed().paidTwice() && ofProduct == 1 ? 2 : ofProduct;
    }

    private static @Nullable String whyNone(ItemToPrice item, Rates rates) {
        if (item.known().exemptByAge()) {
            return "the patient is under 16, or 60 and over, and exempt whatever the claim says";
        }
        if (!isPaid(item, rates)) {
            return "the patient is exempt by code " + item.claimed().chargeCode();
        }
        if (isFree(item)) {
            return "the item is free of charge for everyone, whatever the claim says";
        }
        if (isSmallerByShortageProtocol(item)) {
            return "a shortage protocol made the quantity smaller";
        }
        if (Boolean.TRUE.equals(item.claimed().sameChargeAsEarlierItem())) {
            return "an earlier item of the prescription bears the one charge for both";
        }
        return count(item) == 0 ? "the product carries none" : null;
    }

    private static boolean isFree(ItemToPrice item) {
        return item.product().contraceptive()
                || item.claimed().has("CC")
                || item.claimed().has("FS");
    }

    private static boolean isSmallerByShortageProtocol(ItemToPrice item) {
        boolean smaller = item.supply().supplied().compareTo(item.supply().prescribed()) < 0;
        return item.claimed().sspSmallerQuantity() || (item.claimed().has("SSP") && smaller);
    }
}
