package org.pestle.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pestle.testing.Database;
import org.springframework.context.ConfigurableApplicationContext;

/** The jobs that load reference data: what they say of a good file, of a wrong one, and of the same file again. */
class LoadJobsTest {
    private static final Database DATABASE = Database.fresh();
    private static final ConfigurableApplicationContext PESTLE = NightProcess.here(DATABASE);

    @TempDir
    private Path folder;

    private final Night night = PESTLE.getBean(Night.class);

    @AfterAll
    static void stop() {
        PESTLE.close();
    }

    @Test
    void an_edition_is_loaded_once_and_the_second_start_changes_nothing() throws IOException {
        Path file = folder.resolve("august.csv.gz");
        try (GZIPOutputStream packed = new GZIPOutputStream(Files.newOutputStream(file))) {
            packed.write(
                    shipped("part-viiia-2026-07.csv").replace("July", "August").getBytes(StandardCharsets.UTF_8));
        }

        JobResult first = night.run("load-tariff", parameters("VIIIA", "2026-08", file));
        JobResult again = night.run("load-tariff", parameters("VIIIA", "2026-08", file));

        assertThat(first.hasCompleted()).isTrue();
        assertThat(first.read()).isEqualTo(31);
        assertThat(first.written()).isEqualTo(30);
        assertThat(first.totals())
                .containsEntry("edition", "Part VIIIA of 2026-08")
                .containsEntry("lines", "30")
                .containsEntry("without_price", "1")
                .containsEntry("already_held", "false");
        assertThat(again.hasCompleted()).isTrue();
        assertThat(again.written()).isZero();
        assertThat(again.totals()).containsEntry("already_held", "true");
        assertThat(editions("2026-08-01")).isOne();
    }

    @Test
    void a_wrong_file_fails_the_job_and_every_fault_is_told_with_code_row_and_column() throws IOException {
        Path file = folder.resolve("september.csv");
        Files.writeString(
                file,
                shipped("part-viiia-2026-07.csv")
                        .replace("July", "September")
                        .replace(",1251\r", ",-1251\r")
                        .replace(",15,gram", ",x,gram"));

        JobResult refused = night.run("load-tariff", parameters("VIIIA", "2026-09", file));

        assertThat(refused.status()).isEqualTo(JobResult.FAILED);
        assertThat(refused.refused()).isEqualTo(2);
        assertThat(String.valueOf(refused.totals().get("reason")))
                .startsWith(
                        "Nothing was loaded. REFERENCE_FILE_INVALID, row 4, column 7: The price must be whole pence")
                .endsWith("There are 2 faults; see the list.");
        assertThat((List<?>) refused.totals().get("faults")).hasSize(2);
        assertThat(editions("2026-09-01")).isZero();

        Files.writeString(file, shipped("part-viiia-2026-07.csv").replace("July", "September"));
        assertThat(night.run("load-tariff", parameters("VIIIA", "2026-09", file))
                        .hasCompleted())
                .isTrue();
    }

    @Test
    void without_a_file_the_small_edition_of_the_month_is_loaded() {
        assertThat(night.run("load-tariff", Map.of("part", "ix", "month", "2026-07"))
                        .totals())
                .containsEntry("already_held", "true");
        assertThat(night.run("load-tariff", Map.of("part", "IX", "month", "2026-01"))
                        .totals())
                .containsEntry("reason", "Name a file: db/reference has no Part IX of 2026-01.");
        assertThat(night.run("load-tariff", Map.of("part", "XV")).totals())
                .containsEntry(
                        "reason", "There are Parts VIIIA, VIIIB, VIIID and IX, and RATES, EXEMPTIONS and DISALLOWED.");
        assertThat(night.run(
                                "load-tariff",
                                Map.of("file", folder.resolve("none").toString()))
                        .totals())
                .containsEntry("reason", "There is no file of that name that can be read.");
    }

    @Test
    void concessions_tell_what_they_change_and_what_nobody_lists() throws IOException {
        Path file = folder.resolve("concessions.csv");
        Files.writeString(file, """
                month,drug,pack_size,price_pence
                2026-06,Pestlamol 50mg tablets,84,1210
                2026-06,Pestlamol 50mg tablets,28,405
                2026-06,Nowheramide 5mg tablets,28,100
                """);

        JobResult loaded = night.run("load-concessions", Map.of("file", file.toString()));

        assertThat(loaded.hasCompleted()).isTrue();
        assertThat(loaded.totals())
                .containsEntry("prices", "3")
                .containsEntry("changed", "2")
                .containsEntry("unmatched", "1")
                .containsEntry("unmatched_rows", "4");
        assertThat(night.run("load-concessions", Map.of()).totals()).containsEntry("already_held", "true");
    }

    @Test
    void fees_and_exemption_codes_are_loaded_whole_and_change_nothing_that_is_on_file() throws IOException {
        Path file = folder.resolve("rates.csv");
        Files.writeString(
                file,
                shipped("rates.csv")
                                .replace("oop_minimum,51,pence per item,,,", "oop_minimum,51,pence per item,,2027-03,")
                        + "oop_minimum,55,pence per item,2027-04,,made up\n");

        assertThat(night.run("load-tariff", Map.of("part", "rates", "file", file.toString()))
                        .totals())
                .containsEntry("added", "1")
                .containsEntry("ended", "1");
        assertThat(night.run("load-tariff", Map.of("part", "rates", "file", file.toString()))
                        .totals())
                .containsEntry("added", "0")
                .containsEntry("ended", "0");
        assertThat(night.run("load-tariff", Map.of("part", "exemptions")).totals())
                .containsEntry("values", "17")
                .containsEntry("added", "0");
    }

    @Test
    void a_release_that_has_shrunk_is_loaded_by_whoever_says_how_many_rows_it_has() throws IOException {
        night.run("load-dmd", Map.of());
        for (Path file : files(Path.of("db", "reference", "dmd"))) {
            String text = Files.readString(file);
            Files.writeString(
                    folder.resolve(file.getFileName().toString().replace("010526", "080526")),
                    text.replaceFirst("(?s)<CONTROL_INFO>.*?</CONTROL_INFO>", ""));
        }

        JobResult refused = night.run("load-dmd", Map.of("from", folder.toString()));
        JobResult wrong = night.run("load-dmd", Map.of("from", folder.toString(), "accept-shrunk-to", "yes"));
        JobResult loaded = night.run("load-dmd", Map.of("from", folder.toString(), "accept-shrunk-to", "34"));

        assertThat(String.valueOf(refused.totals().get("reason")))
                .contains("REFERENCE_FILE_TRUNCATED", "start load-dmd again with accept-shrunk-to=34");
        assertThat(wrong.totals()).containsEntry("reason", "A number of rows is written like 1051341.");
        assertThat(loaded.totals()).containsEntry("release", "2026-05-08").containsEntry("rows", "34");
    }

    private static List<Path> files(Path of) throws IOException {
        try (Stream<Path> files = Files.list(of)) {
            return files.toList();
        }
    }

    private static Map<String, String> parameters(String part, String month, Path file) {
        return Map.of("part", part, "month", month, "file", file.toString());
    }

    private static String shipped(String name) throws IOException {
        return Files.readString(Path.of("db", "reference", name));
    }

    private static long editions(String month) {
        return DATABASE.jdbc()
                .sql("SELECT count(*) FROM tariff_edition WHERE part = 'VIIIA' AND month = CAST(:month AS date)")
                .param("month", month)
                .query(Long.class)
                .single();
    }
}
