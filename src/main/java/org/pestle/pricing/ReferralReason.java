package org.pestle.pricing;

import org.jspecify.annotations.Nullable;

/** Why an item is not paid, as a code beside the sentence (reimbursement.md 1.5). */
enum ReferralReason {
    /** Neither the tariff nor the dictionary of medicines has the product. */
    UNKNOWN_PRODUCT,
    /** A product that is outside the tariff, or was bought in specially, lacks the price of its invoice. */
    INVOICE_PRICE_MISSING,
    /** The claim states a pack that the list of prices does not have. */
    PACK_NOT_LISTED,
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
    /** In Part XVIIIB of the Drug Tariff, and not endorsed SLS by the prescriber. */
    NOT_ENDORSED_SLS,
    /** A borderline substance, and not endorsed ACBS by the prescriber. */
    NOT_ENDORSED_ACBS,
    /** Not allowed on the NHS for another reason. */
    DISALLOWED;

    /** The reason of that name, or null for none. */
    static @Nullable ReferralReason of(@Nullable String name) {
        return name == null ? null : valueOf(name);
    }
}
