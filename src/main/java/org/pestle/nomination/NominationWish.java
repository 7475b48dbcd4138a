package org.pestle.nomination;

import org.jspecify.annotations.Nullable;
import org.pestle.access.Operation;
import org.pestle.routing.SiteType;
import org.pestle.values.NhsNumber;
import org.pestle.values.OdsCode;

/**
 * What is to become of one nomination.
 *
 * @param type P1, P2 or P3
 * @param site the site to be nominated, or null for none
 * @param version the patient's record as the sender knows it, or null for whatever it is
 */
record NominationWish(
        NhsNumber patient,
        SiteType type,
        @Nullable OdsCode site,
        @Nullable String version) {
    /** What it is called in the table of access (eps.md 6.2). */
    Operation operation() {
        return switch (type) {
            case COMMUNITY_PHARMACY -> Operation.NOMINATE_PHARMACY;
            case APPLIANCE_CONTRACTOR -> Operation.NOMINATE_APPLIANCE_CONTRACTOR;
            case DISPENSING_DOCTOR ->
                site == null ? Operation.REMOVE_DISPENSING_DOCTOR : Operation.NOMINATE_DISPENSING_DOCTOR;
            case NONE -> throw new IllegalStateException("none is not a type of nomination");
        };
    }
}
