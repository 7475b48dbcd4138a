package org.pestle.routing;

import java.util.List;
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

    /**
     * Pharmacies and appliance contractors, those with all of these words.
     *
     * @param words of name, place or postcode
     * @param limit how many at most
     */
    Lookup<List<Site>> sites(String words, int limit);

    /** A prescribing practice. */
    Lookup<Practice> practice(OdsCode code);
}
