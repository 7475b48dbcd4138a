package org.pestle.pricing;

import org.jspecify.annotations.Nullable;
import org.pestle.tariff.RateName;

/** The groups by which discount is deducted from an account each month (reimbursement.md 2.10). */
public enum DiscountGroup {
    GENERIC("generic", RateName.DISCOUNT_GENERIC_AM),
    BRAND("brand", RateName.DISCOUNT_BRAND_OTHER),
    APPLIANCE("appliance", RateName.DISCOUNT_APPLIANCE),
    ZERO("zero", RateName.DISCOUNT_ZERO);

    private final String word;
    private final RateName rate;

    DiscountGroup(String word, RateName rate) {
        this.word = word;
        this.rate = rate;
    }

    /** The word in answers and reports. */
    public String word() {
        return word;
    }

    /** The rate of the group. */
    public RateName rate() {
        return rate;
    }

    /** The group of that word; none for none. */
    public static @Nullable DiscountGroup of(@Nullable String word) {
        for (DiscountGroup group : values()) {
            if (group.word.equals(word)) {
                return group;
            }
        }
        if (word != null) {
            throw new IllegalArgumentException("no discount group is called " + word);
        }
        return null;
    }
}
