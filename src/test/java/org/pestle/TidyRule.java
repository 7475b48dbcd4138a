package org.pestle;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the text of a file may not hold, each with a planted file that holds it. */
@SuppressWarnings("ImmutableEnumChecker") // functions without state
enum TidyRule {
    NO_LEFTOVERS(file -> true, finds("\\b(TOD[O]|FIXM[E]|XX[X])\\b"), "src/a.java", "// TO" + "DO mend this"),

    NO_DISABLED_TESTS(
            SourceFile::isJava, finds("@Disable[d]\\b"), "src/test/java/A.java", "@" + "Disabled void a() {}"),

    NO_SLEEPING(SourceFile::isJava, finds("Thread\\.sleep\\("), "src/test/java/A.java", "Thread" + ".sleep(10);"),

    NO_MOCKING_LIBRARY(
            SourceFile::isJava,
            finds("import (static )?org\\.mockito"),
            "src/test/java/A.java",
            "import org.mockito.A;"),

    NO_PRIVATE_KEYS(
            file -> true,
            finds("BEGIN [A-Z ]*PRIVATE KEY-----(\\s|\\\\n)*[A-Za-z0-9+/=]{20,}"),
            "src/test/resources/a.pem",
            "-----BEGIN " + "PRIVATE KEY-----\n" + "MIIE".repeat(8)),

    LINES_FIT(SourceFile::isJava, TidyRule::longLines, "src/main/java/A.java", "// " + "long ".repeat(30)),

    CLASSES_FIT(
            SourceFile::isService,
            file -> tooLong(file, false, 300),
            "src/main/java/A.java",
            "class A {\n" + "    int a;\n".repeat(300) + "}"),

    METHODS_FIT(
            SourceFile::isService,
            file -> tooLong(file, true, 70),
            "src/main/java/A.java",
            "class A {\n  void a() {\n" + "    a();\n".repeat(70) + "  }\n}"),

    TESTS_ARE_SENTENCES(
            file -> file.path().startsWith("src/test/java/"),
            TidyRule::testsWithoutASentence,
            "src/test/java/ATest.java",
            "class ATest {\n    @Test\n    void testOne() {}\n}"),

    NO_FLOATING_POINT_MONEY(
            file -> file.isService()
                    && file.isIn("tariff", "claim", "pricing", "reporting")
                    && !file.text().contains("import org.apache.pdfbox"),
            file -> matches("\\b(double|float|Double|Float|doubleValue|floatValue|parseDouble)\\b", file.code()),
            "src/main/java/org/pestle/pricing/A.java",
            "class A { double rate = 0.2; }"),

    LONDON_BY_NAME_ONLY_IN_NHS_DATES(
            file -> file.isService() && !file.path().endsWith("/NhsDates.java"),
            finds("\"Europe/Londo[n]\""),
            "src/main/java/org/pestle/claim/A.java",
            "String zone = \"Europe/London\";"),

    SQL_ASKS_NO_CLOCK(
            file -> file.path().endsWith("Table.java") && !file.isIn("bench"),
            finds("(?i)\\b(now\\(\\)|clock_timestamp\\(|current_(date|time|timestamp)\\b|localtimestamp)"),
            "src/main/java/org/pestle/claim/ClaimTable.java",
            "SELECT claim_id FROM claim WHERE received_at < now()"),

    SQL_NAMES_ITS_COLUMNS(
            file -> file.path().endsWith("Table.java"),
            finds("SELECT\\s+(\\w+\\.)?\\*"),
            "src/main/java/org/pestle/claim/ClaimTable.java",
            "SELECT * FROM claim"),

    SQL_WRITES_NO_STATUS_OF_ITS_OWN(
            file -> file.path().endsWith("Table.java"),
            finds("UPDATE\\s+(?:prescription_issue|issue_item)\\b(?:(?!WHERE|\"\"\").)*?\\bstatus\\s*=\\s*'"),
            "src/main/java/org/pestle/claim/ClaimTable.java",
            "UPDATE prescription_issue\n   SET status = '0008'\n WHERE claim_id = :claimId"),

    NO_TRAILING_BLANKS(
            file -> file.path().matches(".*\\.(java|sql|xml|yaml|yml|html|css|js|json|properties)"),
            finds("[ \t]+\n|\r|\t"),
            "db/a.sql",
            "SELECT 1; \n");

    private final Predicate<SourceFile> applies;
    private final Function<SourceFile, List<String>> finder;
    private final SourceFile offender;

    TidyRule(Predicate<SourceFile> applies, Function<SourceFile, List<String>> finder, String path, String text) {
        this.applies = applies;
        this.finder = finder;
        this.offender = new SourceFile(path, text);
    }

    /** What breaks the rule in a file, each with the file's path. */
    List<String> violations(SourceFile file) {
        return applies.test(file)
                ? finder.apply(file).stream()
                        .map(found -> file.path() + ": " + found)
                        .toList()
                : List.of();
    }

    SourceFile offender() {
        return offender;
    }

    private static Function<SourceFile, List<String>> finds(String pattern) {
        return file -> matches(pattern, file.text());
    }

    private static List<String> matches(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(text);
        return matcher.results()
                .map(found -> "line " + text.substring(0, found.start()).lines().count() + ", " + found.group())
                .toList();
    }

    /**
     * The formatter folds code and comments at 120; quoted text, which it leaves alone, may go a little further, and
     * rows of tables as far as they need.
     */
    private static List<String> longLines(SourceFile file) {
        List<String> found = new ArrayList<>();
        List<String> lines = file.text().lines().toList();
        boolean table = false;
        boolean textBlock = false;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            table = line.contains("spotless:off") || (table && !line.contains("spotless:on"));
            boolean quoted = textBlock || line.strip().matches("(\\+ )?\".*");
            textBlock ^= line.split("\"\"\"", -1).length % 2 == 0;
            boolean row = table || (textBlock && line.contains(" | "));
            if (!row && line.length() > (quoted ? 132 : 120)) {
                found.add("line " + (i + 1) + " has " + line.length() + " characters");
            }
        }
        return found;
    }

    private static List<String> tooLong(SourceFile file, boolean method, int most) {
        return file.parts().stream()
                .filter(part -> part.method() == method && part.lines() > most)
                .map(part -> part.name() + " has " + part.lines() + " lines")
                .toList();
    }

    private static List<String> testsWithoutASentence(SourceFile file) {
        return file.parts().stream()
                .filter(part -> Stream.of("Test", "ParameterizedTest", "RepeatedTest", "TestFactory")
                        .anyMatch(part.annotations()::contains))
                .map(SourceFile.Part::name)
                .filter(name -> !name.matches("[a-zA-Z0-9$]+(_[a-zA-Z0-9$]+)+"))
                .toList();
    }
}
