package org.pestle.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    private static Database database;
    private static JdbcClient owner;
    private static ConfigurableApplicationContext service;

    @BeforeAll
    static void start() {
        database = Database.fresh();
        owner = JdbcClient.create(database.owner());
        service = NightProcess.here(
                database,
                "--pestle.jobs.expire-prescriptions.chunk=2",
                "--pestle.jobs.make-ready.chunk=2",
                "--pestle.jobs.check-sites.chunk=2",
                "--pestle.jobs.close-unclaimed.chunk=2",
                "--pestle.jobs.delete-and-purge.chunk=2",
                "--pestle.routing.connect-timeout=5s",
                "--pestle.routing.read-timeout=20s");
        plantBreaks();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @BeforeEach
    void nothing_is_planted() {
        breakAt(0);
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
        List<String> jobs =
                List.of("expire-prescriptions", "make-ready", "check-sites", "close-unclaimed", "delete-and-purge");
        RecordOfANight alone = RecordOfANight.in(database);
        jobs.forEach(job -> night().run(job, DAY));
        List<String> expected = alone.contents();

        RecordOfANight broken = RecordOfANight.in(database);
        for (String job : jobs) {
            breakAt(5);
            assertThat(night().run(job, DAY).hasCompleted()).as(job).isFalse();
            breakAt(0);
            assertThat(night().run(job, DAY).hasCompleted()).as(job).isTrue();
        }

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
}
