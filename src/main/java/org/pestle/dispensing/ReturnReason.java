package org.pestle.dispensing;

import java.util.Optional;
import org.pestle.values.Coded;

/** Why a dispenser gives a prescription back (eps.md 1.7). */
public enum ReturnReason implements Coded {
    PATIENT_DID_NOT_COME("0001", "Patient non-attendance"),
    UNABLE_TO_DISPENSE("0002", "Unable to dispense medication on prescriptions"),
    PATIENT_REQUESTED_RELEASE("0003", "Patient requested release"),
    ANOTHER_DISPENSER_REQUESTED_RELEASE("0004", "Another dispenser requested release on behalf of the patient"),
    INVALID_SIGNATURE("0005", "Invalid digital signature"),
    VERSION_PROBLEM("0006", "Rejected due to version problem"),
    INVALID_OR_UNREADABLE("0007", "Prescription otherwise invalid or unreadable"),
    EXPIRED("0008", "Prescription expired");

    private final String code;
    private final String display;

    ReturnReason(String code, String display) {
        this.code = code;
        this.display = display;
    }

    /** The standard's four digits. */
    @Override
    public String code() {
        return code;
    }

    /** The standard's words. */
    public String display() {
        return display;
    }

    /** The reason of that code, if it is one. */
    public static Optional<ReturnReason> of(String code) {
        return Coded.find(values(), code);
    }
}
