package org.pestle.prescription;

import java.util.Optional;
import org.pestle.values.Coded;

/** Why an item, or a whole prescription, was not dispensed (eps.md 8). */
public enum NonDispensingReason implements Coded {
    NOT_REQUIRED("0001", "Not required as instructed by the patient"),
    CLINICALLY_UNSUITABLE("0002", "Clinically unsuitable"),
    OWINGS_NOTE("0003", "Owings note issued to patient"),
    CANCELLATION("0004", "Prescription cancellation"),
    DEATH("0005", "Prescription cancellation due to death"),
    ILLEGAL("0006", "Illegal NHS prescription"),
    OUT_OF_SCOPE("0007", "Prescribed out of scope item"),
    EXPIRED("0008", "Item or prescription expired"),
    NOT_ALLOWED_ON_FP10("0009", "Not allowed on FP10"),
    NOT_COLLECTED("0010", "Patient did not collect medication"),
    BOUGHT_OVER_THE_COUNTER("0011", "Patient purchased medication over the counter");

    private final String code;
    private final String display;

    NonDispensingReason(String code, String display) {
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
    public static Optional<NonDispensingReason> of(String code) {
        return Coded.find(values(), code);
    }
}
