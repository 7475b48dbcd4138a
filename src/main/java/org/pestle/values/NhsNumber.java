package org.pestle.values;

/**
 * A ten-digit NHS number whose check digit is right (modulus 11; eps.md 9).
 *
 * @param value ten digits, no spaces
 */
public record NhsNumber(String value) {
    /** Refuses anything but ten digits with a right check digit; the refusal never repeats the number. */
    public NhsNumber {
        if (!isRight(value)) {
            throw new IllegalArgumentException("not an NHS number");
        }
    }

    /** Whether the text is ten digits and the last of them is the check digit of the other nine. */
    public static boolean isRight(String text) {
        if (text.length() != 10) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < 10; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            sum += i < 9 ? digit * (10 - i) : 0;
        }
        int check = 11 - sum % 11;
        return check != 10 && check % 11 == text.charAt(9) - '0';
    }

    /** As people read it, in groups of three, three and four. For pages and documents only, never for logs. */
    public String spaced() {
        return value.substring(0, 3) + " " + value.substring(3, 6) + " " + value.substring(6);
    }

    /** Masked, so that a log line cannot carry a patient's number. */
    @Override
    public String toString() {
        return "NHS number ******" + value.substring(6);
    }
}
