package org.pestle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pestle.testing.RunningJar;

/** The commands of the README's walk-through, run as they stand there; only the port is another, which may be taken. */
class WalkThroughIT {
    private static final Pattern BLOCK = Pattern.compile("<!-- walk-through -->\\s*```bash\\n(.*?)```", Pattern.DOTALL);
    private static final Path PDF = Path.of("target", "schedule.pdf");

    @TempDir
    private Path home;

    @Test
    void leads_from_nothing_to_the_schedule_of_payments() throws Exception {
        List<String> commands = commandsOfTheReadme();
        assertThat(commands).hasSizeLessThanOrEqualTo(8);
        assertThat(commands.getFirst()).as("this build has run it").endsWith("package");
        assertThat(RunningJar.JAR).exists();
        Files.deleteIfExists(PDF);

        try (RunningJar service = RunningJar.start(List.of("bash", "-c", "exec " + commands.get(1)), home)) {
            for (String command : commands.subList(2, commands.size())) {
                run(command.replace("localhost:8080", "localhost:" + service.port()), service);
            }
        }

        assertThat(textOf(PDF)).contains("FA565").contains("£");
    }

    private static List<String> commandsOfTheReadme() throws IOException {
        Matcher block = BLOCK.matcher(Files.readString(Path.of("README.md")));
        assertThat(block.find()).as("the README has a walk-through").isTrue();
        return block.group(1)
                .lines()
                .map(line -> line.replaceFirst("\\s+#.*$", "").strip())
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private void run(String command, RunningJar service) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", command).redirectErrorStream(true);
        builder.environment().putAll(RunningJar.environment(home, service.port()));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as("%s said:%n%s", command, said).isZero();
        assertThat(said).as(command).doesNotContain("\"status\":\"FAILED\"");
    }

    private static String textOf(Path pdf) throws IOException {
        try (var document = Loader.loadPDF(Files.readAllBytes(pdf))) {
            return new PDFTextStripper().getText(document);
        }
    }
}
