package org.pestle.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.Coding;
import org.jspecify.annotations.Nullable;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.problems.Problem.Severity;
import org.pestle.values.OdsCode;

/**
 * The reading of one message: whatever is missing or wrong is written down with its place, so that the sender learns of
 * all of it at once. Where a value is missing the reading goes on with a stand-in, which never leaves it: a reading
 * with findings comes to nothing else.
 */
final class Reading {
    private static final int MAX_TEXT = 4_000;
    private static final UUID NO_UUID = new UUID(0, 0);
    private static final OdsCode NO_ODS_CODE = new OdsCode("-");

    private final List<Finding> findings = new ArrayList<>();

    /** The findings so far. */
    List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** What was read, or the findings if there are any. */
    <T> Outcome<T> outcome(T read) {
        return findings.isEmpty() ? Outcome.done(read) : Outcome.refused(findings);
    }

    /** Writes down a finding, once. */
    void add(Finding finding) {
        if (!findings.contains(finding)) {
            findings.add(finding);
        }
    }

    /** A value is wrong. */
    void wrong(Place place, String sentence) {
        add(Finding.at(place.path(), Problem.INVALID_VALUE, sentence));
    }

    /** A value is wrong, fatally (eps.md 12.1). */
    void fatal(Place place, Problem problem, String sentence) {
        add(Finding.at(place.path(), problem, sentence).as(Severity.FATAL, "invalid"));
    }

    /** A value is wrong or missing where the national interface has the issue type invalid (eps.md 12.1). */
    void invalid(Place place, Problem problem, String sentence) {
        add(Finding.at(place.path(), problem, sentence).as(Severity.ERROR, "invalid"));
    }

    /** A code is not one of its list (eps.md 12.1, violations of a profile). */
    void notOfTheList(Place place, String sentence) {
        add(Finding.at(place.path(), Problem.INVALID_VALUE, sentence).as(Severity.ERROR, "processing"));
    }

    /** A value is missing. */
    void missing(Place place) {
        add(Finding.at(place.path(), Problem.MISSING_VALUE, isMissing(place)));
    }

    /** The sentence that a value is missing. */
    static String isMissing(Place place) {
        return "The " + place.inWords() + " is missing";
    }

    /** One of the creation rules is broken (eps.md 3.4). */
    void unprocessable(Place place, String reason) {
        add(Finding.at(
                place.path(),
                Problem.FAILURE_TO_PROCESS_MESSAGE,
                "Unable to process message. Information missing or invalid - " + reason));
    }

    /** A text that must be there and be one that can be kept and signed. */
    String text(Place place, @Nullable String text) {
        if (text == null || text.isBlank()) {
            missing(place);
            return "";
        }
        return checked(place, text);
    }

    /** A text that must be there, where it was found or should be. */
    String text(Found<String> found) {
        noRival(found);
        return text(found.place(), found.value());
    }

    /** The code of a coding that must be there. */
    String code(Found<Coding> found) {
        noRival(found);
        return found.value() == null
                ? text(found.place(), null)
                : text(found.place().to("code"), found.value().getCode());
    }

    /** A text that may be absent. */
    @Nullable
    String optionalText(Place place, @Nullable String text) {
        return text == null || text.isBlank() ? null : checked(place, text);
    }

    /** Of a value that is wanted once there may not be two that differ: receivers would read one or the other. */
    void noRival(Found<?> found) {
        if (found.rival() != null) {
            add(Finding.at(
                    found.rival().path(),
                    Problem.CONFLICTING_VALUES,
                    "There are two different values of the " + found.rival().inWords()));
        }
    }

    /** The system of an identifier, which must be this one. */
    void system(Place identifier, String system, @Nullable String sent) {
        if (!FhirNames.same(system, sent)) {
            wrong(identifier.to("system"), "The system of the " + identifier.inWords() + " must be " + system);
        }
    }

    /** A UUID of any letter case that must be there. */
    UUID uuid(Place place, @Nullable String text) {
        if (text == null || text.isBlank()) {
            missing(place);
            return NO_UUID;
        }
        String plain = text.startsWith("urn:uuid:") ? text.substring("urn:uuid:".length()) : text;
        Optional<UUID> uuid = RequestIds.parse(plain);
        if (uuid.isEmpty()) {
            wrong(place, "The " + place.inWords() + " must be a UUID");
        }
        return uuid.orElse(NO_UUID);
    }

    /** A UUID that must be there, where it was found or should be. */
    UUID uuid(Found<String> found) {
        noRival(found);
        return uuid(found.place(), found.value());
    }

    /** The code of an organisation that must be there. */
    OdsCode odsCode(Place place, @Nullable String text) {
        if (text == null || text.isBlank()) {
            missing(place);
            return NO_ODS_CODE;
        }
        if (!OdsCode.isRight(text)) {
            unprocessable(place, place.inWords() + " has invalid format");
            return NO_ODS_CODE;
        }
        return OdsCode.parse(text);
    }

    /** The only one of a list; records when there is none or more than one. */
    <T> @Nullable T only(Place place, List<T> values) {
        if (values.isEmpty()) {
            fatal(place, Problem.TOO_FEW_VALUES_SUBMITTED, exactlyOne(place));
            return null;
        }
        if (values.size() > 1) {
            fatal(place, Problem.TOO_MANY_VALUES_SUBMITTED, exactlyOne(place));
        }
        return values.getFirst();
    }

    private static String exactlyOne(Place place) {
        return "Exactly one " + place.inWords() + " is expected";
    }

    private String checked(Place place, String text) {
        if (text.length() > MAX_TEXT) {
            wrong(place, "The " + place.inWords() + " is longer than " + MAX_TEXT + " characters");
        } else if (!canBeWritten(text)) {
            wrong(place, "The " + place.inWords() + " holds a character that cannot be signed");
        }
        return text;
    }

    /** Whether a text has only characters that XML and the database can hold. */
    private static boolean canBeWritten(String text) {
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (Character.isHighSurrogate(each)) {
                i++;
                if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
                    return false;
                }
            } else if (Character.isLowSurrogate(each)
                    || (each < ' ' && each != '\n' && each != '\r' && each != '\t')
                    || each >= '\uFFFE') {
                return false;
            }
        }
        return true;
    }
}
