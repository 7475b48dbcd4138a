package org.pestle.dispensing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pestle.prescription.DeletePrescriptions;
import org.pestle.prescription.Issue;
import org.pestle.prescription.PrescriptionRecord;
import org.pestle.prescription.Prescriptions;

/**
 * One night that comes after others were missed leaves what every single night would have left: status, items, days,
 * next activities, history, place in the worklist, skeleton; only a no-claim is dated with the day of the night (eps.md
 * 4.3 row 11). Prescriptions of every status are there on 25 November 2026.
 */
class MissedNightsTest {
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

    private static final List<String> LIVES = List.of(
            "create",
            "create ahead 20",
            "create repeat 3",
            "create repeat 3 ahead 15",
            "create repeat 3 items 3,1",
            "create; release by id",
            "create; cancel",
            "create; release by id; cancel",
            "create items 1,1; cancel item 1",
            "create; release by id; notify 0003 0003",
            "create items 1,1,1; release by id; notify 0003 0003,0004,0008",
            "create; release by id; notify 0003 0003; cancel",
            "create; release by id; notify 0006 0001",
            "create; release by id; notify 0007 0002",
            "create; release by id; notify 0006 0001; claim",
            "create repeat 3; release by id; notify 0006 0001",
            "create repeat 3; release by id; notify 0006 0001; release by id",
            "create repeat 2; release by id; notify 0006 0001; claim; release by id; notify 0003 0004",
            "create repeat 2; release by id; notify 0003 0003",
            "create repeat 2; release by id; notify 0003 0003; cancel",
            "create repeat 2; release by id; notify 0003 0003; withdraw",
            "create repeat 2; release by id; notify 0007 0002");

    /** Days of some nights, and how many prescriptions are left then, by the periods of eps.md 4.6. */
    @ParameterizedTest(name = "{0} nights")
    @ValueSource(ints = {1, 40, 185, 700})
    void one_night_does_what_all_that_were_missed_would_have_done(int nights) {
        Lives inTime = new Lives();
        Lives late = new Lives();

        for (int night = 1; night <= nights; night++) {
            inTime.nextNight(1);
        }
        late.nextNight(nights);

        assertThat(late.worklist()).hasSameSizeAs(inTime.worklist());
        List<String> expected = inTime.records();
        List<String> found = late.records();
        String sinceToday = "delete " + late.stage.today().plusDays(36);
        for (int life = 0; life < LIVES.size(); life++) {
            if (found.get(life).contains("0009")) {
                assertThat(found.get(life))
                        .as("a no-claim is received on the day of the night")
                        .contains(sinceToday);
            } else {
                assertThat(found.get(life)).isEqualTo(expected.get(life));
            }
        }
    }

    @Test
    void a_second_run_of_the_same_night_changes_nothing() {
        Lives lives = new Lives();
        lives.nextNight(250);
        String once = lives.record();

        lives.nextNight(0);

        assertThat(lives.record()).isEqualTo(once);
    }

    @Test
    void two_nights_at_once_do_each_step_once() throws Exception {
        Lives alone = new Lives();
        alone.nextNight(250);
        Lives together = new Lives();
        together.stage.wait(Duration.ofDays(250));
        List<Callable<Boolean>> nights = new ArrayList<>();
        for (int night = 0; night < 3; night++) {
            nights.add(() -> {
                together.night(2);
                return true;
            });
        }

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> night : threads.invokeAll(nights)) {
                assertThat(night.get()).isTrue();
            }
        }
        // What one left to another that held it, the next run finds.
        together.nextNight(0);

        assertThat(together.record()).isEqualTo(alone.record());
    }

    @Test
    void what_was_ready_and_has_expired_since_can_not_be_downloaded_at_any_moment() {
        Lives lives = new Lives();
        lives.stage.wait(Duration.ofDays(400));

        assertThat(Stage.code(lives.stage.releaseNominated(Stage.HIGH_STREET))).isEqualTo("NO_MORE_PRESCRIPTIONS");
        lives.nextNight(0);

        assertThat(Stage.code(lives.stage.releaseNominated(Stage.HIGH_STREET))).isEqualTo("NO_MORE_PRESCRIPTIONS");
        assertThat(lives.worklist()).isEmpty();
    }

    /** A record with a prescription of each kind. */
    private static final class Lives {
        private final Stage stage = new Stage(NOW);
        private final List<PrescriptionRecord> created = new ArrayList<>();

        private Lives() {
            for (String life : LIVES) {
                Steps steps = new Steps(stage);
                steps.takeAll(life);
                created.add(steps.prescription());
            }
        }

        private void nextNight(int days) {
            stage.wait(Duration.ofDays(days));
            night(100);
        }

        private void night(int chunk) {
            stage.night(chunk);
            DeletePrescriptions delete = stage.get(DeletePrescriptions.class);
            DeletePrescriptions.Position position = DeletePrescriptions.Position.START;
            while (position != null) {
                position = delete.deleteDue(stage.today(), chunk, position).end();
            }
            while (delete.purgeDue(stage.today(), chunk) > 0) {}
        }

        /** Everything that a night can change, without the ids and the moments, which differ. */
        private String record() {
            return String.join("\n", records()) + "\n" + worklist().size();
        }

        private List<String> records() {
            return created.stream().map(this::record).toList();
        }

        private String record(PrescriptionRecord prescription) {
            Prescriptions prescriptions = stage.prescriptions();
            String issues =
                    prescriptions.find(prescription.id()).map(Stage::line).orElse("deleted");
            String days = prescriptions.find(prescription.id()).stream()
                    .flatMap(found -> found.issues().stream())
                    .map(Lives::days)
                    .collect(Collectors.joining("; "));
            String history = prescriptions.history(prescription.id()).stream()
                    .map(event -> event.issueNumber() + " " + event.event())
                    .collect(Collectors.joining(", "));
            return issues + " | " + days + " | " + history + " | " + skeleton(prescription);
        }

        private static String days(Issue issue) {
            List<@Nullable LocalDate> days = new ArrayList<>();
            days.add(issue.startsOn());
            days.add(issue.dispensedOn());
            days.add(issue.completedOn());
            days.add(issue.claimedOn());
            return issue.next().action().code() + " " + issue.next().on() + " " + days;
        }

        private List<String> skeleton(PrescriptionRecord prescription) {
            return stage.database
                    .jdbc()
                    .sql("""
                            SELECT status || ' ' || deleted_on || ' ' || purge_on
                              FROM prescription_skeleton
                             WHERE prescription_id = :id
                            """)
                    .param("id", prescription.id().value())
                    .query(String.class)
                    .list();
        }

        private List<String> worklist() {
            return stage.database
                    .jdbc()
                    .sql("SELECT prescription_id || ' ' || issue_number FROM worklist")
                    .query(String.class)
                    .list();
        }
    }
}
