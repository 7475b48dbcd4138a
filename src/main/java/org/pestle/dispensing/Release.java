package org.pestle.dispensing;

import java.util.List;
import java.util.UUID;

/**
 * The prescriptions that one release handed out.
 *
 * @param leaseId the id of the release: the lease of all that it passed
 * @param passed what the pharmacy now holds
 * @param failed what it gets to see but does not hold, because its signature does not hold; already returned
 */
public record Release(UUID leaseId, List<ReleasedPrescription> passed, List<ReleasedPrescription> failed) {
    /** Copies the lists. */
    public Release {
        passed = List.copyOf(passed);
        failed = List.copyOf(failed);
    }
}
