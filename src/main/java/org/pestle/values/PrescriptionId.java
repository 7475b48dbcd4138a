package org.pestle.values;

import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * The short id of a prescription: six hexadecimal characters, the prescribing site padded to six, five hexadecimal
 * characters and a check character by ISO 7064 MOD 37-2 with {@code +} in place of {@code *} (eps.md 2.2).
 *
 * @param value 18 characters, upper case, without hyphens: the key of everything
 */
public record PrescriptionId(String value) {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ+";
    private static final Pattern SHAPE = Pattern.compile("[A-F0-9]{6}[A-Z0-9]{6}[A-F0-9]{5}[A-Z0-9+]");
    private static final Pattern WITH_HYPHENS = Pattern.compile("[^-]{6}-[^-]{6}-[^-]{6}");
    private static final Pattern RELEASE_ONE =
            Pattern.compile("(?i)[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}[0-9A-Z+]?");
    private static final int BODY_LENGTH = 17;

    /** Refuses a wrong shape and a wrong check character. */
    public PrescriptionId {
        if (!hasRightShape(value)) {
            throw new IllegalArgumentException("prescriptionID has invalid format");
        }
        if (!hasRightCheckCharacter(value)) {
            throw new IllegalArgumentException("prescriptionID has invalid checksum");
        }
    }

    /**
     * Reads an id as people and systems write it: any letter case, hyphens in both places or in neither.
     *
     * @throws IllegalArgumentException if the shape or the check character is wrong; the message says which
     */
    public static PrescriptionId parse(String text) {
        return new PrescriptionId(compact(text));
    }

    /** The same id in the form of the key: upper case, hyphens removed where they belong. Checks nothing else. */
    public static String compact(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        return WITH_HYPHENS.matcher(upper).matches() ? upper.replace("-", "") : upper;
    }

    /** Whether a text is an id of Release 1: a bare UUID, with or without a check character. None is valid any more. */
    public static boolean isOfReleaseOne(String text) {
        return RELEASE_ONE.matcher(text).matches();
    }

    /** Whether a compact id has the shape that the national service demands. */
    public static boolean hasRightShape(String compact) {
        return SHAPE.matcher(compact).matches();
    }

    /** Whether the last character of a compact id is the check character of the 17 before it. */
    public static boolean hasRightCheckCharacter(String compact) {
        if (compact.length() != BODY_LENGTH + 1) {
            return false;
        }
        int sum = weigh(compact);
        int check = ALPHABET.indexOf(compact.charAt(BODY_LENGTH));
        return sum >= 0 && check >= 0 && (sum + check) % 37 == 1;
    }

    /** Makes a new id for a prescribing site, from random hexadecimal parts. */
    public static PrescriptionId make(OdsCode site, RandomGenerator random) {
        if (site.value().length() > 6) {
            throw new IllegalArgumentException("a prescription id has room for six characters of a site");
        }
        String padded = "000000".substring(site.value().length()) + site.value();
        String body = "%06X%s%05X".formatted(random.nextInt(1 << 24), padded, random.nextInt(1 << 20));
        return new PrescriptionId(body + ALPHABET.charAt((38 - weigh(body)) % 37));
    }

    /** With hyphens, as it is printed and as FHIR messages carry it. */
    public String shortForm() {
        return value.substring(0, 6) + "-" + value.substring(6, 12) + "-" + value.substring(12);
    }

    /** The 17 characters before the check character: ids that differ in it alone name the same prescription. */
    public String withoutCheckCharacter() {
        return value.substring(0, BODY_LENGTH);
    }

    @Override
    public String toString() {
        return shortForm();
    }

    private static int weigh(String compact) {
        int sum = 0;
        for (int i = 0; i < BODY_LENGTH; i++) {
            int value = ALPHABET.indexOf(compact.charAt(i));
            if (value < 0 || value > 35) {
                return -1;
            }
            sum = (sum + value) * 2 % 37;
        }
        return sum;
    }
}
