package org.pestle.routing;

import java.util.Map;
import org.pestle.values.NhsNumber;
import org.pestle.values.OdsCode;

/** Whoever wants to know that a patient's nominations are others than was known. */
public interface NominationWatch {
    /**
     * They were read from the demographics service, and differ from what was read before if anything was. Called
     * outside any transaction.
     *
     * @param nominated all of them, at most one of each type
     */
    void seen(NhsNumber patient, Map<SiteType, OdsCode> nominated);
}
