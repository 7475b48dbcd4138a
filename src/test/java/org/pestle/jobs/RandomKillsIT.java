package org.pestle.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.pestle.testing.Database;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * By command only (reliability-security.md D10): a night whose processes are killed at random moments of their lives
 * leaves what one leaves that nobody disturbed, to the byte: prices, ledger, papers as JSON, CSV and PDF, exports, the
 * tariff. The seed of the moments is printed, and makes the same ones again.
 */
@EnabledIfSystemProperty(
        named = "pestle.random-kills",
        matches = "[1-9][0-9]*",
        disabledReason = "by command only: see the README")
class RandomKillsIT {
    private static final int KILLS = Integer.getInteger("pestle.random-kills", 0);
    private static final long SEED = Long.getLong("pestle.seed", System.nanoTime());
    private static final int CLAIMS = 1200;
    private static final int MOST_OF_A_JOB = 9;
    private static final int STARTING_MILLIS = 4_000;
    private static final UUID EXPORT = new UUID(7, 7);

    /** A job of the night and its parameters. */
    private record Victim(String job, String... parameters) {
        Map<String, String> asMap() {
            return Arrays.stream(parameters)
                    .map(parameter -> parameter.split("=", 2))
                    .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        }
    }

    @TempDir
    private static Path folder;

    private static List<Victim> victims = List.of();

    private final Random moments = new Random(SEED);
    private final Map<String, Long> livesMillis = new HashMap<>();
    private final Map<String, Integer> killed = new TreeMap<>();
    private int kills;
    private int started;

    @BeforeAll
    static void an_edition_lies_there() throws IOException {
        Path edition = folder.resolve("edition.csv");
        Files.writeString(
                edition,
                Files.readString(Path.of("db/reference/part-viiia-2026-07.csv"), StandardCharsets.ISO_8859_1)
                        .replace("July", "August"),
                StandardCharsets.ISO_8859_1);
        victims = List.of(
                new Victim("load-tariff", "part=VIIIA", "month=2026-08", "file=" + edition),
                new Victim("price-claims", "cut-off=2026-07-25T01:00:00Z"),
                new Victim("write-reports", "month=2026-07"),
                new Victim("export-claims", "export=" + EXPORT));
    }

    @Test
    void a_night_killed_at_random_moments_leaves_what_an_undisturbed_one_leaves() throws Exception {
        System.out.println("-Dpestle.random-kills=" + KILLS + " -Dpestle.seed=" + SEED);
        List<String> leftAlone = night(false);
        assertThat(leftAlone).hasSizeGreaterThan(CLAIMS);

        for (int night = 1; kills < KILLS; night++) {
            assertThat(night(true)).as("night %d, after %s", night, killed).isEqualTo(leftAlone);
        }

        System.out.println(kills + " of " + started + " processes killed: " + killed);
    }

