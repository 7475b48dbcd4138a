package org.pestle.routing;

import java.util.Optional;
import org.pestle.values.Coded;

/** The kinds of dispensing site a patient can nominate (eps.md 6.1). */
public enum SiteType implements Coded {
    COMMUNITY_PHARMACY("P1"),
    APPLIANCE_CONTRACTOR("P2"),
    DISPENSING_DOCTOR("P3"),
    NONE("0004");

    private final String code;

    SiteType(String code) {
        this.code = code;
    }

    /** The standard's code. */
    @Override
    public String code() {
        return code;
    }

    /** The type of that code. */
    public static Optional<SiteType> of(String code) {
        return Coded.find(values(), code);
    }
}
