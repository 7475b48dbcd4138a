package org.pestle.reporting;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;

/**
 * What a caller of {@code $export} asks for (FHIR Bulk Data Access 2.0). All that is wrong is told at once.
 *
 * @param types of resources, all of them if none is named
 * @param since only claims that were priced from then on, or null for all
 */
record ExportRequest(Set<ExportType> types, @Nullable Instant since) {
    private static final String TYPE = "_type";
    private static final String SINCE = "_since";
    private static final String FORMAT = "_outputFormat";
    private static final Set<String> KNOWN = Set.of(TYPE, SINCE, FORMAT);
    private static final Set<String> FORMATS = Set.of("application/fhir+ndjson", "application/ndjson", "ndjson");

    /**
     * Reads a call.
     *
     * @param prefer the values of its Prefer headers
     * @param now by the business clock
     */
    static Outcome<ExportRequest> of(Map<String, String[]> parameters, List<String> prefer, Instant now) {
        List<Finding> findings = new ArrayList<>();
        Set<String> preferences = Set.copyOf(prefer.stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(value -> value.strip().toLowerCase(Locale.ROOT))
                .toList());
        if (!preferences.contains("respond-async")) {
            findings.add(Finding.of(Problem.EXPORT_NOT_ASYNCHRONOUS));
        }
        if (!preferences.contains("handling=lenient")) {
            parameters.keySet().stream()
                    .filter(name -> !KNOWN.contains(name))
                    .sorted()
                    .forEach(name -> findings.add(Finding.of(Problem.EXPORT_PARAMETER_UNKNOWN)));
        }
        values(parameters, FORMAT)
                .filter(format -> !FORMATS.contains(format))
                .findFirst()
                .ifPresent(format -> findings.add(Finding.of(Problem.EXPORT_FORMAT_NOT_SUPPORTED)));
        Set<ExportType> types = types(parameters, findings);
        Instant since = since(parameters, now, findings);
        return findings.isEmpty() ? Outcome.done(new ExportRequest(types, since)) : Outcome.refused(findings);
    }

    private static Set<ExportType> types(Map<String, String[]> parameters, List<Finding> findings) {
        Set<ExportType> types = EnumSet.noneOf(ExportType.class);
        values(parameters, TYPE)
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .forEach(name -> ExportType.of(name.strip())
                        .ifPresentOrElse(types::add, () -> findings.add(Finding.of(Problem.EXPORT_TYPE_UNKNOWN))));
        return types.isEmpty() ? EnumSet.allOf(ExportType.class) : types;
    }

    private static @Nullable Instant since(Map<String, String[]> parameters, Instant now, List<Finding> findings) {
        List<String> given = values(parameters, SINCE).toList();
        if (given.isEmpty()) {
            return null;
        }
        try {
            Instant since =
                    OffsetDateTime.parse(given.getFirst().replace(' ', '+')).toInstant();
            if (since.isAfter(now)) {
                findings.add(Finding.of(Problem.EXPORT_SINCE_IN_FUTURE));
            }
            return since;
        } catch (DateTimeException wrong) {
            findings.add(Finding.of(
                    Problem.INVALID_VALUE, "_since is no instant with a time zone, such as 2026-12-01T00:00:00Z"));
            return null;
        }
    }

    private static Stream<String> values(Map<String, String[]> parameters, String name) {
        return Arrays.stream(parameters.getOrDefault(name, new String[0]));
    }
}
