package org.pestle.signature;

import java.util.Map;

/**
 * The uses of names, addresses and telephone numbers that can be signed, and how the signed text spells them (eps.md
 * 7.3).
 */
public final class SignedUses {
    private static final Map<String, String> NAMES = Map.of(
            "usual", "L",
            "official", "L",
            "temp", "A",
            "anonymous", "A",
            "nickname", "PREFERRED",
            "old", "PREVIOUS",
            "maiden", "PREVIOUS-MAIDEN");
    private static final Map<String, String> ADDRESSES =
            Map.of("home", "H", "work", "WP", "temp", "TMP", "billing", "PST");
    private static final Map<String, String> TELECOMS =
            Map.of("home", "HP", "work", "WP", "temp", "HV", "mobile", "MC");

    private SignedUses() {}

    /** Whether a name of this use can be signed. */
    public static boolean ofName(String use) {
        return NAMES.containsKey(use);
    }

    /** Whether an address of this use can be signed. */
    public static boolean ofAddress(String use) {
        return ADDRESSES.containsKey(use);
    }

    /** Whether a telephone number of this use can be signed. */
    public static boolean ofTelecom(String use) {
        return TELECOMS.containsKey(use);
    }

    static String name(String use) {
        return spelled(NAMES, use);
    }

    static String address(String use) {
        return spelled(ADDRESSES, use);
    }

    static String telecom(String use) {
        return spelled(TELECOMS, use);
    }

    private static String spelled(Map<String, String> uses, String use) {
        String spelling = uses.get(use);
        if (spelling == null) {
            throw new IllegalArgumentException("no such use");
        }
        return spelling;
    }
}
