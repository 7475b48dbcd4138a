package org.pestle.dispensing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Each invariant that the simulation asks for finds the row that breaks it. */
class InvariantsTest {
    private final Stage stage = new Stage(Instant.parse("2026-11-25T10:00:00Z"));
    private final Invariants invariants = new Invariants(stage.database);
    private final JdbcClient owner = JdbcClient.create(stage.database.owner());

    // spotless:off
    @ParameterizedTest(name = "{2}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
        # before                                             | what goes wrong                                                              | found
        create                                               | UPDATE prescription p SET long_id = (SELECT long_id FROM prescription o WHERE o.prescription_id <> p.prescription_id LIMIT 1) | I05 an id of it
        create; release                                      | DELETE FROM prescription_identity WHERE identity LIKE 'short%'               | I05 an id of it
        create                                               | DELETE FROM prescription_identity WHERE identity LIKE 'long%'                | I05 an id of it
        create                                               | UPDATE prescription SET content_digest = sha256('another')                   | I05 an id of it
        create; release                                      | UPDATE prescription_issue SET holder = 'FLM49' WHERE status = '0002'         | I06 held by another
        create; release; return; release by id               | DELETE FROM prescription_event WHERE event = 'RETURNED'                      | I06 released while held
        create; release                                      | UPDATE prescription_event SET organisation = 'FLM49' WHERE version = 2       | I07 released to whom
        create; release; return                              | DELETE FROM ended_lease                                                      | I07 released to whom
        create; release; notify 0006 0001                    | UPDATE prescription_event SET organisation = 'FLM49' WHERE version = 3       | I08 told by another
        create; release; notify 0006 0001                    | UPDATE dispense_item SET quantity = 12.51                                    | I09 more was supplied
        create; release; notify 0006 0001; withdraw; notify 0006 0001 | DELETE FROM prescription_event WHERE event LIKE 'WITHDRAWN%'        | I09 completed twice
        create; release; notify 0006 0001                    | UPDATE prescription_event SET to_status = '0005' WHERE version = 2           | I10 dispensed after
        create; release                                      | UPDATE prescription_event SET to_status = '0006' WHERE version = 2           | I11 the step 00010006D
        create; release; return                              | DELETE FROM prescription_event WHERE version = 2                             | I11 a gap
        create; release                                      | UPDATE prescription_event SET actor = 'nobody' WHERE version = 2             | I11 a gap or a broken link
        create; release                                      | UPDATE prescription_issue SET status = '0003' WHERE status = '0002'          | I11 the row is not
        create                                               | UPDATE prescription_issue SET next_activity_on = '2099-01-01'                | I25 nobody can go on
        create                                               | DELETE FROM worklist                                                         | the worklist is not
        create; release                                      | INSERT INTO worklist SELECT holder, released_at, prescription_id, issue_number, expires_on FROM prescription_issue WHERE status = '0002' | the worklist is not
        create repeat 2; release                             | UPDATE prescription_issue SET status = '0001' WHERE issue_number = 2         | two issues are current
        """)
    // spotless:on
    void is_found(String before, String wrong, String found) {
        Steps steps = new Steps(stage);
        steps.takeAll(before);
        new Steps(stage).takeAll("create unnominated");
        assertThat(invariants.violated()).isEmpty();

        owner.sql("ALTER TABLE prescription_event DISABLE TRIGGER USER").update();
        owner.sql(wrong).update();

        assertThat(invariants.violated())
                .anySatisfy(violation -> assertThat(violation).startsWith(found));
        assertThat(invariants.violatedBy(steps.prescription().id()))
                .anySatisfy(violation -> assertThat(violation).startsWith(found));
    }
}
