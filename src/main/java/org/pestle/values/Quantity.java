package org.pestle.values;

import java.math.BigDecimal;

/**
 * An exact amount and its unit of measure.
 *
 * @param amount zero or more, digits as they were sent
 * @param unitCode SNOMED CT code of the unit
 * @param unit its name, as it was sent
 */
public record Quantity(BigDecimal amount, String unitCode, String unit) {
    /** Refuses less than nothing. */
    public Quantity {
        if (amount.signum() < 0) {
            throw new IllegalArgumentException("a quantity is zero or more");
        }
    }

    /** As people read it, without trailing zeros: 12.5 tablet. */
    @Override
    public String toString() {
        return amount.stripTrailingZeros().toPlainString() + " " + unit;
    }
}
