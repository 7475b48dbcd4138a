package org.pestle.prescription;

import org.pestle.values.Coded;

/** The status of one line item in one issue (eps.md 4.1). */
public enum LineItemStatus implements Coded {
    FULLY_DISPENSED("0001", "Item fully dispensed"),
    NOT_DISPENSED("0002", "Item not dispensed"),
    PARTLY_DISPENSED("0003", "Item dispensed - partial"),
    OWING("0004", "Item not dispensed - owing"),
    CANCELLED("0005", "Item Cancelled"),
    EXPIRED("0006", "Expired"),
    TO_BE_DISPENSED("0007", "Item to be dispensed"),
    WITH_DISPENSER("0008", "Item with dispenser");

    private final String code;
    private final String display;

    LineItemStatus(String code, String display) {
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

    /** The status of that code. */
    public static LineItemStatus of(String code) {
        return Coded.of(values(), code);
    }
}
