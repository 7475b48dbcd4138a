package org.pestle.routing;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of dispensing site a patient can nominate (eps.md 6.1). */
public enum SiteType {
    COMMUNITY_PHARMACY("P1"),
    APPLIANCE_CONTRACTOR("P2"),
    DISPENSING_DOCTOR("P3"),
    NONE("0004");

    private final String code;

    SiteType(String code) {
        this.code = code;
    }

    /** The standard's code. */
    public String code() {
        return code;
    }

    /** The type of that code. */
    public static Optional<SiteType> of(String code) {
        return Arrays.stream(values()).filter(type -> type.code.equals(code)).findFirst();
    }
}
