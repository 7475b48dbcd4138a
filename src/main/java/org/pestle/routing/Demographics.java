package org.pestle.routing;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pestle.values.NhsNumber;
import org.pestle.values.OdsCode;

/** Where patients want their prescriptions to go, as the demographics service has it. */
interface Demographics {
    /** What it says about a patient. */
    sealed interface Lookup {
        /**
         * The sites nominated, at most one of each type.
         *
         * @param version of the patient's record; a change names the one it was made for
         */
        record Known(Map<SiteType, OdsCode> nominated, String version) implements Lookup {
            /** Copies the map. */
            public Known {
                nominated = Map.copyOf(nominated);
            }
        }

        /** It does not know the patient. */
        record NoSuchPatient() implements Lookup {}

        /** It cannot be asked, or its answer cannot be trusted. */
        record Unavailable() implements Lookup {}
    }

    /** What became of a change. */
    sealed interface Change {
        /** It is as wanted now. */
        record Done(Map<SiteType, OdsCode> nominated, String version) implements Change {}

        /** Somebody else changed the same nomination meanwhile; it is as they want it. */
        record Conflict() implements Change {}

        /** It does not know the patient. */
        record NoSuchPatient() implements Change {}

        /** It cannot be asked; the same change can be asked for again. */
        record Unavailable() implements Change {}
    }

    /** The nominations of a patient. */
    Lookup find(NhsNumber patient);

    /**
     * Changes one nomination.
     *
     * @param before the site that is nominated as the caller knows it, or null for none
     * @param to the site to be nominated, or null for none
     */
    Change change(NhsNumber patient, SiteType type, @Nullable OdsCode before, @Nullable OdsCode to);
}
