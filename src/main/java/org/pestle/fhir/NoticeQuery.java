package org.pestle.fhir;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pestle.problems.Outcome;

/**
 * A question for notices.
 *
 * @param after only those behind this number
 * @param since only those of that time or later, or null
 * @param count how many at most
 */
record NoticeQuery(long after, @Nullable Instant since, int count) {
    static final String AFTER = "_after";
    static final String COUNT = "_count";
    static final String SINCE = "_lastUpdated";

    private static final Set<String> KNOWN = Set.of(AFTER, COUNT, SINCE);
    private static final int USUAL_COUNT = 20;
    private static final int MOST = 100;

    /** The question in these parameters, or what is wrong with them. */
    static Outcome<NoticeQuery> read(Map<String, String[]> parameters) {
        Findings findings = new Findings();
        parameters.forEach((name, values) -> {
            if (!KNOWN.contains(name)) {
                findings.invalid("query", "The query parameters are _after, _count and _lastUpdated");
            } else if (values.length > 1) {
                findings.invalid(name, "The query parameter " + name + " may be there only once");
            }
        });
        long after = number(parameters, AFTER, 0, Long.MAX_VALUE / 10, findings);
        long count = number(parameters, COUNT, USUAL_COUNT, MOST, findings);
        Instant since = since(parameters, findings);
        if (count < 1) {
            findings.wrong(COUNT, "The number is at least 1");
        }
        return findings.isEmpty()
                ? Outcome.done(new NoticeQuery(after, since, (int) count))
                : Outcome.refused(findings.all());
    }

    private static long number(
            Map<String, String[]> parameters, String name, long otherwise, long most, Findings findings) {
        String text = first(parameters, name);
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("[0-9]{1,18}") || Long.parseLong(text) > most) {
            findings.wrong(name, "The number is not between 0 and " + most);
            return otherwise;
        }
        return Long.parseLong(text);
    }

    private static @Nullable Instant since(Map<String, String[]> parameters, Findings findings) {
        String text = first(parameters, SINCE);
        if (text == null) {
            return null;
        }
        try {
            // A plus sign that was not percent-encoded arrives as a space.
            return text.startsWith("ge")
                    ? OffsetDateTime.parse(text.substring(2).replace(' ', '+')).toInstant()
                    : wrongTime(findings);
        } catch (DateTimeException wrong) {
            return wrongTime(findings);
        }
    }

    private static @Nullable Instant wrongTime(Findings findings) {
        findings.wrong(SINCE, "The time is ge and a time with its zone, like ge2026-11-25T09:00:00Z");
        return null;
    }

    private static @Nullable String first(Map<String, String[]> parameters, String name) {
        String[] values = parameters.get(name);
        return values == null || values.length == 0 ? null : values[0];
    }
}
