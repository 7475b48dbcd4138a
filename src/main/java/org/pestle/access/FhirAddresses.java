package org.pestle.access;

import java.util.List;

/** The addresses that speak FHIR, refusals included (contract.md 2). */
public final class FhirAddresses {
    private static final List<String> BULK_EXPORT = List.of("/reimbursement/FHIR", "/reimbursement/exports");

    /** The base addresses of the interfaces for prescribing, dispensing and tracking. */
    public static final List<String> BASES = List.of(
            "/fhir-prescribing",
            "/fhir-dispensing",
            "/electronic-prescriptions",
            "/clinical-prescription-tracker",
            "/prescriptions-for-patients",
            "/prescriptions-for-patients-v2",
            "/prescription-status-update");

    private FhirAddresses() {}

    /** Whether a path is one of them or below one. */
    public static boolean contain(String path) {
        return isBelow(BASES, path) || isBelow(BULK_EXPORT, path);
    }

    private static boolean isBelow(List<String> addresses, String path) {
        return addresses.stream().anyMatch(address -> path.equals(address) || path.startsWith(address + "/"));
    }
}
