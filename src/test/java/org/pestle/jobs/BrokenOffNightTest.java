package org.pestle.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pestle.testing.Database;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The jobs of the record, broken off at each step of their work and started again, leave what they leave when nobody
 * disturbs them (reliability-security.md D10). The first start gets as far as the first statement, the second as far as
 * the second, and so on; every other time the process is dead and has noted nothing of it.
 */
class BrokenOffNightTest {
    private static final Map<String, String> DAY = Map.of("day", "2026-12-01");
    private static final int MOST_STARTS = 80;
    private static final List<String> JOBS =
            List.of("expire-prescriptions", "make-ready", "check-sites", "close-unclaimed", "delete-and-purge");

    private static Database database;
    private static JdbcClient owner;
    private static ConfigurableApplicationContext service;
    private static ConfigurableApplicationContext sideBySide;

    @BeforeAll
    static void start() {
        database = Database.fresh();
        owner = JdbcClient.create(database.owner());
        service = inPartitions(1);
        sideBySide = inPartitions(3);
        plantBreaks();
        plantMeeting();
    }

    private static ConfigurableApplicationContext inPartitions(int partitions) {
        List<String> arguments =
                new ArrayList<>(List.of("--pestle.routing.connect-timeout=5s", "--pestle.routing.read-timeout=20s"));
        for (String job : JOBS) {
            arguments.add("--pestle.jobs." + job + ".chunk=2");
            arguments.add("--pestle.jobs." + job + ".partitions=" + partitions);
        }
        return NightProcess.here(database, arguments.toArray(String[]::new));
    }

    @AfterAll
    static void stop() {
        sideBySide.close();
        service.close();
    }

