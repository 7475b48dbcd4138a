package org.pestle.fhir;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pestle.prescription.PrescriptionStatus;
import org.pestle.problems.Outcome;
import org.pestle.values.NhsDates;
import org.pestle.values.NhsNumber;
import org.pestle.values.PrescriptionId;

/**
 * A question to the tracker (eps.md 1.9): by prescription, by patient, or by both.
 *
 * @param id the prescription, or null
 * @param patient the patient, or null; never both null
 * @param status only issues of this status, or null
 * @param authoredFrom only prescriptions written on this London day or later, or null
 * @param authoredBefore only prescriptions written before this London day, or null
 * @param offset how many issues to pass over
 * @param count how many issues to answer at most
 */
record TrackerQuery(
        @Nullable PrescriptionId id,
        @Nullable NhsNumber patient,
        @Nullable PrescriptionStatus status,
        @Nullable Instant authoredFrom,
        @Nullable Instant authoredBefore,
        int offset,
        int count) {

    static final String FOCUS = "focus:identifier";
    static final String IDENTIFIER = "identifier";
    static final String PATIENT = "patient:identifier";
    static final String STATUS = "business-status";
    static final String AUTHORED_ON = "authored-on";
    static final String COUNT = "_count";
    static final String OFFSET = "_offset";

    /** The parameters that are read, each with the FHIR type of its search. */
    static final Map<String, String> PARAMETERS = Map.ofEntries(
            Map.entry(FOCUS, "token"),
            Map.entry(IDENTIFIER, "token"),
            Map.entry(PATIENT, "token"),
            Map.entry(STATUS, "token"),
            Map.entry(AUTHORED_ON, "date"),
            Map.entry(COUNT, "number"),
            Map.entry(OFFSET, "number"));

    private static final int MOST = 100;

    /** The question in these parameters, or what is wrong with them. */
    static Outcome<TrackerQuery> read(Map<String, String[]> parameters) {
        return new Reader(parameters).read();
    }

    /** Reads one question. */
    private static final class Reader {
        private final Findings findings = new Findings();
        private final QueryParameters parameters;

        Reader(Map<String, String[]> parameters) {
            this.parameters = new QueryParameters(parameters, findings);
        }

        Outcome<TrackerQuery> read() {
            parameters.allow(PARAMETERS.keySet(), Set.of(AUTHORED_ON));
            PrescriptionId focus = prescription(FOCUS);
            PrescriptionId identifier = prescription(IDENTIFIER);
            if (focus != null && identifier != null && !focus.equals(identifier)) {
                findings.wrong(IDENTIFIER, "focus:identifier and identifier name different prescriptions");
            }
            NhsNumber patient = patient();
            PrescriptionStatus status = status();
            Days days = days();
            if (days.areGiven() && parameters.single(PATIENT) == null) {
                findings.invalid(AUTHORED_ON, "A range of dates needs patient:identifier");
            }
            int offset = parameters.number(OFFSET, 0, 0, 1_000_000);
            int count = parameters.number(COUNT, MOST, 1, MOST);
            if (parameters.single(FOCUS) == null
                    && parameters.single(IDENTIFIER) == null
                    && parameters.single(PATIENT) == null) {
                findings.invalid(
                        FOCUS, "Query parameter must be one of: focus:identifier, identifier, patient:identifier.");
            }
            PrescriptionId id = focus == null ? identifier : focus;
            return findings.isEmpty()
                    ? Outcome.done(new TrackerQuery(
                            id, patient, status, start(days.from()), start(days.before()), offset, count))
                    : Outcome.refused(findings.all());
        }

        /** The value of a parameter in the form value or system|value. */
        private @Nullable String identifier(String name, String system) {
            String text = parameters.single(name);
            int bar = text == null ? -1 : text.indexOf('|');
            if (text == null || bar < 0) {
                return text;
            }
            if (!FhirNames.same(system, text.substring(0, bar))) {
                findings.wrong(name, "The system of " + name + " is " + system);
                return null;
            }
            return text.substring(bar + 1);
        }

        private @Nullable PrescriptionId prescription(String name) {
            return parameters.prescription(name, identifier(name, FhirNames.SHORT_ID));
        }

        private @Nullable NhsNumber patient() {
            return parameters.nhsNumber(PATIENT, identifier(PATIENT, FhirNames.NHS_NUMBER));
        }

        private @Nullable PrescriptionStatus status() {
            String text = identifier(STATUS, FhirNames.BUSINESS_STATUS);
            if (text == null) {
                return null;
            }
            PrescriptionStatus status = Statuses.prescription(text).orElse(null);
            if (status == null) {
                findings.wrong(STATUS, "The status is not one of the list");
            }
            return status;
        }

        private record Days(
                @Nullable LocalDate from, @Nullable LocalDate before) {
            boolean areGiven() {
                return from != null || before != null;
            }

            Days and(@Nullable LocalDate otherFrom, @Nullable LocalDate otherBefore) {
                LocalDate later = from == null || (otherFrom != null && otherFrom.isAfter(from)) ? otherFrom : from;
                LocalDate earlier =
                        before == null || (otherBefore != null && otherBefore.isBefore(before)) ? otherBefore : before;
                return new Days(later, earlier);
            }
        }

        private Days days() {
            Days days = new Days(null, null);
            for (String text : List.of(parameters.all(AUTHORED_ON))) {
                boolean hasPrefix = text.startsWith("eq") || text.startsWith("le") || text.startsWith("ge");
                String prefix = hasPrefix ? text.substring(0, 2) : "eq";
                LocalDate day = day(hasPrefix ? text.substring(2) : text);
                if (day != null) {
                    days = days.and(prefix.equals("le") ? null : day, prefix.equals("ge") ? null : day.plusDays(1));
                }
            }
            return days;
        }

        private @Nullable LocalDate day(String text) {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeException wrong) {
                findings.wrong(AUTHORED_ON, "A date is eq, le or ge and yyyy-mm-dd");
                return null;
            }
        }

        private static @Nullable Instant start(@Nullable LocalDate day) {
            return day == null ? null : NhsDates.startOf(day);
        }
    }
}
