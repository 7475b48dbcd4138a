package org.pestle.tariff;

import java.util.Locale;

/** The fees, allowances, discounts, limits and charges that have a value for each month (reimbursement.md 3). */
public enum RateName {
    /** Pence per professional fee. */
    SINGLE_ACTIVITY_FEE,
    /** Pence per professional fee. */
    CONSUMABLE_ALLOWANCE,
    /** Pence per item whose pack is split. */
    CONTAINER_PAYMENT,
    /** Pence per unlicensed item that was sourced. */
    UNLICENSED_FEE_SP,
    /** Pence per item that was made up. */
    EXTEMPORANEOUS_FEE_ED,
    /** Pence of item basic price from which an item is expensive. */
    EXPENSIVE_THRESHOLD,
    /** Per cent of the item's basic price. */
    EXPENSIVE_RATE,
    /** Pence per item of a Schedule 2 drug. */
    CD_SCHED2_FEE,
    /** Pence per item of a Schedule 3 drug. */
    CD_SCHED3_FEE,
    /** Pence per appliance measured and fitted. */
    MEASURED_AND_FITTED_FEE,
    /** Pence per charge that the patient paid. */
    PRESCRIPTION_CHARGE,
    /** Per cent of the basic price of Categories A and M. */
    DISCOUNT_GENERIC_AM,
    /** Per cent of the basic price of brands and all else that is neither generic nor appliance. */
    DISCOUNT_BRAND_OTHER,
    /** Per cent of the basic price of appliances. */
    DISCOUNT_APPLIANCE,
    /** Per cent of the basic price of lines without discount. */
    DISCOUNT_ZERO,
    /** Pence from which an out-of-pocket claim is paid. */
    OOP_MINIMUM,
    /** Pence of the smallest pack of Category A or M from which broken bulk is paid. */
    BROKEN_BULK_MIN_PACK_PRICE_AM,
    /** Months for which later supplies draw on paid broken bulk. */
    BROKEN_BULK_WINDOW_MONTHS,
    /** Per cent by which original pack dispensing may differ from the order. */
    OPD_TOLERANCE;

    private final String key = name().toLowerCase(Locale.ROOT)
            .replace("_fee_sp", "_fee_SP")
            .replace("_fee_ed", "_fee_ED")
            .replace("_am", "_AM");

    /** The name in files, tables and explanations. */
    public String key() {
        return key;
    }
}
