package org.pestle.fhir;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pestle.problems.Finding;
import org.pestle.problems.Problem;
import org.pestle.problems.Problem.Severity;

/** What is wrong with one message: collected while it is read, told all at once. */
final class Findings {
    private final Set<Finding> found = new LinkedHashSet<>();

    /** A value that must be there is not. */
    void missing(String place) {
        found.add(
                Finding.at(place, Problem.MISSING_VALUE, place + " is required").as(Severity.ERROR, "invalid"));
    }

    /** A value is there, but wrong. */
    void wrong(String place, String sentence) {
        found.add(Finding.at(place, Problem.INVALID_VALUE, sentence));
    }

    /** A value is there, but wrong; of the issue type that the national interface has here. */
    void invalid(String place, String sentence) {
        found.add(Finding.at(place, Problem.INVALID_VALUE, sentence).as(Severity.ERROR, "invalid"));
    }

    /** Anything else. */
    void add(Finding finding) {
        found.add(finding);
    }

    /** The value, or a finding that it is missing. */
    <T> @Nullable T required(Optional<T> value, String place) {
        if (value.isEmpty()) {
            missing(place);
        }
        return value.orElse(null);
    }

    /** All of them. */
    List<Finding> all() {
        return new ArrayList<>(found);
    }

    boolean isEmpty() {
        return found.isEmpty();
    }
}
