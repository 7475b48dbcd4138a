package org.pestle.prescription;

import java.util.Arrays;
import java.util.Optional;

/** The schedule of a controlled drug (eps.md 3.5), by the codes that messages carry. */
public enum ControlledSchedule {
    /** Never prescribed electronically. */
    CD1,
    /** Quantity in words, 28 days. */
    CD2,
    /** Quantity in words, 28 days. */
    CD3,
    /** 28 days for the first issue. */
    CD4,
    /** As any other medicine. */
    CD5;

    /** The code of the standard. */
    public String code() {
        return name();
    }

    /** The schedule of that code. */
    public static Optional<ControlledSchedule> of(String code) {
        return Arrays.stream(values())
                .filter(schedule -> schedule.code().equals(code))
                .findFirst();
    }

    /** Whether such a drug may be prescribed electronically. */
    public boolean isElectronic() {
        return ControlledRule.national(this).electronic();
    }

    /** Whether the quantity must be written in words as well. */
    public boolean needsWords() {
        return ControlledRule.national(this).words();
    }
}
