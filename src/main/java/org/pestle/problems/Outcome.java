package org.pestle.problems;

import java.util.List;
import java.util.function.Function;

/**
 * What a use case answers: it was done, or it was refused for reasons that the field knows. A fault is an exception.
 */
public sealed interface Outcome<T> {
    /** It was done. */
    record Done<T>(T value) implements Outcome<T> {}

    /** It was refused; nothing changed. */
    record Refused<T>(List<Finding> findings) implements Outcome<T> {
        /** Refuses a refusal without a reason. */
        public Refused {
            findings = List.copyOf(findings);
            if (findings.isEmpty()) {
                throw new IllegalArgumentException("a refusal has a reason");
            }
        }
    }

    /** Goes on with the value, if it was done; a refusal stays one. */
    default <R> Outcome<R> then(Function<? super T, Outcome<R>> next) {
        return switch (this) {
            case Done<T>(T value) -> next.apply(value);
            case Refused<T>(List<Finding> findings) -> new Refused<>(findings);
        };
    }

    /** Done. */
    static <T> Outcome<T> done(T value) {
        return new Done<>(value);
    }

    /** Refused for these reasons, all of them. */
    static <T> Outcome<T> refused(List<Finding> findings) {
        return new Refused<>(findings);
    }

    /** Refused for one reason. */
    static <T> Outcome<T> refused(Finding finding) {
        return new Refused<>(List.of(finding));
    }

    /** Refused for one reason in the catalogue's words. */
    static <T> Outcome<T> refused(Problem problem) {
        return refused(Finding.of(problem));
    }
}
