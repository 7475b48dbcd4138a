package org.pestle.fhir;

import java.util.List;
import org.pestle.access.FhirAddresses;

/** What lies under the bases of the FHIR interfaces. */
final class FhirBases {
    static final List<String> ALL = FhirAddresses.BASES;

    private FhirBases() {}

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
