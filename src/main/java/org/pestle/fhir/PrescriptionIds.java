package org.pestle.fhir;

import org.jspecify.annotations.Nullable;
import org.pestle.values.PrescriptionId;

/** How the short id of a prescription is read from messages about it. */
final class PrescriptionIds {
    private PrescriptionIds() {}

    /** The id, or null and a finding that it is none. */
    static @Nullable PrescriptionId read(String text, String place, Findings findings) {
        try {
            return PrescriptionId.parse(text);
        } catch (IllegalArgumentException wrong) {
            findings.wrong(
                    place,
                    PrescriptionId.isOfReleaseOne(text)
                            ? "The prescription id is of Release 1, a bare UUID, which is not taken any more"
                            : "The prescription id has a wrong format or check character");
            return null;
        }
    }
}
