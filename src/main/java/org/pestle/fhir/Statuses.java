package org.pestle.fhir;

import java.util.Arrays;
import java.util.Optional;
import org.pestle.prescription.LineItemStatus;
import org.pestle.prescription.PrescriptionStatus;

/** The statuses that messages name by their codes. */
final class Statuses {
    private Statuses() {}

    /** The prescription status of a code, if it is one. */
    static Optional<PrescriptionStatus> prescription(String code) {
        return Arrays.stream(PrescriptionStatus.values())
                .filter(status -> status.code().equals(code))
                .findFirst();
    }

    /** The item status of a code, if it is one. */
    static Optional<LineItemStatus> item(String code) {
        return Arrays.stream(LineItemStatus.values())
                .filter(status -> status.code().equals(code))
                .findFirst();
    }
}
