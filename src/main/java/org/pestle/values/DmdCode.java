package org.pestle.values;

import java.util.regex.Pattern;

/**
 * A product in the dictionary of medicines and devices: a SNOMED CT number, kept as text because up to 18 digits do not
 * survive spreadsheets and JavaScript numbers (reimbursement.md 7.1).
 *
 * @param value six to eighteen digits
 */
public record DmdCode(String value) {
    private static final Pattern SHAPE = Pattern.compile("[0-9]{6,18}");

    /** Refuses a wrong shape. */
    public DmdCode {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("a dm+d code has six to eighteen digits");
        }
    }

    /** Whether the text is such a code. */
    public static boolean isRight(String text) {
        return SHAPE.matcher(text).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
