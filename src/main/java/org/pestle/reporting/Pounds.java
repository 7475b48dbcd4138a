package org.pestle.reporting;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.pestle.values.Pence;

/** Pence as pounds: exact for files, whole pence for people. */
final class Pounds {
    private static final BigDecimal SMALL = new BigDecimal(100_00);

    private Pounds() {}

    /** For files: two decimals, or as many more as the amount has. */
    static BigDecimal exact(BigDecimal pence) {
        BigDecimal pounds = pence.movePointLeft(2).stripTrailingZeros();
        return pounds.scale() < 2 ? pounds.setScale(2) : pounds;
    }

    /** For files: two decimals. */
    static BigDecimal exact(long pence) {
        return new Pence(pence).pounds();
    }

    /** For people, without the sign of the currency: 14,595.17; what is less than a penny is kept. */
    static String shown(BigDecimal pence) {
        BigDecimal pounds = exact(pence);
        String digits = pounds.abs().toPlainString();
        int point = digits.indexOf('.');
        String whole = "%,d".formatted(new BigDecimal(digits.substring(0, point)).toBigInteger());
        return (pounds.signum() < 0 ? "-" : "") + whole + digits.substring(point);
    }

    /** For people, without the sign of the currency: 14,595.17. */
    static String shown(long pence) {
        return shown(BigDecimal.valueOf(pence));
    }

    /** For people: £14,595.17, to the nearest penny. */
    static String inWords(BigDecimal pence) {
        BigDecimal whole = pence.setScale(0, RoundingMode.HALF_UP);
        return (whole.signum() < 0 ? "-£" : "£") + shown(whole.abs());
    }

    /** For a chart: 14,595, to the nearest pound; less than a hundred to the nearest penny. */
    static String rounded(BigDecimal pence) {
        return pence.abs().compareTo(SMALL) < 0
                ? shown(pence.setScale(0, RoundingMode.HALF_UP))
                : "%,d"
                        .formatted(pence.movePointLeft(2)
                                .setScale(0, RoundingMode.HALF_UP)
                                .toBigInteger());
    }
}
