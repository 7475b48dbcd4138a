package org.pestle.routing;

import java.util.Map;
import org.pestle.values.NhsNumber;
import org.pestle.values.OdsCode;

/** Where patients want their prescriptions to go, as the demographics service has it. */
interface Demographics {
    /** What it says about a patient. */
    sealed interface Lookup {
        /** The sites nominated, at most one of each type; none for a patient it does not know. */
        record Known(Map<SiteType, OdsCode> nominated) implements Lookup {}

        /** It cannot be asked, or its answer cannot be trusted. */
        record Unavailable() implements Lookup {}
    }

    /** The nominations of a patient. */
    Lookup find(NhsNumber patient);
}
