package org.pestle.prescription;

import org.pestle.values.Coded;

/** How a prescription repeats (eps.md 3.1). */
public enum TreatmentType implements Coded {
    ACUTE("0001"),
    REPEAT("0002"),
    REPEAT_DISPENSING("0003");

    private final String code;

    TreatmentType(String code) {
        this.code = code;
    }

    /** The standard's four digits. */
    @Override
    public String code() {
        return code;
    }

    /** The type of that code. */
    public static TreatmentType of(String code) {
        return Coded.of(values(), code);
    }
}
