package org.pestle.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pestle.testing.Database;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A night that is killed again and again ends as one that was left alone (reliability-security.md D10, F14, F15): the
 * same prices for the same claims, none twice, and nobody has to mend anything between the kills.
 */
class KilledNightIT {
    private static final int CLAIMS = 1200;
    private static final int SEED = -1;
    private static final String[] JOB = {"price-claims", "cut-off=2026-07-25T01:00:00Z"};
    private static final int KILLS = Integer.getInteger("pestle.kills", 1);
    private static final int LAUNCHES = 4;

    private static List<String> leftAlone = List.of();

    @TempDir
    Path folder;

    @BeforeAll
    static void a_night_that_is_left_alone(@TempDir Path folder) throws Exception {
        Database database = databaseWithClaims();
        assertThat(run(database, folder)).as(() -> read(folder)).isZero();
        leftAlone = NightContents.of(database);
    }

    @Test
    void a_killed_night_is_continued_without_pricing_anything_twice() throws Exception {
        Database killed = databaseWithClaims();
        slowDown(killed);

        for (int kill = 1; kill <= KILLS; kill++) {
            int before = pricedIn(killed);
            Process night = NightProcess.ofItsOwn(killed, folder.resolve("killed-" + kill), chunked(JOB));
            try {
                await(night, killed, Math.min(CLAIMS - 100, before + 50 * (1 + kill % 3)));
            } finally {
                night.destroyForcibly().waitFor();
            }
        }
        int status = run(killed, folder);

        assertThat(pricedIn(killed)).isEqualTo(CLAIMS);
        assertThat(status).isZero();
        assertThat(NightContents.of(killed)).isEqualTo(leftAlone);
    }

    @Test
    void four_launched_at_once_of_which_one_is_killed_make_one_run() throws Exception {
        Database shared = databaseWithClaims();
        slowDown(shared);

        List<Process> launched = new ArrayList<>();
        try {
            for (int launch = 1; launch <= LAUNCHES; launch++) {
                launched.add(NightProcess.ofItsOwn(shared, folder.resolve("launch-" + launch), chunked(JOB)));
            }
            await(launched.getLast(), shared, 50);
            launched.getFirst().destroyForcibly().waitFor();
            for (Process night : launched.subList(1, LAUNCHES)) {
                assertThat(night.waitFor(240, TimeUnit.SECONDS)).isTrue();
                assertThat(night.exitValue()).as(() -> read(folder)).isZero();
            }
        } finally {
            launched.forEach(Process::destroyForcibly);
        }

        assertThat(NightContents.of(shared)).isEqualTo(leftAlone);
    }

    @Test
    void a_job_that_fails_ends_its_process_with_a_status_that_is_not_zero() throws Exception {
        Database database = databaseWithClaims();
        JdbcClient.create(database.owner()).sql("""
                        CREATE FUNCTION break() RETURNS trigger LANGUAGE plpgsql AS $$
                        BEGIN
                            IF (SELECT count(*) FROM priced_claim) >= 500 THEN
                                RAISE EXCEPTION 'planted';
                            END IF;
                            RETURN NULL;
                        END $$;
                        CREATE TRIGGER break BEFORE INSERT ON priced_claim
                            FOR EACH STATEMENT EXECUTE FUNCTION break()
                        """).update();

        assertThat(run(database, folder)).isNotZero();
        assertThat(pricedIn(database))
                .as("the chunks before the fault are kept")
                .isBetween(500, CLAIMS - 1);
        JdbcClient.create(database.owner())
                .sql("DROP TRIGGER break ON priced_claim; DROP FUNCTION break()")
                .update();
        assertThat(run(database, folder)).isZero();
        assertThat(pricedIn(database)).isEqualTo(CLAIMS);
    }

    private static Database databaseWithClaims() {
        Database database = Database.fresh();
        MadeClaims.many(CLAIMS, SEED).keepIn(database);
        return database;
    }

    /** Each priced claim takes the database a moment, so that a kill meets the job in the middle of its work. */
    private static void slowDown(Database database) {
        JdbcClient.create(database.owner()).sql("""
                        CREATE FUNCTION take_a_moment() RETURNS trigger LANGUAGE plpgsql AS $$
                        BEGIN
                            PERFORM pg_sleep(0.1);
                            RETURN NULL;
                        END $$;
                        CREATE TRIGGER take_a_moment AFTER INSERT ON priced_claim
                            FOR EACH STATEMENT EXECUTE FUNCTION take_a_moment()
                        """).update();
    }

    private static String[] chunked(String[] job) {
        return new String[] {job[0], job[1], "--pestle.jobs.price-claims.chunk=50"};
    }

    private static int run(Database database, Path folder) throws Exception {
        Path output = folder.resolve("output");
        Process night = NightProcess.ofItsOwn(database, output, JOB);
        try {
            assertThat(night.waitFor(240, TimeUnit.SECONDS)).isTrue();
            return night.exitValue();
        } finally {
            night.destroyForcibly();
        }
    }

    private void await(Process night, Database database, int claims) throws Exception {
        long deadline = System.nanoTime() + Duration.ofMinutes(5).toNanos();
        while (pricedIn(database) < claims) {
            assertThat(night.isAlive())
                    .as(() -> "the night lives: " + read(folder))
                    .isTrue();
            assertThat(System.nanoTime()).isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    private static String read(Path folder) {
        try (var files = Files.list(folder)) {
            StringBuilder all = new StringBuilder();
            for (Path file : files.toList()) {
                all.append(Files.readString(file));
            }
            return all.toString();
        } catch (IOException unreadable) {
            return "";
        }
    }

    private static int pricedIn(Database database) {
        return database.jdbc()
                .sql("SELECT count(*) FROM priced_claim")
                .query(Integer.class)
                .single();
    }
}
