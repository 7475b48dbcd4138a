package org.pestle.prescription;

import java.util.Arrays;

/** How a prescription repeats (eps.md 3.1). */
public enum TreatmentType {
    ACUTE("0001"),
    REPEAT("0002"),
    REPEAT_DISPENSING("0003");

    private final String code;

    TreatmentType(String code) {
        this.code = code;
    }

    /** The standard's four digits. */
    public String code() {
        return code;
    }

    /** The type of that code. */
    public static TreatmentType of(String code) {
        return Arrays.stream(values())
                .filter(type -> type.code.equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no treatment type has this code"));
    }
}
