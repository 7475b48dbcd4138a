package org.pestle.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.pestle.problems.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.node.ArrayNode;

/** Explains the error catalogue; needs no running service. */
@Command(
        name = "errors",
        mixinStandardHelpOptions = true,
        description = "Explains one code of the error catalogue, or lists them all.",
        footerHeading = "%nExample:%n",
        footer = "  java -jar target/pestle.jar errors INVALID_SIGNATURE")
final class ErrorsCommand implements Callable<Integer> {
    @ParentCommand
    private PestleCommand pestle;

    @Parameters(arity = "0..1", paramLabel = "CODE", description = "one code (default: all)")
    private @Nullable String code;

    @Override
    public Integer call() {
        List<Problem> problems = code == null
                ? Arrays.asList(Problem.values())
                : List.of(Problem.withCode(code)
                        .orElseThrow(() -> new WrongUse(
                                "No such code: " + code + ". All of them: " + PestleCommand.NAME + " errors")));
        ArrayNode json = Json.list();
        StringBuilder text = new StringBuilder();
        for (Problem problem : problems) {
            json.addObject()
                    .put("code", problem.code())
                    .put("httpStatus", problem.httpStatus())
                    .put("severity", problem.severity().name().toLowerCase(Locale.ROOT))
                    .put("issueType", problem.issueType())
                    .put("title", problem.title())
                    .put("whatToDo", problem.whatToDo());
            text.append(code == null ? line(problem) : explanation(problem));
        }
        pestle.show(json, text.toString().stripTrailing());
        return PestleCommand.DONE;
    }

    private static String line(Problem problem) {
        return String.format(Locale.ROOT, "%-44s %d  %s%n", problem.code(), problem.httpStatus(), problem.title());
    }

    private static String explanation(Problem problem) {
        return String.format(
                Locale.ROOT,
                "%s%n  means       %s%n  answered    HTTP %d, severity %s, issue type %s%n  what to do  %s%n",
                problem.code(),
                problem.title(),
                problem.httpStatus(),
                problem.severity().name().toLowerCase(Locale.ROOT),
                problem.issueType(),
                problem.whatToDo());
    }
}
