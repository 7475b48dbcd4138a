package org.pestle.nomination;

import org.jspecify.annotations.Nullable;
import org.pestle.routing.Nomination;
import org.pestle.routing.Nomination.Nominated;
import org.pestle.values.OdsCode;

/**
 * A nomination that the demographics service has changed, and that the record still has to follow.
 *
 * @param former the site nominated before, or null
 * @param version of the patient's record now
 */
record ChangedNomination(NominationWish wish, @Nullable OdsCode former, String version) {
    /** The nomination as it is now. */
    Nomination nomination() {
        return wish.site() == null
                ? new Nomination.None()
                : new Nominated(wish.site(), wish.type(), Nomination.Basis.STANDING);
    }
}
