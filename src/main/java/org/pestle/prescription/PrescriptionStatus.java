package org.pestle.prescription;

import org.pestle.values.Coded;

/** The status of one issue of a prescription (eps.md 4.1). */
public enum PrescriptionStatus implements Coded {
    AWAITING_RELEASE_READY("0000", "Awaiting Release Ready"),
    TO_BE_DISPENSED("0001", "To Be Dispensed"),
    WITH_DISPENSER("0002", "With Dispenser"),
    WITH_DISPENSER_ACTIVE("0003", "With Dispenser - Active"),
    EXPIRED("0004", "Expired"),
    CANCELLED("0005", "Cancelled"),
    DISPENSED("0006", "Dispensed"),
    NOT_DISPENSED("0007", "Not Dispensed"),
    CLAIMED("0008", "Claimed"),
    NO_CLAIMED("0009", "No-Claimed"),
    REPEAT_DISPENSE_FUTURE_INSTANCE("9000", "Repeat Dispense future instance"),
    PRESCRIPTION_FUTURE_INSTANCE("9001", "Prescription future instance"),
    CANCELLED_FUTURE_INSTANCE("9005", "Cancelled future instance");

    private final String code;
    private final String display;

    PrescriptionStatus(String code, String display) {
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

    /** Whether the issue has come to its end: 0004 to 0009 (eps.md 4.1). Claims and corrections may still come. */
    public boolean isCompleted() {
        return switch (this) {
            case EXPIRED, CANCELLED, DISPENSED, NOT_DISPENSED, CLAIMED, NO_CLAIMED -> true;
            case AWAITING_RELEASE_READY,
                    TO_BE_DISPENSED,
                    WITH_DISPENSER,
                    WITH_DISPENSER_ACTIVE,
                    REPEAT_DISPENSE_FUTURE_INSTANCE,
                    PRESCRIPTION_FUTURE_INSTANCE,
                    CANCELLED_FUTURE_INSTANCE -> false;
        };
    }

    /** The status of that code. */
    public static PrescriptionStatus of(String code) {
        return Coded.of(values(), code);
    }
}
