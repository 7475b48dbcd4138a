package org.pestle.tariff;

import java.util.Optional;
import org.pestle.problems.Finding;
import org.pestle.problems.Problem;

/**
 * Whether published data has shrunk so much that it was probably cut off on its way. What is published grows or shrinks
 * by a few percent; a transfer that broke between two rows is seen by nothing else.
 */
final class Shrinkage {
    private static final int LEAST_PERCENT = 90;

    private Shrinkage() {}

    /**
     * A refusal of what has less than nine tenths of the rows of the one before.
     *
     * @param what the data and its rows, as in {@code The file has %s priced lines}
     * @param before the one before, as in {@code the edition of 2026-06 has %s}
     * @param ifWhole what to do if it has shrunk and was not cut off, or nothing
     */
    static Optional<Finding> of(String what, long rows, String before, long rowsBefore, String ifWhole) {
        return 100 * rows < LEAST_PERCENT * rowsBefore
                ? Optional.of(Finding.of(
                        Problem.REFERENCE_FILE_TRUNCATED,
                        what.formatted(rows) + "; " + before.formatted(rowsBefore) + ". It may have been cut off."
                                + ifWhole))
                : Optional.empty();
    }
}
