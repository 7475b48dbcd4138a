package org.pestle.fhir;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How the number of an issue is read from a query: from 1 to 99 (eps.md 1.10). */
final class IssueNumbers {
    private static final Pattern SHAPE = Pattern.compile("[1-9][0-9]?");

    private IssueNumbers() {}

    /** The number, or null where there is none; one that is wrong is a finding. */
    static @Nullable Integer read(@Nullable String text, Findings findings) {
        if (text == null) {
            return null;
        }
        if (!SHAPE.matcher(text).matches()) {
            findings.wrong("issueNumber", "The number of an issue is 1 to 99");
            return null;
        }
        return Integer.valueOf(text);
    }
}
