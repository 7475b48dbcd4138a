package org.pestle.fhir;

import java.util.List;

/** The bases of the FHIR interfaces (contract.md 2). */
final class FhirBases {
    static final String PRESCRIBING = "/fhir-prescribing";
    static final String DISPENSING = "/fhir-dispensing";
    static final String BOTH = "/electronic-prescriptions";
    static final List<String> ALL = List.of(
            PRESCRIBING,
            DISPENSING,
            BOTH,
            "/clinical-prescription-tracker",
            "/prescriptions-for-patients",
            "/prescriptions-for-patients-v2",
            "/prescription-status-update");

    private FhirBases() {}

    /** Whether a path is under one of the bases. */
    static boolean contain(String path) {
        return ALL.stream().anyMatch(base -> path.equals(base) || path.startsWith(base + "/"));
    }

    /** Everything under the bases. */
    static List<String> patterns() {
        return ALL.stream().map(base -> base + "/**").toList();
    }

    /** What needs neither token nor request id. */
    static List<String> openPatterns() {
        return ALL.stream()
                .flatMap(base ->
                        List.of(base + "/_ping", base + "/_status", base + "/metadata", base + "/FHIR/R4/metadata")
                                .stream())
                .toList();
    }
}
