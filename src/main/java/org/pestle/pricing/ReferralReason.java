package org.pestle.pricing;

/** Why an item has no price, as a code beside the sentence (reimbursement.md 1.5). */
enum ReferralReason {
    /** No price is held for the product and none was endorsed. */
    NO_PRICE_HELD,
    /** The claim counts in another unit than the tariff. */
    UNIT_MISMATCH,
    /** A rule is needed that is not applied yet. */
    NOT_YET_PRICED,
    /** No value of a fee, allowance or charge is held for the month. */
    RATE_NOT_HELD,
    /** Something else that is needed to price it is missing. */
    INCOMPLETE,
    /** Nothing was handed out. */
    NOT_SUPPLIED,
    /** Not to be prescribed in NHS primary care. */
    INVALID_TO_PRESCRIBE,
    /** In Part XVIIIA of the Drug Tariff. */
    BLACKLISTED,
    /** An appliance that is not in Part IX. */
    NOT_IN_PART_IX,
    /** Prescribed by a community nurse, and not in the nurse formulary. */
    NOT_IN_NURSE_FORMULARY,
    /** Prescribed by a dentist, and not in the dental formulary. */
    NOT_IN_DENTAL_FORMULARY,
    /** Not allowed on the NHS for another reason. */
    DISALLOWED
}
