package org.pestle.reporting;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** By whom a commissioner's report can be taken apart into one download. */
@SuppressWarnings("ImmutableEnumChecker") // the function keeps nothing
enum Breakdown {
    CONTRACTORS("CONTRACTOR_CODE", CommissionerReport.Row::contractor),
    PRACTICES("PRACTICE_CODE", CommissionerReport.Row::practice);

    private final String column;
    private final Function<CommissionerReport.Row, String> organisation;

    Breakdown(String column, Function<CommissionerReport.Row, String> organisation) {
        this.column = column;
        this.organisation = organisation;
    }

    /** The name of the column with its codes. */
    String column() {
        return column;
    }

    /** The word in addresses and file names: contractors. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whose a row is. */
    String organisation(CommissionerReport.Row row) {
        return organisation.apply(row);
    }

    /** The one of that word. */
    static Optional<Breakdown> of(String word) {
        return Arrays.stream(values())
                .filter(breakdown -> breakdown.word().equals(word))
                .findFirst();
    }
}
