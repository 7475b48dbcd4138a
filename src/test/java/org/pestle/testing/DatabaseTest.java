package org.pestle.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the application's role can and cannot do with the database. */
class DatabaseTest {
    private static final Database DATABASE = Database.fresh();

    @Test
    void copies_are_separate() {
        Database other = Database.fresh();

        append(other.jdbc(), "only here");

        assertThat(subjects(other.jdbc())).contains("only here");
        assertThat(subjects(DATABASE.jdbc())).doesNotContain("only here");
    }

    /** The server has fewer connections than all tests together would hold idle. */
    @Test
    void an_earlier_database_holds_no_connection_once_another_is_made() {
        Database earlier = Database.fresh();
        append(earlier.jdbc(), "held");
        assertThat(connectionsOf(earlier)).isOne();

        Database.fresh();

        assertThat(connectionsOf(earlier)).isZero();
        assertThat(subjects(earlier.jdbc()))
                .as("it connects again when it is used")
                .contains("held");
    }

    @Test
    void one_that_is_given_back_is_as_empty_for_the_next_test_as_a_new_one() {
        Database used = Database.fresh();
        append(used.jdbc(), "gone");
        String emptied = rows(used);

        used.close();

        assertThat(emptied).contains("gone");
        assertThat(Database.fresh()).isSameAs(used);
        assertThat(rows(used)).isEqualTo(rows(Database.fresh())).doesNotContain("gone");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE prescription ADD COLUMN planted int",
                "ALTER TABLE prescription DROP CONSTRAINT prescription_pkey CASCADE",
                "ALTER TABLE prescription_event DISABLE TRIGGER USER",
                "DROP POLICY own_report ON commissioner_report",
                "ALTER TABLE bulk_export DISABLE ROW LEVEL SECURITY",
                "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
                "CREATE FUNCTION planted() RETURNS int RETURN 1"
            })
    void one_whose_schema_was_changed_is_not_given_out_again(String change) {
        Database changed = Database.fresh();
        JdbcClient.create(changed.owner()).sql(change).update();

        changed.close();

        assertThat(Database.fresh()).isNotSameAs(changed);
    }

    @Test
    void the_application_adds_to_the_audit_trail_through_the_function() {
        append(DATABASE.jdbc(), "A");
        append(DATABASE.jdbc(), "A");

        assertThat(DATABASE.jdbc()
                        .sql("SELECT sequence FROM audit_event WHERE subject = 'A' ORDER BY sequence")
                        .query(Long.class)
                        .list())
                .containsExactly(1L, 2L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE audit_event SET outcome = 'x'",
                "DELETE FROM audit_event",
                "UPDATE audit_event_2026_11 SET outcome = 'x'",
                "DELETE FROM audit_event_other",
                "TRUNCATE audit_event",
                "UPDATE audit_head SET sequence = 9",
                "DELETE FROM audit_head",
                "UPDATE prescription_event SET actor = 'x'",
                "DELETE FROM prescription_event",
                "DELETE FROM prescription_event_2026_11",
                "TRUNCATE prescription_event",
                "UPDATE ledger_entry SET amount_p = 0",
                "DELETE FROM ledger_journal",
                "UPDATE priced_item SET basic_price_p = 0",
                "ALTER TABLE prescription ADD COLUMN x int",
                "DROP TABLE prescription_event",
                "CREATE TABLE x (y int)",
                "DELETE FROM flyway_schema_history"
            })
    void the_application_cannot_change_history_or_schema(String statement) {
        JdbcClient jdbc = DATABASE.jdbc();

        assertThatThrownBy(() -> jdbc.sql(statement).update())
                .rootCause()
                .hasMessageMatching("(?s).*(permission denied|must be owner).*");
    }

    @Test
    void nobody_else_has_rights_to_a_table() {
        List<String> grantees = JdbcClient.create(DATABASE.owner())
                .sql("SELECT DISTINCT grantee FROM information_schema.role_table_grants WHERE table_schema = 'public'")
                .query(String.class)
                .list();

        assertThat(grantees).containsExactlyInAnyOrder("pestle_owner", "pestle_app");
    }

    /** Every row of every table, and where its sequences stand. */
    private static String rows(Database database) {
        return JdbcClient.create(database.owner()).sql("""
                        SELECT schema_to_xml('public', true, true, '')::text
                               || (SELECT string_agg(concat_ws(' ', sequencename, last_value), ', ') FROM pg_sequences)
                        """).query(String.class).single();
    }

    private static int connectionsOf(Database database) {
        return ((HikariDataSource) database.application()).getHikariPoolMXBean().getTotalConnections();
    }

    private static void append(JdbcClient jdbc, String subject) {
        jdbc.sql("SELECT append_audit_event(:subject, 'actor', 'role', 'FA565', 'CREATE', 'done', NULL)")
                .param("subject", subject)
                .query((row, number) -> true)
                .single();
    }

    private static List<String> subjects(JdbcClient jdbc) {
        return jdbc.sql("SELECT subject FROM audit_head").query(String.class).list();
    }
}
