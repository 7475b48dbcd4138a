package org.pestle.problems;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pestle.problems.Problem.Severity;
import org.pestle.values.OdsCode;

/**
 * One reason for a refusal: the problem, a sentence about this case, and the place in the message.
 *
 * @param problem what it is
 * @param severity how bad it is here; a few places of the national interface differ from the catalogue
 * @param issueType FHIR issue type, likewise
 * @param sentence plain words about this case, without personal data
 * @param expression FHIRPath of the place, or null if it is the message as a whole
 * @param holder the organisation that stands in the way, or null
 */
public record Finding(
        Problem problem,
        Severity severity,
        String issueType,
        String sentence,
        @Nullable String expression,
        @Nullable OdsCode holder) {

    /** A problem at a place, in its own words. */
    public static Finding at(String expression, Problem problem, String sentence) {
        return new Finding(problem, problem.severity(), problem.issueType(), sentence, expression, null);
    }

    /** A problem of the message as a whole, with the catalogue's words. */
    public static Finding of(Problem problem) {
        return of(problem, problem.title());
    }

    /** A problem of the message as a whole, in its own words. */
    public static Finding of(Problem problem, String sentence) {
        return new Finding(problem, problem.severity(), problem.issueType(), sentence, null, null);
    }

    /** The same, of another severity and issue type than the catalogue's. */
    public Finding as(Severity otherSeverity, String otherIssueType) {
        return new Finding(problem, otherSeverity, otherIssueType, sentence, expression, holder);
    }

    /** The same, naming the organisation that stands in the way. */
    public Finding heldBy(OdsCode organisation) {
        return new Finding(problem, severity, issueType, sentence, expression, organisation);
    }

    /** The place in the message, if it is one. */
    public Optional<String> place() {
        return Optional.ofNullable(expression);
    }
}