    /** All that a night leaves whose jobs are killed again and again, or not at all. */
    private List<String> night(boolean disturbed) throws Exception {
        Database database = Database.fresh();
        MadeClaims.many(CLAIMS, -2).keepIn(database);
        askForAnExport(database);
        slowDown(database);
        try (ConfigurableApplicationContext here = NightProcess.here(database, settings())) {
            for (Victim victim : victims) {
                for (int most = disturbed ? 1 + moments.nextInt(MOST_OF_A_JOB) : 0; most > 0 && kills < KILLS; most--) {
                    kill(victim, database);
                }
                long began = System.nanoTime();
                assertThat(here.getBean(Night.class)
                                .run(victim.job(), victim.asMap())
                                .status())
                        .as(victim.job())
                        .isEqualTo(JobResult.COMPLETED);
                if (!disturbed) {
                    livesMillis.put(victim.job(), TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
                }
            }
            return contents(database, here);
        }
    }

    /** Starts a process and kills it: one in four while it starts, the others while its job is at work. */
    private void kill(Victim victim, Database database) throws Exception {
        started++;
        Path output = folder.resolve(victim.job() + "-" + started);
        List<String> command = new ArrayList<>(List.of(victim.job()));
        command.addAll(List.of(victim.parameters()));
        command.addAll(List.of(settings()));
        long executions = executions(database);
        boolean whileStarting = moments.nextInt(4) == 0;
        double moment = moments.nextDouble();
        Process process = NightProcess.ofItsOwn(database, output, command.toArray(String[]::new));
        try {
            while (!whileStarting && process.isAlive() && executions(database) == executions) {
                process.waitFor(20, TimeUnit.MILLISECONDS);
            }
            long life = whileStarting ? STARTING_MILLIS : livesMillis.getOrDefault(victim.job(), 0L);
            process.waitFor((long) (moment * life), TimeUnit.MILLISECONDS);
        } finally {
            process.destroyForcibly().waitFor();
        }
        if (process.exitValue() == 0) {
            return;
        }
        assertThat(process.exitValue()).as(() -> read(output)).isEqualTo(137); // by SIGKILL
        kills++;
        killed.merge(victim.job() + (whileStarting ? " starting" : " at work"), 1, Integer::sum);
    }

    /**
     * Small chunks, so that a job has many; and nothing is made that the job does not use, so that it starts sooner.
     */
    private static String[] settings() {
        return new String[] {
            "--pestle.jobs.price-claims.chunk=20",
            "--pestle.jobs.write-reports.chunk=1",
            "--pestle.jobs.export-claims.chunk=20",
            "--spring.main.lazy-initialization=true"
        };
    }

    private static long executions(Database database) {
        return database.jdbc()
                .sql("SELECT count(*) FROM batch_job_execution")
                .query(Long.class)
                .single();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            return "";
        }
    }

    private static void askForAnExport(Database database) {
        JdbcClient.create(database.owner()).sql("""
                        INSERT INTO bulk_export (export_id, commissioner, requested_by, requested_at, types, request,
                                                 state, salt)
                        VALUES (:export, 'QOP', 'MADE', '2036-07-25 09:00Z',
                                ARRAY ['Claim', 'ExplanationOfBenefit', 'MedicationDispense'], 'MADE', 'waiting',
                                decode(repeat('07', 32), 'hex'))
                        """).param("export", EXPORT).update();
    }

    /** What is written takes the database a moment, so that kills meet each job in the middle of its work. */
    private static void slowDown(Database database) {
        JdbcClient owner = JdbcClient.create(database.owner());
        owner.sql("""
                        CREATE FUNCTION take_a_moment() RETURNS trigger LANGUAGE plpgsql AS $$
                        BEGIN
                            PERFORM pg_sleep(CAST(TG_ARGV[0] AS float8));
                            RETURN NULL;
                        END $$
                        """).update();
        Map.of(
                        "tariff_pack FOR EACH ROW", "0.05",
                        "priced_claim FOR EACH STATEMENT", "0.05",
                        "ledger_entry FOR EACH STATEMENT", "0.1",
                        "commissioner_report_row FOR EACH STATEMENT", "0.4",
                        "payment_schedule FOR EACH ROW", "0.4",
                        "bulk_export_claim FOR EACH STATEMENT", "0.2",
                        "bulk_export_part FOR EACH ROW", "0.03")
                .forEach((where, seconds) -> owner.sql("CREATE TRIGGER take_a_moment AFTER INSERT ON " + where
                                + " EXECUTE FUNCTION take_a_moment('" + seconds + "')")
                        .update());
    }

    private static List<String> contents(Database database, ConfigurableApplicationContext here) throws IOException {
        List<String> contents = new ArrayList<>(NightContents.of(database));
        contents.addAll(NightContents.papers(database, here));
        contents.addAll(NightContents.exports(database));
        contents.addAll(NightContents.editions(database));
        return contents;
    }
}
