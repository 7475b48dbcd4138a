package org.pestle.fhir;

import java.util.Optional;
import org.hl7.fhir.r4.model.Extension;

/**
 * Which issue of how many, as messages carry it: counted from zero there, from one here (eps.md 1.5).
 *
 * @param issueNumber from 1
 * @param issues at least 1
 */
record RepeatCounts(int issueNumber, int issues) {
    /** The counts of an extension, or empty if one of them is missing or is no count. */
    static Optional<RepeatCounts> of(Extension extension) {
        Optional<Integer> issued =
                Elements.extension(extension, "numberOfRepeatsIssued").flatMap(Elements::countOf);
        Optional<Integer> allowed =
                Elements.extension(extension, "numberOfRepeatsAllowed").flatMap(Elements::countOf);
        return issued.isPresent() && allowed.isPresent()
                ? Optional.of(new RepeatCounts(issued.get() + 1, allowed.get() + 1))
                : Optional.empty();
    }
}
