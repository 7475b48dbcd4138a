package org.pestle.problems;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A refusal outside the FHIR interfaces: problem details as RFC 9457 has them, with the code of the error catalogue.
 */
public final class ProblemDocument {
    /** Its media type. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private ProblemDocument() {}

    /** The members of the document, in order. */
    public static Map<String, Object> of(Finding finding) {
        Problem problem = finding.problem();
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", CodeSystem.PESTLE.url() + "/" + problem.code());
        members.put("title", problem.title());
        members.put("status", problem.httpStatus());
        members.put("code", problem.code());
        members.put("detail", finding.sentence());
        members.put("whatToDo", problem.whatToDo());
        finding.place().ifPresent(place -> members.put("place", place));
        return members;
    }
}
