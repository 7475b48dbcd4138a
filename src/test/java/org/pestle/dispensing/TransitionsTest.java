package org.pestle.dispensing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pestle.prescription.HistoryCheck;
import org.pestle.prescription.HistoryEvent;
import org.pestle.prescription.Issue;
import org.pestle.prescription.NextActivity;
import org.pestle.prescription.PrescriptionRecord;

/**
 * The table of transitions (eps.md 4.3) with the items' moves (4.5) and the next activities (4.6, 4.7), row by row,
 * each through the use cases of the service. It is 25 November 2026 when a prescription is created; a day's supply
 * lasts 28 days. Issues are shown as {@code status(items)}; the words of the steps are those of {@link Steps}.
 */
class TransitionsTest {
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

    @AutoClose
    private final Stage stage = new Stage(NOW);

    // spotless:off
    @ParameterizedTest(name = "row {0}: {1} | {2}: {4}")
    @CsvSource(delimiter = '|', textBlock = """
            # row | before                                                      | trigger                   | outcome | issues                       | next activities
            1     |                                                             | create                    | done    | 0001(0007)                   | expire 2027-05-25
            1     |                                                             | create ahead 1            | done    | 0001(0007)                   | expire 2027-05-26
            1f    |                                                             | create ahead 2            | done    | 9001(0007)                   | ready 2026-11-27
            1f    |                                                             | create repeat 2 ahead 2   | done    | 9001(0007) 9000(0007)        | ready 2026-11-27, expire 2027-11-25
            1c    | order; cancel                                               | create                    | done    | 0005(0005)                   | delete 2027-05-24
            1c    | order items 1,1; cancel item 2                              | create                    | done    | 0001(0007,0005)              | expire 2027-05-25
            1c    | order repeat 3; cancel                                      | create                    | done    | 0005(0005) 0005(0005) 0005(0005) | delete 2027-05-24, delete 2027-05-24, delete 2027-05-24
            1c    | order ahead 3; cancel                                       | create                    | done    | 0005(0005)                   | delete 2027-05-24
            1r    |                                                             | create repeat 3 items 3,1 | done    | 0001(0007,0007) 9000(0007,0006) 9000(0007,0006) | expire 2027-05-25, expire 2027-11-25, expire 2027-11-25
            2     | create                                                      | release                   | done    | 0002(0008)                   | expire 2027-05-25
            2     | create                                                      | release by id             | done    | 0002(0008)                   | expire 2027-05-25
            2     | create unnominated                                          | release                   | NO_MORE_PRESCRIPTIONS | 0001(0007)     | expire 2027-05-25
            2     | create repeat 2; release; notify 0006 0001                  | release                   | NO_MORE_PRESCRIPTIONS | 0006(0001) 0000(0007) | createNoClaim 2027-05-24, ready 2026-12-16
            2     | create repeat 2; release; notify 0006 0001                  | release by id             | done    | 0006(0001) 0002(0008)        | createNoClaim 2027-05-24, expire 2027-11-25
            2     | create ahead 2                                              | release by id             | RESOURCE_NOT_FOUND | 9001(0007)        | ready 2026-11-27
            2     | create; release                                             | release by id as FLM49    | PRESCRIPTION_WITH_ANOTHER_DISPENSER | 0002(0008) | expire 2027-05-25
            2     | create; release; notify 0006 0001                           | release by id             | PRESCRIPTION_DISPENSED | 0006(0001)    | createNoClaim 2027-05-24
            3     | create; release                                             | notify 0006 0001          | done    | 0006(0001)                   | createNoClaim 2027-05-24
            3     | create items 1,1; release                                   | notify 0006 0001,0002     | done    | 0006(0001,0002)              | createNoClaim 2027-05-24
            3     | create; release; notify 0003 0003; wait 10                  | notify 0006 0001          | done    | 0006(0001)                   | createNoClaim 2027-06-03
            3     | create; release; notify 0003 0004                           | notify 0006 0001          | done    | 0006(0001)                   | createNoClaim 2027-05-24
            3     | create; release; notify 0006 0001                           | notify 0006 0001          | PRESCRIPTION_INVALID_STATE_TRANSITION | 0006(0001) | createNoClaim 2027-05-24
            3a    | create; release; notify 0006 0001; wait 10                  | amend 0003 0003           | done    | 0003(0003)                   | createNoClaim 2027-05-24
            3a    | create; release; notify 0006 0001; wait 10                  | amend 0006 0001           | done    | 0006(0001)                   | createNoClaim 2027-05-24
            3a    | create; release; notify 0006 0001; wait 10                  | amend 0007 0002           | done    | 0007(0002)                   | delete 2026-12-25
            3a    | create; release; notify 0007 0002; wait 10                  | amend 0006 0001           | done    | 0006(0001)                   | createNoClaim 2027-05-24
            3a    | create; release; notify 0003 0003; wait 10                  | amend 0006 0001           | done    | 0006(0001)                   | createNoClaim 2027-05-24
            3a    | create; release; notify 0003 0003                           | amend 0007 0002           | done    | 0007(0002)                   | delete 2026-12-25
            3a    | create; release; notify 0003 0003; notify 0006 0001         | amend first 0006 0001     | INVALID_VALUE | 0006(0001)             | createNoClaim 2027-05-24
            3a    | create; release; notify 0003 0003; notify 0006 0001         | amend first 0003 0003     | done    | 0003(0003)                   | createNoClaim 2027-05-24
            3a    | create; release; notify 0003 0003; amend 0006 0001          | amend first 0006 0001     | DISPENSE_AMEND_IDENTIFIER_MISMATCH | 0006(0001) | createNoClaim 2027-05-24
            3a    | create; release; notify 0006 0001; claim                    | amend 0006 0001           | done    | 0008(0001)                   | delete 2026-12-31
            3a    | create; release; notify 0006 0001; claim                    | amend 0003 0003           | PRESCRIPTION_INVALID_STATE_TRANSITION | 0008(0001) | delete 2026-12-31
            3a    | create repeat 2; release; notify 0006 0001                  | amend 0003 0003           | done    | 0003(0003) 9000(0007)        | createNoClaim 2027-05-24, expire 2027-11-25
            3a    | create repeat 2; release; notify 0006 0001; release by id   | amend 0006 0001 of 1      | done    | 0006(0001) 0002(0008)        | createNoClaim 2027-05-24, expire 2027-11-25
            3a    | create repeat 2; release; notify 0006 0001; release by id   | amend 0003 0003 of 1      | PRESCRIPTION_INVALID_STATE_TRANSITION | 0006(0001) 0002(0008) | createNoClaim 2027-05-24, expire 2027-11-25
            6     | create; release                                             | notify 0003 0003          | done    | 0003(0003)                   | createNoClaim 2027-05-24
            6     | create items 1,1; release                                   | notify 0003 0008,0001     | done    | 0003(0008,0001)              | createNoClaim 2027-05-24
            6     | create items 1,1; release                                   | notify 0003 0002,0004     | done    | 0003(0002,0004)              | createNoClaim 2027-05-24
            6     | create; release; notify 0003 0004; wait 10                  | notify 0003 0003          | done    | 0003(0003)                   | createNoClaim 2027-06-03
            6     | create; release; notify 0003 0003                           | notify 0003 0002          | MEDICATIONREQUEST_INVALID_STATE_TRANSITION | 0003(0003) | createNoClaim 2027-05-24
            7     | create; release                                             | notify 0007 0002          | done    | 0007(0002)                   | delete 2026-12-25
            7     | create; release; notify 0003 0004                           | notify 0007 0002          | done    | 0007(0002)                   | delete 2026-12-25
            7     | create repeat 2; release                                    | notify 0007 0002          | done    | 0007(0002) 0000(0007)        | delete 2026-12-25, ready 2026-12-16
            4     | create; release; notify 0006 0001                           | claim                     | done    | 0008(0001)                   | delete 2026-12-31
            4     | create; release; notify 0007 0002                           | claim                     | done    | 0008(0002)                   | delete 2026-12-31
            4     | create; release; notify 0003 0003                           | claim                     | CLAIM_INVALID_NOT_DISPENSED | 0003(0003) | createNoClaim 2027-05-24
            4a    | create; release; notify 0006 0001; claim; wait 10           | amend claim               | done    | 0008(0001)                   | delete 2026-12-31
            4a    | create; release; notify 0007 0002; claim                    | amend claim               | done    | 0008(0002)                   | delete 2026-12-31
            4a    | create; release; notify 0006 0001; claim; amend claim       | amend claim               | done    | 0008(0001)                   | delete 2026-12-31
            4a    | create; release; notify 0006 0001; claim; amend claim       | amend first claim         | DISPENSE_AMEND_IDENTIFIER_MISMATCH | 0008(0001) | delete 2026-12-31
            4a    | create; release; notify 0006 0001; claim                    | claim                     | DUPLICATE_CLAIM | 0008(0001)           | delete 2026-12-31
            4a    | create; release; notify 0006 0001; claim; wait 11           | amend claim               | CLAIM_AMEND_PERIOD_ISSUE | 0008(0001)  | delete 2026-12-31
            4a    | create; release; notify 0006 0001; claim                    | amend claim as FLM49      | PRESCRIPTION_WITH_ANOTHER_DISPENSER | 0008(0001) | delete 2026-12-31
            5     | create; release                                             | return                    | done    | 0001(0007)                   | expire 2027-05-25
            5     | create; release; return                                     | release                   | NO_MORE_PRESCRIPTIONS | 0001(0007)     | expire 2027-05-25
            5     | create; release; return                                     | release by id as FLM49    | done    | 0002(0008)                   | expire 2027-05-25
            5     | create; release; notify 0003 0003                           | return                    | PRESCRIPTION_INVALID_STATE_TRANSITION | 0003(0003) | createNoClaim 2027-05-24
            5     | create; release                                             | return as FLM49           | PRESCRIPTION_WITH_ANOTHER_DISPENSER | 0002(0008) | expire 2027-05-25
            5     | create; release; return                                     | notify 0006 0001          | PRESCRIPTION_INVALID_STATE_TRANSITION | 0001(0007) | expire 2027-05-25
            5     | create repeat 2; release; notify 0006 0001; release by id   | return                    | done    | 0006(0001) 0001(0007)        | createNoClaim 2027-05-24, expire 2027-11-25
            5a    | create; release; cancel                                     | return                    | done    | 0005(0005)                   | delete 2027-05-24
            5a    | create items 1,1; release; cancel item 2                    | return                    | done    | 0001(0007,0005)              | expire 2027-05-25
            5b    | create; release; wait until 2027-05-26                      | return                    | done    | 0004(0006)                   | delete 2027-08-23
            7a    | create; release; cancel                                     | notify 0007 0002          | done    | 0005(0005)                   | delete 2027-05-24
            7a    | create; release; cancel                                     | notify 0006 0001          | done    | 0006(0001)                   | createNoClaim 2027-05-24
            8     | create                                                      | cancel                    | done    | 0005(0005)                   | delete 2027-05-24
            8     | create items 1,1                                            | cancel item 1             | done    | 0001(0005,0007)              | expire 2027-05-25
            8     | create items 1,1; cancel item 1; release                    | notify 0006 0005,0001     | done    | 0006(0005,0001)              | createNoClaim 2027-05-24
            8     | create items 1,1; cancel item 1; release                    | notify 0006 0001,0001     | MEDICATIONREQUEST_INVALID_STATE_TRANSITION | 0002(0005,0008) | expire 2027-05-25
            8     | create ahead 3                                              | cancel                    | done    | 0005(0005)                   | delete 2027-05-24
            8     | create repeat 3                                             | cancel                    | done    | 0005(0005) 0005(0005) 0005(0005) | delete 2027-05-24, delete 2027-05-24, delete 2027-05-24
            8     | create repeat 2; release; notify 0006 0001                  | cancel                    | done    | 0006(0001) 0005(0005)        | createNoClaim 2027-05-24, delete 2027-05-24
            8     | create; cancel                                              | release by id             | PRESCRIPTION_CANCELLED | 0005(0005)    | delete 2027-05-24
            8a    | create; release                                             | cancel                    | R-0002  | 0002(0008)                   | expire 2027-05-25
            8a    | create; release; notify 0003 0003                           | cancel                    | R-0003  | 0003(0003)                   | createNoClaim 2027-05-24
            9     | create; wait until 2027-05-24                               | night                     | done    | 0001(0007)                   | expire 2027-05-25
            9     | create; wait until 2027-05-25                               | night                     | done    | 0004(0006)                   | delete 2027-08-23
            9     | create; release; wait until 2027-05-25                      | night                     | done    | 0004(0006)                   | delete 2027-08-23
            9     | create repeat 2; wait until 2027-05-25                      | night                     | done    | 0004(0006) 0004(0006)        | delete 2027-08-23, delete 2027-08-23
            9     | create repeat 2 ahead 200; wait until 2027-05-25            | night                     | done    | 0004(0006) 0004(0006)        | delete 2027-08-23, delete 2027-08-23
            9     | create repeat 2; release; notify 0006 0001; release by id; wait until 2027-11-25 | night | done   | 0009(0001) 0004(0006)        | delete 2027-12-31, delete 2028-02-23
            9     | create; wait until 2027-05-26                               | release by id             | PRESCRIPTION_EXPIRED | 0004(0006)      | delete 2027-08-23
            9     | create; release; wait until 2027-05-26                      | notify 0006 0001          | PRESCRIPTION_INVALID_STATE_TRANSITION | 0004(0006) | delete 2027-08-23
            9     | create; release; wait until 2027-05-25                      | notify 0006 0001          | done    | 0006(0001)                   | createNoClaim 2027-11-21
            9b    | create repeat 2; release; notify 0003 0003; withdraw; wait until 2027-05-24 | night     | done    | 0006(0006) 0004(0006)        | createNoClaim 2027-11-20, delete 2027-08-22
            9b    | create repeat 2; release; notify 0003 0003; withdraw; wait until 2027-05-25 | notify 0006 0001 | MEDICATIONREQUEST_INVALID_STATE_TRANSITION | 0006(0006) 0004(0006) | createNoClaim 2027-11-20, delete 2027-08-22
            11    | create; release; notify 0006 0001; wait until 2027-05-23    | night                     | done    | 0006(0001)                   | createNoClaim 2027-05-24
            11    | create; release; notify 0006 0001; wait until 2027-05-24    | night                     | done    | 0009(0001)                   | delete 2027-06-29
            11    | create; release; notify 0006 0001; wait until 2027-06-10    | night                     | done    | 0009(0001)                   | delete 2027-07-16
            11    | create items 1,1,1; release; notify 0003 0003,0004,0008; wait until 2027-05-24 | night  | done    | 0009(0001,0002,0006)         | delete 2027-06-29
            11    | create repeat 2; release; notify 0003 0003; wait until 2027-05-24 | night               | done    | 0009(0001) 0001(0007)        | delete 2027-06-29, expire 2027-11-25
            11    | create repeat 2; release; notify 0003 0003; cancel; wait until 2027-05-24 | night       | done    | 0009(0001) 0005(0005)        | delete 2027-06-29, delete 2027-11-20
            11    | create; release; notify 0006 0001; wait until 2027-05-24; night | claim                 | PRESCRIPTION_INVALID_STATE_TRANSITION | 0009(0001) | delete 2027-06-29
            10    | create ahead 3; wait 2                                      | night                     | done    | 9001(0007)                   | ready 2026-11-28
            10    | create ahead 3; wait 3                                      | night                     | done    | 0001(0007)                   | expire 2027-05-28
            10    | create repeat 2; release; notify 0006 0001; wait until 2026-12-16 | night               | done    | 0006(0001) 0001(0007)        | createNoClaim 2027-05-24, expire 2027-11-25
            10    | create repeat 2; release; notify 0006 0001; wait until 2026-12-30 | night               | done    | 0006(0001) 0001(0007)        | createNoClaim 2027-05-24, expire 2027-11-25
            10a   | create repeat 3; release; wait until 2026-12-16             | notify 0006 0001          | done    | 0006(0001) 0000(0007) 9000(0007) | createNoClaim 2027-06-14, ready 2026-12-16, expire 2027-11-25
            10a   | create repeat 3; release; wait until 2026-12-17             | notify 0006 0001          | done    | 0006(0001) 0001(0007) 9000(0007) | createNoClaim 2027-06-15, expire 2027-11-25, expire 2027-11-25
            10a   | create repeat 3; release; notify 0006 0001; release by id   | notify 0006 0001          | done    | 0006(0001) 0006(0001) 0000(0007) | createNoClaim 2027-05-24, createNoClaim 2027-05-24, ready 2027-01-13
            10a   | create repeat 2 items 2,1; release; notify 0006 0001,0001; release by id | notify 0006 0001,0006 | done | 0006(0001,0001) 0006(0001,0006) | createNoClaim 2027-05-24, createNoClaim 2027-05-24
            12    | create; release; notify 0006 0001                           | withdraw                  | done    | 0002(0008)                   | expire 2027-05-25
            12    | create; release; notify 0007 0002                           | withdraw                  | done    | 0002(0008)                   | expire 2027-05-25
            12    | create; release; notify 0003 0003                           | withdraw                  | done    | 0002(0008)                   | expire 2027-05-25
            12    | create; release; notify 0003 0003; wait 10; notify 0006 0001 | withdraw                 | done    | 0003(0003)                   | createNoClaim 2027-05-24
            12    | create; release; notify 0006 0001; amend 0006 0001          | withdraw                  | done    | 0006(0001)                   | createNoClaim 2027-05-24
            12    | create; release; notify 0006 0001; amend 0007 0002          | withdraw                  | done    | 0006(0001)                   | createNoClaim 2027-05-24
            12    | create; release; notify 0007 0002; amend 0006 0001          | withdraw                  | done    | 0007(0002)                   | delete 2026-12-25
            12    | create; release; notify 0003 0003; notify 0006 0001         | withdraw first            | DISPENSE_AMEND_IDENTIFIER_MISMATCH | 0006(0001) | createNoClaim 2027-05-24
            12    | create; release; notify 0006 0001; withdraw                 | withdraw                  | PRESCRIPTION_INVALID_STATE_TRANSITION | 0002(0008) | expire 2027-05-25
            12    | create; release; notify 0006 0001; claim                    | withdraw                  | PRESCRIPTION_INVALID_STATE_TRANSITION | 0008(0001) | delete 2026-12-31
            12    | create; release; notify 0006 0001                           | withdraw as FLM49         | PRESCRIPTION_WITH_ANOTHER_DISPENSER | 0006(0001) | createNoClaim 2027-05-24
            12    | create repeat 2; release; notify 0006 0001; wait 10         | withdraw                  | done    | 0003(0008) 9000(0007)        | expire 2027-05-25, expire 2027-11-25
            12    | create repeat 2; release; notify 0006 0001; wait until 2026-12-16; night | withdraw of 1 | done   | 0003(0008) 9000(0007)        | expire 2027-05-25, expire 2027-11-25
            12    | create repeat 2; release; notify 0006 0001; release by id   | withdraw                  | PRESCRIPTION_INVALID_STATE_TRANSITION | 0006(0001) 0002(0008) | createNoClaim 2027-05-24, expire 2027-11-25
            12    | create repeat 2; release; notify 0006 0001; withdraw        | notify 0006 0001          | done    | 0006(0001) 0000(0007)        | createNoClaim 2027-05-24, ready 2026-12-16
            """)
    // spotless:on
    void a_row_of_the_table(
            String row, @Nullable String before, String trigger, String outcome, String issues, String nextActivities) {
        Steps steps = new Steps(stage);
        steps.takeAll(before == null ? "" : before);

        assertThat(steps.take(trigger)).isEqualTo(outcome);

        PrescriptionRecord prescription = steps.prescription();
        assertThat(Stage.line(prescription)).isEqualTo(issues);
        assertThat(prescription.issues().stream()
                        .map(Issue::next)
                        .map(TransitionsTest::words)
                        .collect(Collectors.joining(", ")))
                .isEqualTo(nextActivities);
        List<HistoryEvent> history = stage.prescriptions().history(prescription.id());
        assertThat(prescription.issues())
                .allSatisfy(issue -> assertThat(HistoryCheck.faults(
                                history.stream()
                                        .filter(event -> event.issueNumber() == issue.number())
                                        .toList(),
                                issue))
                        .isEmpty());
    }

    private static String words(NextActivity next) {
        return next.action().code() + " " + next.on();
    }
}
