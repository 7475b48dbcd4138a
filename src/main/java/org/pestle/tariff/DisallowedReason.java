package org.pestle.tariff;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why the NHS does not pay for a product (reimbursement.md 1.5); the names are codes. */
public enum DisallowedReason {
    INVALID_TO_PRESCRIBE("it is invalid to prescribe in NHS primary care"),
    BLACKLISTED("it is in Part XVIIIA, the list of products not to be prescribed"),
    NOT_IN_PART_IX("it is an appliance that is not in Part IX"),
    NOT_IN_NURSE_FORMULARY("a community nurse prescribed it, and it is not in the nurse formulary"),
    NOT_IN_DENTAL_FORMULARY("a dentist prescribed it, and it is not in the dental formulary"),
    NOT_ENDORSED_SLS("it is in Part XVIIIB, the selected list, and the prescriber did not endorse it SLS"),
    NOT_ENDORSED_ACBS("it is a borderline substance, and the prescriber did not endorse it ACBS");

    private static final String NURSE = "05";
    private static final String DENTIST = "0707";

    private final String sentence;

    DisallowedReason(String sentence) {
        this.sentence = sentence;
    }

    /** In words. */
    public String sentence() {
        return sentence;
    }

    /** The reason of that sentence, if it is one of these. */
    public static Optional<DisallowedReason> of(String sentence) {
        return Arrays.stream(values())
                .filter(reason -> reason.sentence.equals(sentence))
                .findFirst();
    }

    /** Whether it holds whoever prescribed. */
    public boolean concernsEverybody() {
        return switch (this) {
            case INVALID_TO_PRESCRIBE, BLACKLISTED, NOT_IN_PART_IX -> true;
            case NOT_IN_NURSE_FORMULARY, NOT_IN_DENTAL_FORMULARY, NOT_ENDORSED_SLS, NOT_ENDORSED_ACBS -> false;
        };
    }

    /**
     * Whether it holds for an item that was ordered so.
     *
     * @param prescriptionType four digits of setting and prescriber kind (eps.md 3.2), or null where it was not kept
     * @param endorsed codes with which the prescriber endorsed the item (reimbursement.md 5)
     */
    public boolean concerns(@Nullable String prescriptionType, Collection<String> endorsed) {
        return switch (this) {
            case INVALID_TO_PRESCRIBE, BLACKLISTED, NOT_IN_PART_IX -> true;
            case NOT_IN_NURSE_FORMULARY -> prescriptionType != null && prescriptionType.endsWith(NURSE);
            case NOT_IN_DENTAL_FORMULARY -> DENTIST.equals(prescriptionType);
            case NOT_ENDORSED_SLS -> !endorsed.contains("SLS");
            case NOT_ENDORSED_ACBS -> !endorsed.contains("ACBS");
        };
    }
}
