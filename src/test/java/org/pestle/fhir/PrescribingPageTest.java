package org.pestle.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.pestle.problems.Problem;

/** The page on prescribing knows every code that an order can be refused with, and no other. */
class PrescribingPageTest {
    private static final Pattern CODE = Pattern.compile("`([A-Z]+_[A-Z_]+)`");

    @Test
    void names_every_code_of_the_table_of_spoilt_orders() throws IOException {
        List<String> named = codes();

        assertThat(SpoiltOrderTable.problems())
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(named).contains(problem.code()));
    }

    @Test
    void names_only_codes_of_the_catalogue() throws IOException {
        assertThat(codes())
                .isNotEmpty()
                .allSatisfy(code -> assertThat(Problem.withCode(code)).as(code).isPresent());
    }

    private static List<String> codes() throws IOException {
        return CODE.matcher(Files.readString(Path.of("src/docs/prescribing.md")))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }
}
