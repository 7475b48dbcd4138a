package org.pestle.routing;

import org.jspecify.annotations.Nullable;
import org.pestle.values.OdsCode;

/** Where a prescription is to go. */
public sealed interface Nomination {
    /**
     * To one site.
     *
     * @param basis how it is known that the patient wants it
     */
    record Nominated(OdsCode site, SiteType type, Basis basis) implements Nomination {}

    /** To nobody: whoever has the id may download it. */
    record None() implements Nomination {}

    /** How a nomination is known. */
    enum Basis {
        /** The demographics service names the same site. */
        STANDING,
        /** The prescription names another site than the demographics service: for this prescription only. */
        ONE_OFF,
        /** The demographics service could not be asked; the prescription's word stands. */
        UNCONFIRMED
    }

    /** The site, or null where there is none. */
    default @Nullable OdsCode siteOrNull() {
        return this instanceof Nominated nominated ? nominated.site() : null;
    }
}