    @BeforeEach
    void nothing_is_planted() {
        breakAt(0);
        owner.sql("DELETE FROM meeting").update();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            # job,                 least starts, what it is about
            expire-prescriptions,             6, 0004
            make-ready,                       6, 0001
            check-sites,                      8, SITE_CLOSED
            close-unclaimed,                  6, 0009
            delete-and-purge,                 7, PURGE
            """)
    void broken_off_at_every_step_it_ends_as_one_left_alone(String job, int leastStarts, String result) {
        RecordOfANight alone = RecordOfANight.in(database);
        JobResult undisturbed = night().run(job, DAY);
        assertThat(undisturbed.hasCompleted()).as(undisturbed.toString()).isTrue();
        assertThat(undisturbed.written()).as(undisturbed.toString()).isGreaterThan(4);
        List<String> expected = alone.contents();
        assertThat(expected).anyMatch(row -> row.contains(result));

        RecordOfANight broken = RecordOfANight.in(database);
        int starts = 1;
        breakAt(starts);
        while (!night().run(job, DAY).hasCompleted()) {
            starts++;
            assertThat(starts).isLessThan(MOST_STARTS);
            if (starts % 2 == 0) {
                forgetHowItEnded();
            }
            breakAt(starts);
        }

        assertThat(starts).as("it was broken off again and again").isGreaterThanOrEqualTo(leastStarts);
        assertThat(broken.contents()).isEqualTo(expected);
        breakAt(0);
        night().run(job, DAY);
        assertThat(broken.contents()).as("once a day").isEqualTo(expected);
    }

    @Test
    void a_whole_night_broken_off_in_every_job_ends_as_one_left_alone() {
        RecordOfANight alone = RecordOfANight.in(database);
        JOBS.forEach(job -> night().run(job, DAY));
        List<String> expected = alone.contents();

        RecordOfANight broken = RecordOfANight.in(database);
        for (String job : JOBS) {
            breakAt(5);
            assertThat(night().run(job, DAY).hasCompleted()).as(job).isFalse();
            breakAt(0);
            assertThat(night().run(job, DAY).hasCompleted()).as(job).isTrue();
        }

        assertThat(broken.contents()).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"expire-prescriptions", "make-ready", "close-unclaimed", "delete-and-purge"})
    void partitions_work_side_by_side_and_get_out_of_each_others_way(String job) {
        RecordOfANight alone = RecordOfANight.in(database);
        JobResult undisturbed = night().run(job, DAY);
        List<String> expected = alone.contents();

        RecordOfANight together = RecordOfANight.in(database);
        letThemMeet();
        JobResult shared = sideBySide.getBean(Night.class).run(job, DAY);

        assertThat(shared).isEqualTo(undisturbed);
        assertThat(haveMet()).isTrue();
        assertThat(together.contents()).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"expire-prescriptions", "make-ready", "close-unclaimed", "delete-and-purge"})
    void a_partition_that_breaks_off_is_finished_by_the_next_start(String job) {
        RecordOfANight alone = RecordOfANight.in(database);
        night().run(job, DAY);
        List<String> expected = alone.contents();

        RecordOfANight broken = RecordOfANight.in(database);
        breakAt(3);
        assertThat(sideBySide.getBean(Night.class).run(job, DAY).hasCompleted()).isFalse();
        forgetHowItEnded();
        assertThat(sideBySide.getBean(Night.class).run(job, DAY).hasCompleted()).isTrue();

        assertThat(broken.contents()).isEqualTo(expected);
    }

    private static Night night() {
        return service.getBean(Night.class);
    }

    /** The job fails at that statement of its next run; never, if it is 0. A sequence is never rolled back. */
    private static void breakAt(int statement) {
        owner.sql("UPDATE planted SET at = :at").param("at", statement).update();
        owner.sql("ALTER SEQUENCE statements RESTART").update();
    }

    /** Leaves the book of jobs as a process does that dies. */
    private static void forgetHowItEnded() {
        owner.sql("""
                UPDATE batch_step_execution
                   SET status = 'STARTED', exit_code = 'EXECUTING', end_time = NULL
                 WHERE status = 'FAILED';
                UPDATE batch_job_execution
                   SET status = 'STARTED', exit_code = 'UNKNOWN', end_time = NULL
                 WHERE job_execution_id = (SELECT max(job_execution_id) FROM batch_job_execution)
                """).update();
    }

    /** The database goes away: before each statement that changes the record, and when a chunk is committed. */
    private static void plantBreaks() {
        owner.sql("""
                CREATE TABLE planted AS SELECT 0 AS at;
                CREATE SEQUENCE statements;
                GRANT SELECT ON planted TO pestle_app;
                GRANT USAGE ON SEQUENCE statements TO pestle_app;
                CREATE FUNCTION break_off() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF nextval('statements') = (SELECT at FROM planted) THEN
                        RAISE EXCEPTION 'planted' USING ERRCODE = 'admin_shutdown';
                    END IF;
                    RETURN NULL;
                END $$;
                CREATE TRIGGER planted BEFORE UPDATE ON prescription_issue
                    FOR EACH STATEMENT EXECUTE FUNCTION break_off();
                CREATE TRIGGER planted BEFORE INSERT ON nomination_move
                    FOR EACH STATEMENT EXECUTE FUNCTION break_off();
                CREATE TRIGGER planted BEFORE INSERT OR UPDATE ON closed_site
                    FOR EACH STATEMENT EXECUTE FUNCTION break_off();
                CREATE TRIGGER planted AFTER DELETE ON prescription
                    FOR EACH STATEMENT EXECUTE FUNCTION break_off();
                CREATE TRIGGER planted AFTER DELETE ON prescription_placeholder
                    FOR EACH STATEMENT EXECUTE FUNCTION break_off();
                CREATE TRIGGER planted AFTER DELETE ON prescription_skeleton
                    FOR EACH STATEMENT EXECUTE FUNCTION break_off();
                CREATE TRIGGER planted AFTER DELETE ON nomination_change
                    FOR EACH STATEMENT EXECUTE FUNCTION break_off();
                CREATE CONSTRAINT TRIGGER planted_at_commit AFTER INSERT ON prescription_event
                    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION break_off()
                """).update();
    }

    private static void letThemMeet() {
        owner.sql("ALTER SEQUENCE met RESTART; DELETE FROM meeting; INSERT INTO meeting VALUES (true)")
                .update();
    }

    private static boolean haveMet() {
        return owner.sql("SELECT is_called FROM met").query(Boolean.class).single();
    }

    /**
     * The first two chunks wait until both are there, and then each for what the other has, so that the database must
     * send one of them back.
     */
    private static void plantMeeting() {
        owner.sql("""
                CREATE TABLE meeting (arranged boolean);
                CREATE SEQUENCE met;
                GRANT SELECT ON meeting TO pestle_app;
                GRANT SELECT, USAGE ON SEQUENCE met TO pestle_app;
                CREATE FUNCTION meet() RETURNS trigger LANGUAGE plpgsql AS $$
                DECLARE
                    mine   bigint := 4711;
                    theirs bigint := 4712;
                BEGIN
                    IF NOT EXISTS (SELECT FROM meeting) OR (SELECT is_called FROM met) THEN
                        RETURN NULL;
                    END IF;
                    IF NOT pg_try_advisory_xact_lock(mine) THEN
                        mine := 4712;
                        theirs := 4711;
                        IF NOT pg_try_advisory_xact_lock(mine) THEN
                            RETURN NULL;
                        END IF;
                    END IF;
                    FOR i IN 1 .. 2000 LOOP
                        IF (SELECT count(*) FROM pg_locks
                             WHERE locktype = 'advisory' AND objid IN (4711, 4712) AND granted) = 2 THEN
                            PERFORM nextval('met');
                            PERFORM pg_advisory_xact_lock(theirs);
                            RETURN NULL;
                        END IF;
                        PERFORM pg_sleep(0.005);
                    END LOOP;
                    RAISE EXCEPTION 'nobody else came';
                END $$;
                CREATE TRIGGER met BEFORE UPDATE OF status ON prescription_issue
                    FOR EACH STATEMENT EXECUTE FUNCTION meet();
                CREATE TRIGGER met AFTER DELETE ON prescription
                    FOR EACH STATEMENT EXECUTE FUNCTION meet()
                """).update();
    }
}
