package org.pestle.fhir;

import org.jspecify.annotations.Nullable;
import org.pestle.values.Quantity;

/** How amounts are read. */
final class Quantities {
    private Quantities() {}

    /** The amount, or null and findings: value, unit and code are required, and it may not be less than nothing. */
    static @Nullable Quantity read(org.hl7.fhir.r4.model.Quantity quantity, String place, Findings findings) {
        if (quantity.getValue() == null) {
            findings.missing(place + ".value");
            return null;
        }
        if (quantity.getValue().signum() < 0) {
            findings.wrong(place + ".value", "A quantity is zero or more");
            return null;
        }
        if (quantity.getCode() == null) {
            findings.missing(place + ".code");
            return null;
        }
        String unit = quantity.getUnit() == null ? quantity.getCode() : quantity.getUnit();
        return new Quantity(quantity.getValue(), quantity.getCode(), unit);
    }
}
