package org.pestle.problems;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pestle.testing.GeneratedDocument;

/** The error catalogue is complete, documented, and each of its codes can be met. */
class ErrorCatalogueTest {
    /** Codes that no test meets, each with the reason. */
    private static final Map<Problem, String> MET_BY_NO_TEST = Map.of();

    @Test
    void every_code_says_what_happened_and_what_to_do() {
        assertThat(Problem.values()).isNotEmpty().allSatisfy(problem -> {
            assertThat(problem.title()).as("title of %s", problem).hasSizeBetween(5, 120);
            assertThat(problem.whatToDo()).as("advice of %s", problem).endsWith(".");
            assertThat(problem.httpStatus()).as("status of %s", problem).isBetween(200, 599);
            assertThat(problem.issueType()).as("issue type of %s", problem).matches("[a-z]+(-[a-z]+)*");
        });
    }

    @Test
    void a_code_is_found_in_any_letter_case() {
        assertThat(Problem.withCode("invalid_signature")).contains(Problem.INVALID_SIGNATURE);
        assertThat(Problem.withCode("NO_SUCH_CODE")).isEmpty();
    }

    @Test
    void every_code_is_used_by_the_service() {
        String service = text(
                List.of(Path.of("src/main/java"), Path.of("batch-jobs/java")),
                file -> !file.endsWith("problems/Problem.java"));

        assertThat(unused(service)).isEmpty();
        assertThat(unused("")).as("a code that nobody uses is noticed").containsExactly(Problem.values());
    }

    @Test
    void every_code_is_met_by_a_test() {
        String tests = text(List.of(Path.of("src/test/java")), file -> !file.endsWith("ErrorCatalogueTest.java"));

        assertThat(unused(tests)).containsExactlyInAnyOrderElementsOf(MET_BY_NO_TEST.keySet());
    }

    @Test
    void the_documentation_lists_the_catalogue() {
        StringBuilder page = new StringBuilder("""
                # Error catalogue

                Every refusal carries one of these codes: in `OperationOutcome.issue.details.coding` on the FHIR
                interfaces, as `code` of the problem details elsewhere. The command `errors CODE` prints the same. Made
                from `Problem` by `ErrorCatalogueTest`.

                "Send again": *never* – the same message will be refused again; *same id* – send the identical message
                with the same `X-Request-ID`; *later* – the same message may succeed later.

                | code | HTTP | severity, type | what happened | what to do | send again |
                |---|---|---|---|---|---|
                """);
        for (Problem problem : Problem.values()) {
            page.append("| `%s` | %d | %s, %s | %s | %s | %s |\n"
                    .formatted(
                            problem.code(),
                            problem.httpStatus(),
                            words(problem.severity()),
                            problem.issueType(),
                            problem.title(),
                            problem.whatToDo(),
                            words(problem.retry())));
        }
        page.append("\n## Where the codes come from\n\n| system | codes |\n|---|---|\n");
        for (CodeSystem system : CodeSystem.values()) {
            page.append("| `%s` | %s |\n".formatted(system.url(), codes(system)));
        }
        GeneratedDocument.check(Path.of("src/docs/errors.md"), page.toString());
    }

    private static String codes(CodeSystem system) {
        return String.join(
                ", ",
                Arrays.stream(Problem.values())
                        .filter(problem -> problem.codeSystem() == system)
                        .map(problem -> "`" + problem.code() + "`")
                        .toList());
    }

    private static String words(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static List<Problem> unused(String text) {
        return Arrays.stream(Problem.values())
                .filter(problem -> !Pattern.compile("\\b" + problem.name() + "\\b")
                        .matcher(text)
                        .find())
                .toList();
    }

    private static String text(List<Path> roots, java.util.function.Predicate<Path> wanted) {
        StringBuilder text = new StringBuilder();
        for (Path root : roots) {
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file :
                        files.filter(Files::isRegularFile).filter(wanted).toList()) {
                    text.append(Files.readString(file));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return text.toString();
    }
}
