package org.pestle.reporting;

import java.util.Arrays;
import java.util.Optional;

/** The types of resource of a bulk export, in the order of its manifest. */
public enum ExportType {
    CLAIM("Claim"),
    EXPLANATION_OF_BENEFIT("ExplanationOfBenefit"),
    MEDICATION_DISPENSE("MedicationDispense");

    private final String resource;

    ExportType(String resource) {
        this.resource = resource;
    }

    /** Its FHIR name. */
    public String resource() {
        return resource;
    }

    /** The type of that name. */
    static Optional<ExportType> of(String resource) {
        return Arrays.stream(values())
                .filter(type -> type.resource.equals(resource))
                .findFirst();
    }
}
