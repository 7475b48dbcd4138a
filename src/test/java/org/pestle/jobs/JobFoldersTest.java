package org.pestle.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pestle.jobs.NightJob.Parameter;
import org.springframework.scheduling.annotation.Scheduled;
import org.yaml.snakeyaml.Yaml;

/** What {@code batch-jobs} says is so: every job has a folder, a runbook and a schedule, and the reverse. */
class JobFoldersTest {
    private static final Path FOLDER = Path.of("batch-jobs");

    private static final Map<String, List<Parameter>> JOBS = Map.ofEntries(
            Map.entry(CheckSitesJob.NAME, CheckSitesJob.PARAMETERS),
            Map.entry(CloseUnclaimedJob.NAME, CloseUnclaimedJob.PARAMETERS),
            Map.entry(DeleteAndPurgeJob.NAME, DeleteAndPurgeJob.PARAMETERS),
            Map.entry(ExportClaimsJob.NAME, ExportClaimsJob.PARAMETERS),
            Map.entry(ExpirePrescriptionsJob.NAME, ExpirePrescriptionsJob.PARAMETERS),
            Map.entry(LoadConcessionsJob.NAME, LoadConcessionsJob.PARAMETERS),
            Map.entry(LoadDmdJob.NAME, LoadDmdJob.PARAMETERS),
            Map.entry(LoadTariffJob.NAME, LoadTariffJob.PARAMETERS),
            Map.entry(MakeReadyJob.NAME, MakeReadyJob.PARAMETERS),
            Map.entry(PriceClaimsJob.NAME, PriceClaimsJob.PARAMETERS),
            Map.entry(RehearsePricesJob.NAME, RehearsePricesJob.PARAMETERS),
            Map.entry(WriteReportsJob.NAME, WriteReportsJob.PARAMETERS));

    static Stream<String> jobs() {
        return JOBS.keySet().stream().sorted();
    }

    @Test
    void every_job_class_is_known_here() throws IOException {
        try (Stream<Path> classes = Files.list(FOLDER.resolve("java/org/pestle/jobs"))) {
            assertThat(classes.map(Path::getFileName)
                            .map(Path::toString)
                            .filter(name -> name.endsWith("Job.java")
                                    && !List.of("NightJob.java", "LoadJob.java").contains(name)))
                    .hasSize(JOBS.size());
        }
    }

    @Test
    void every_job_has_a_folder_and_every_folder_a_job() throws IOException {
        try (Stream<Path> folders = Files.list(FOLDER)) {
            assertThat(folders.filter(Files::isDirectory)
                            .map(folder -> folder.getFileName().toString())
                            .filter(name -> !name.equals("java")))
                    .containsExactlyInAnyOrderElementsOf(JOBS.keySet());
        }
    }

    @Test
    void every_job_has_a_schedule_and_every_schedule_a_job() throws IOException {
        Map<String, Map<String, Map<String, Object>>> yaml =
                new Yaml().load(Files.readString(FOLDER.resolve("jobs.yaml")));

        assertThat(yaml.getOrDefault("pestle", Map.of()).getOrDefault("jobs", Map.of()))
                .containsOnlyKeys(JOBS.keySet());
        assertThat(Stream.of(Schedule.class.getDeclaredMethods())
                        .map(method -> method.getAnnotation(Scheduled.class))
                        .filter(scheduled -> scheduled != null)
                        .map(Scheduled::cron))
                .containsExactlyInAnyOrderElementsOf(JOBS.keySet().stream()
                        .map(job -> "${pestle.jobs." + job + ".cron}")
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("jobs")
    void a_runbook_says_what_people_on_call_need(String job) throws IOException {
        List<String> headings = Files.readAllLines(FOLDER.resolve(job).resolve("README.md")).stream()
                .filter(line -> line.startsWith("#"))
                .toList();

        assertThat(headings)
                .containsExactly(
                        "# " + job,
                        "## Purpose",
                        "## Schedule",
                        "## Parameters",
                        "## Inputs",
                        "## Outputs",
                        "## How to check",
                        "## How to restart",
                        "## Whom to wake");
        assertThat(FOLDER.resolve(job).resolve("examples")).isDirectory();
    }

    @ParameterizedTest
    @MethodSource("jobs")
    void a_runbook_lists_the_parameters_that_the_job_takes(String job) throws IOException {
        List<Parameter> inRunbook = new ArrayList<>();
        for (String line : Files.readAllLines(FOLDER.resolve(job).resolve("README.md"))) {
            String[] cells = line.split("\\|", -1);
            if (cells.length == 5 && !cells[1].strip().matches("name|-+")) {
                inRunbook.add(new Parameter(cells[1].strip(), cells[2].strip(), cells[3].strip()));
            }
        }

        assertThat(inRunbook).isEqualTo(JOBS.get(job));
    }

    @Test
    void the_overview_names_every_job() throws IOException {
        String overview = Files.readString(FOLDER.resolve("README.md"));

        assertThat(JOBS.keySet()).allSatisfy(job -> assertThat(overview).contains("](" + job + "/README.md)"));
    }
}
