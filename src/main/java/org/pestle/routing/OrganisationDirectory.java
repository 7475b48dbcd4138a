package org.pestle.routing;

import org.pestle.values.OdsCode;

/** The directory of organisations, asked each time. */
interface OrganisationDirectory {
    /** What it says about an organisation. */
    sealed interface Lookup<T> {
        /** It is there. */
        record Found<T>(T value) implements Lookup<T> {}

        /** There is none with that code. */
        record Unknown<T>() implements Lookup<T> {}

        /** It cannot be asked, or its answer cannot be trusted. */
        record Unavailable<T>() implements Lookup<T> {}
    }

    /** A dispensing site. */
    Lookup<Site> site(OdsCode code);

    /** A prescribing practice. */
    Lookup<Practice> practice(OdsCode code);
}
