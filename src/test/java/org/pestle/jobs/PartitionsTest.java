package org.pestle.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pestle.pricing.PriceClaims;
import org.pestle.pricing.PricingRun;
import org.pestle.pricing.PricingWorkers;
import org.pestle.testing.Database;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A night is the same to the byte however it is cut up, whoever prices its parts, and wherever it is broken off. */
class PartitionsTest {
    private static final int CLAIMS = 120;
    private static final int SEED = -2;
    private static final int NEXT_SEED = -9;
    private static final String NEXT = "2026-07-26T01:00:00Z";
    private static final String CUT_OFF = "2026-07-25T01:00:00Z";
    private static final int MOST_STARTS = 60;

    @TempDir
    private Path folder;

    @Test
    void broken_off_at_every_chunk_and_cut_into_other_parts_it_ends_as_one_left_alone() throws IOException {
        Database whole = databaseWithClaims();
        Database broken = databaseWithClaims();
        try (ConfigurableApplicationContext service = service(whole, "1", "1", "500")) {
            assertThat(start(service).hasCompleted()).isTrue();
            nextDay(service, whole);
            assertThat(start(service, NEXT).totals())
                    .as("a late concession makes packs dear enough to be paid as broken bulk")
                    .containsEntry("claims_in", CLAIMS / 3)
                    .hasEntrySatisfying(
                            "items_repriced", items -> assertThat((int) items).isGreaterThan(CLAIMS));
        }
        breakEverySecondChunk(broken);
        int starts;
        try (ConfigurableApplicationContext service = service(broken, "7", "3", "10")) {
            starts = startsUntilDone(service, CUT_OFF);
            nextDay(service, broken);
            starts += startsUntilDone(service, NEXT);
        }

        assertThat(starts).as("it was broken off again and again").isBetween(10, MOST_STARTS - 1);
        assertThat(NightContents.of(broken)).isEqualTo(NightContents.of(whole)).hasSizeGreaterThan(3 * CLAIMS);
    }

    private void nextDay(ConfigurableApplicationContext service, Database database) throws IOException {
        Conceded.price(service, folder, "Amlodipine 5mg tablets", 14_000);
        MadeClaims.many(CLAIMS / 3, NEXT_SEED).keepIn(database);
    }

    private static int startsUntilDone(ConfigurableApplicationContext service, String cutOff) {
        int starts = 1;
        while (!start(service, cutOff).hasCompleted() && starts < MOST_STARTS) {
            starts++;
        }
        return starts;
    }

    @Test
    void another_process_prices_what_is_free_and_leaves_balancing_to_who_opened_the_run() {
        Database database = databaseWithClaims();
        try (ConfigurableApplicationContext service = service(database, "4", "2", "10")) {
            PriceClaims pricing = service.getBean(PriceClaims.class);
            PricingRun run = Objects.requireNonNull(
                    database.transactions().execute(status -> pricing.open(Instant.parse(CUT_OFF))));

            service.getBean(PricingWorkers.class).help(run, 10);

            assertThat(pricing.done(run)).isEqualTo(CLAIMS);
            assertThat(pricing.findOpen()).contains(run);
            assertThat(workersIn(database))
                    .allMatch(
                            worker -> worker.startsWith(ProcessHandle.current().pid() + "-"));
            assertThat(start(service)).satisfies(ended -> {
                assertThat(ended.hasCompleted()).isTrue();
                assertThat(ended.read()).isZero();
            });
            assertThat(pricing.findOpen()).isEmpty();
        }
    }

    private static Database databaseWithClaims() {
        Database database = Database.fresh();
        MadeClaims.many(CLAIMS, SEED).keepIn(database);
        return database;
    }

    private static ConfigurableApplicationContext service(
            Database database, String partitions, String workers, String chunk) {
        return NightProcess.here(
                database,
                "--pestle.pricing.partitions=" + partitions,
                "--pestle.pricing.workers=" + workers,
                "--pestle.jobs.price-claims.chunk=" + chunk);
    }

    private static JobResult start(ConfigurableApplicationContext service) {
        return start(service, CUT_OFF);
    }

    private static JobResult start(ConfigurableApplicationContext service, String cutOff) {
        return service.getBean(Night.class).run("price-claims", Map.of("cut-off", cutOff));
    }

    /** Alternately before a chunk is stored and just before it is committed; a sequence is never rolled back. */
    private static void breakEverySecondChunk(Database database) {
        JdbcClient.create(database.owner()).sql("""
                        CREATE SEQUENCE chunks;
                        GRANT USAGE ON SEQUENCE chunks TO pestle_app;
                        CREATE FUNCTION break_off() RETURNS trigger LANGUAGE plpgsql AS $$
                        BEGIN
                            IF nextval('chunks') % 3 = 0 THEN
                                RAISE EXCEPTION 'planted';
                            END IF;
                            RETURN NULL;
                        END $$;
                        CREATE TRIGGER before_storing BEFORE INSERT ON priced_claim
                            FOR EACH STATEMENT EXECUTE FUNCTION break_off();
                        CREATE TRIGGER before_committing AFTER UPDATE ON pricing_partition
                            FOR EACH STATEMENT EXECUTE FUNCTION break_off()
                        """).update();
    }

    private static List<String> workersIn(Database database) {
        return database.jdbc()
                .sql("SELECT DISTINCT worker FROM pricing_partition")
                .query(String.class)
                .list();
    }
}
