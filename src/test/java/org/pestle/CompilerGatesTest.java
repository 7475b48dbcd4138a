package org.pestle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The compiler's warnings, Error Prone, NullAway and the formatter stop the build: planted sources are compiled with
 * the very arguments of the pom, and with the checkers where the build put them.
 */
class CompilerGatesTest {
    private static final Path GATES = Path.of("target/compiler-gates.classpath");

    @TempDir
    Path sources;

    @Test
    void what_is_right_compiles() throws Exception {
        assertThat(compile("""
                /** Says hello. */
                @org.jspecify.annotations.NullMarked
                public record Planted(String name) {}
                """)).isEqualTo(new Result(0, ""));
    }

    @Test
    void a_warning_of_the_compiler_is_an_error() throws Exception {
        Result result = compile("""
                /** Uses a raw type. */
                @org.jspecify.annotations.NullMarked
                public record Planted(java.util.List names) {}
                """);

        assertThat(result.status()).isNotZero();
        assertThat(result.output()).contains("[rawtypes]").contains("warnings found and -Werror specified");
    }

    @Test
    void error_prone_and_null_away_find_what_the_compiler_does_not() throws Exception {
        Result result = compile("""
                /** Compares with itself, and takes null for a value. */
                @org.jspecify.annotations.NullMarked
                public record Planted(String name) {
                    boolean same() {
                        return name.equals(name);
                    }

                    static Planted nameless() {
                        return new Planted(null);
                    }
                }
                """);

        assertThat(result.status()).isNotZero();
        assertThat(result.output()).contains("error: [SelfEquals]").contains("error: [NullAway]");
    }

    @Test
    void what_is_not_formatted_is_found() throws Exception {
        assertThat(format("class Planted {\n    int a;\n}\n").status()).isZero();
        assertThat(format("class Planted{\n  int a ;}\n").status()).isNotZero();
    }

    @Test
    void the_build_runs_the_formatter_over_every_source_root() throws Exception {
        Document pom = pom();

        assertThat(texts(pom, "include")).contains("src/*/java/**/*.java", "batch-jobs/java/**/*.java");
        assertThat(texts(pom, "goal")).contains("check");
        assertThat(texts(pom, "id")).contains("format-is-right");
    }

    /** What a tool said, and with which status it ended. */
    private record Result(int status, String output) {}

    private Result compile(String source) throws Exception {
        Path file = Files.writeString(sources.resolve("Planted.java"), "package planted;\n\n" + source);
        List<String> command = new ArrayList<>(List.of(tool("javac"), "--release", "25", "-d", sources.toString()));
        command.addAll(arguments());
        command.addAll(List.of("-processorpath", Files.readString(GATES), "-cp", jspecify(), file.toString()));
        return run(command);
    }

    private Result format(String source) throws Exception {
        Path file = Files.writeString(sources.resolve("Planted.java"), source);
        List<String> command = new ArrayList<>(List.of(tool("java"), "-cp", Files.readString(GATES)));
        arguments(pom())
                .filter(argument -> argument.startsWith("-J--add-exports"))
                .forEach(argument -> command.add(argument.substring("-J".length())));
        command.addAll(List.of(
                "--add-exports=jdk.compiler/com.sun.tools.javac.code=ALL-UNNAMED",
                "com.palantir.javaformat.java.Main",
                "--palantir",
                "--dry-run",
                "--set-exit-if-changed",
                file.toString()));
        return run(command);
    }

    private static Result run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }

    private static List<String> arguments() throws Exception {
        return arguments(pom()).toList();
    }

    /** The compiler's arguments, as the pom gives them. */
    private static Stream<String> arguments(Document pom) {
        return texts(pom, "arg").stream().map(argument -> argument.replace("${error-prone.offenders}", ""));
    }

    private static Document pom() throws ParserConfigurationException, IOException, SAXException {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of("pom.xml").toFile());
    }

    private static List<String> texts(Document document, String element) {
        NodeList found = document.getElementsByTagName(element);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> found.item(i).getTextContent().strip())
                .toList();
    }

    private static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    private static String jspecify() throws Exception {
        return Path.of(org.jspecify.annotations.NullMarked.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toString();
    }
}
