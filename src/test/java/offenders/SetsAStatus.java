package offenders;

import org.pestle.prescription.PrescriptionStatus;

/** Takes a status from a text instead of from a lifecycle. */
public final class SetsAStatus {
    private SetsAStatus() {}

    /** The status that somebody named. */
    public static PrescriptionStatus named(String name) {
        return PrescriptionStatus.valueOf(name);
    }
}
