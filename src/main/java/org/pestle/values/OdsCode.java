package org.pestle.values;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The code of an organisation or site in the directory: one to eight letters, digits or hyphens, upper case (eps.md
 * 3.4). {@code FFFFF} is the virtual organisation of locums.
 *
 * @param value upper case
 */
public record OdsCode(String value) implements Comparable<OdsCode> {
    private static final Pattern SHAPE = Pattern.compile("[A-Z0-9-]{1,8}");

    /** The virtual "National Locum Pharmacy", whose members act for the pharmacy that their message names. */
    public static final OdsCode LOCUM = new OdsCode("FFFFF");

    /** Refuses a wrong shape. */
    public OdsCode {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("an organisation code has one to eight letters, digits or hyphens");
        }
    }

    /** Reads a code in any letter case. */
    public static OdsCode parse(String text) {
        return new OdsCode(text.toUpperCase(Locale.ROOT));
    }

    /** Whether {@link #parse} would accept the text. */
    public static boolean isRight(String text) {
        return SHAPE.matcher(text.toUpperCase(Locale.ROOT)).matches();
    }

    @Override
    public int compareTo(OdsCode other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
