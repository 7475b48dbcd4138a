package org.pestle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documents lead somewhere, and the decisions are written down in full. */
class DocumentsTest {
    private static final Path DOCS = Path.of("src/docs");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(#[^)]*)?\\)");

    @Test
    void every_link_between_documents_leads_to_a_file() {
        assertThat(documents().flatMap(DocumentsTest::brokenLinks)).isEmpty();
    }

    @Test
    void a_broken_link_is_noticed() {
        SourceFile page = new SourceFile("src/docs/planted.md", "See [there](nowhere.md) and [here](README.md#top).");

        assertThat(brokenLinks(page)).containsExactly("src/docs/planted.md -> nowhere.md");
    }

    @Test
    void the_index_leads_to_every_page() throws IOException {
        String index = Files.readString(DOCS.resolve("README.md"));

        try (Stream<Path> pages = Files.walk(DOCS)) {
            assertThat(pages.filter(page -> page.toString().endsWith(".md"))
                            .map(page -> DOCS.relativize(page).toString())
                            .filter(page -> !page.equals("README.md")))
                    .isNotEmpty()
                    .allSatisfy(page -> assertThat(index).contains("](" + page + ")"));
        }
    }

    @ParameterizedTest
    @MethodSource("decisions")
    void a_decision_has_all_its_parts_on_one_page(Path decision) throws IOException {
        List<String> lines = Files.readAllLines(decision);

        assertThat(lines.getFirst())
                .startsWith("# " + decision.getFileName().toString().substring(0, 4) + " ");
        assertThat(lines.stream().filter(line -> line.startsWith("## ")))
                .containsExactly(
                        "## Context",
                        "## Decision",
                        "## Status",
                        "## Consequences",
                        "## How we would notice that it was wrong");
        assertThat(lines).hasSizeLessThan(60);
    }

    @Test
    void decisions_are_numbered_without_a_gap() throws IOException {
        List<String> numbers = decisions()
                .map(decision -> decision.getFileName().toString().substring(0, 4))
                .toList();

        assertThat(numbers)
                .hasSizeGreaterThanOrEqualTo(10)
                .isEqualTo(IntStream.rangeClosed(1, numbers.size())
                        .mapToObj("%04d"::formatted)
                        .toList());
    }

    private static Stream<Path> decisions() throws IOException {
        try (Stream<Path> files = Files.list(DOCS.resolve("adr"))) {
            return files.sorted().toList().stream();
        }
    }

    private static Stream<SourceFile> documents() {
        return SourceFile.all().stream().filter(file -> file.path().endsWith(".md"));
    }

    private static Stream<String> brokenLinks(SourceFile document) {
        Path folder = Path.of(document.path()).toAbsolutePath().getParent();
        return LINK.matcher(document.text())
                .results()
                .map((MatchResult found) -> found.group(1))
                .filter(target -> !target.matches("[a-z]+:.*"))
                .filter(target -> folder == null || !Files.exists(folder.resolve(target)))
                .map(target -> document.path() + " -> " + target);
    }
}
