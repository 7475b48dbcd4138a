package org.pestle.dispensing;

import java.util.Arrays;
import java.util.Optional;

/** Why a dispense notification is withdrawn (eps.md 1.7). */
public enum WithdrawReason {
    QU("Quantity Update"),
    MU("Medication Update"),
    DA("Dosage Amendments"),
    PA("Patient Details Amendments"),
    OC("Other Clinical"),
    ONC("Other Non-Clinical");

    private final String display;

    WithdrawReason(String display) {
        this.display = display;
    }

    /** The standard's code. */
    public String code() {
        return name();
    }

    /** The standard's words. */
    public String display() {
        return display;
    }

    /** The reason with that code, or empty if it is none. */
    public static Optional<WithdrawReason> of(String code) {
        return Arrays.stream(values())
                .filter(reason -> reason.code().equals(code))
                .findFirst();
    }
}
