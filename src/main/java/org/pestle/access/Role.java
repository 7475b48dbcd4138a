package org.pestle.access;

import java.util.Arrays;
import java.util.Optional;

/** The roles that tokens carry (contract.md 3). */
public enum Role {
    PRESCRIBER("prescriber"),
    PRESCRIBING_ADMIN("prescribing-admin"),
    PHARMACIST("pharmacist"),
    PHARMACY_SYSTEM("pharmacy-system"),
    COMMISSIONER("commissioner"),
    CONTRACTOR("contractor"),
    SUPPORT("support"),
    OPERATOR("operator"),
    REVIEWER("reviewer"),
    PATIENT("patient"),
    PATIENT_GATEWAY("patient-gateway");

    private final String claim;

    Role(String claim) {
        this.claim = claim;
    }

    /** The word in the token's role claim. */
    public String claim() {
        return claim;
    }

    /** The role of that word. */
    public static Optional<Role> of(String claim) {
        return Arrays.stream(values()).filter(role -> role.claim.equals(claim)).findFirst();
    }
}
