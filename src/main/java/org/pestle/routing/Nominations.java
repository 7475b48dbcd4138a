package org.pestle.routing;

import org.jspecify.annotations.Nullable;
import org.pestle.problems.Outcome;
import org.pestle.values.NhsNumber;
import org.pestle.values.OdsCode;
import org.springframework.stereotype.Component;

/** Decides where a new prescription goes. */
@Component
public class Nominations {
    /** Where a prescription goes. */
    public Outcome<Nomination> nominate(NhsNumber patient, @Nullable OdsCode requested, SiteType type) {
        return Outcome.done(
                requested == null
                        ? new Nomination.None()
                        : new Nomination.Nominated(requested, type, Nomination.Basis.UNCONFIRMED));
    }
}
