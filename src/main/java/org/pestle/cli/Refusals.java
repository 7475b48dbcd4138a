package org.pestle.cli;

import java.util.Optional;
import org.pestle.problems.Problem;
import tools.jackson.databind.JsonNode;

/** Puts a refusal, an OperationOutcome or problem details, into lines that a person can act on. */
final class Refusals {
    private Refusals() {}

    static String text(Reply reply) {
        StringBuilder text = new StringBuilder("Refused by the service (HTTP " + reply.status() + ", "
                + reply.call().method() + " " + pathOf(reply.call()) + ")");
        JsonNode body = reply.json();
        JsonNode issues = body.path("issue");
        if (issues.isEmpty()) {
            append(
                    text,
                    "error",
                    body.path("code").asString(""),
                    sentence(body),
                    body.path("expression").asString(""));
        }
        for (JsonNode issue : issues) {
            append(
                    text,
                    issue.path("severity").asString(""),
                    issue.path("details").path("coding").path(0).path("code").asString(""),
                    firstOf(
                            issue.path("diagnostics"),
                            issue.path("details").path("text"),
                            issue.path("details").path("coding").path(0).path("display")),
                    place(issue));
        }
        return text.toString();
    }

    /** The FHIRPath of an issue, with its line where that is told. */
    private static String place(JsonNode issue) {
        String path = issue.path("expression").path(0).asString("");
        for (JsonNode extension : issue.path("extension")) {
            if (extension.path("url").asString("").endsWith("operationoutcome-issue-line")) {
                return "line " + extension.path("valueInteger").asInt() + (path.isEmpty() ? "" : ", " + path);
            }
        }
        return path;
    }

    /** The code of the first issue, or an empty text. */
    static String code(Reply reply) {
        JsonNode body = reply.json();
        String coded = body.path("issue")
                .path(0)
                .path("details")
                .path("coding")
                .path(0)
                .path("code")
                .asString("");
        return coded.isEmpty() ? body.path("code").asString("") : coded;
    }

    private static void append(StringBuilder text, String severity, String code, String sentence, String place) {
        text.append(System.lineSeparator())
                .append("  ")
                .append(severity)
                .append("  ")
                .append(code)
                .append("  ")
                .append(sentence);
        if (!place.isEmpty()) {
            text.append(System.lineSeparator()).append("         at ").append(place);
        }
        Optional<Problem> known = Problem.withCode(code);
        known.ifPresent(problem -> text.append(System.lineSeparator())
                .append("         what to do: ")
                .append(problem.whatToDo()));
    }

    private static String sentence(JsonNode details) {
        return firstOf(
                details.path("detail"),
                details.path("title"),
                details.path("error_description"),
                details.path("error"));
    }

    private static String firstOf(JsonNode... texts) {
        for (JsonNode text : texts) {
            if (!text.asString("").isEmpty()) {
                return text.asString();
            }
        }
        return "";
    }

    /** Without the query, which may hold what a terminal log should not. */
    private static String pathOf(ServiceCall call) {
        return call.path().replaceFirst("\\?.*", "");
    }
}
