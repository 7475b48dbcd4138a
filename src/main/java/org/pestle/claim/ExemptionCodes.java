package org.pestle.claim;

import java.time.LocalDate;
import java.util.Optional;

/** What claims ask of the list of charge exemption codes; the module that has the list answers (eps.md 10.1). */
public interface ExemptionCodes {
    /** The last day of supply for which the code may be claimed; empty if it has not ended. */
    Optional<LocalDate> lastSupply(String code);
}
