package org.pestle.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pestle.testing.Database;
import org.pestle.values.OdsCode;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whose rows the database shows to the application, even to a statement that forgets to ask for somebody's. */
class ScopeTableTest {
    private static final OdsCode QOP = new OdsCode("QOP");
    private static final OdsCode QWO = new OdsCode("QWO");

    private static final Database DATABASE = withRowsOfTwoCommissioners();
    private static final Database UNPROTECTED = withoutRowLevelSecurity();

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "commissioner_report,     icb_code,  QOP,                                  QWO",
        "commissioner_report_row, icb_code,  QOP,                                  QWO",
        "bulk_export,             export_id, aaaaaaaa-0000-4000-8000-000000000000, bbbbbbbb-0000-4000-8000-000000000000",
        "bulk_export_claim,       export_id, aaaaaaaa-0000-4000-8000-000000000000, bbbbbbbb-0000-4000-8000-000000000000",
        "bulk_export_part,        export_id, aaaaaaaa-0000-4000-8000-000000000000, bbbbbbbb-0000-4000-8000-000000000000",
    })
    void a_commissioner_sees_its_own_rows_alone(String table, String column, String ofQop, String ofQwo) {
        String all = "SELECT " + column + "::text FROM " + table;

        assertThat(as(DATABASE, QOP, all)).containsExactly(ofQop);
        assertThat(as(DATABASE, QWO, all)).containsExactly(ofQwo);
        assertThat(DATABASE.jdbc().sql(all).query(String.class).list())
                .as("a transaction that does not say for whom it works")
                .isEmpty();
        assertThat(as(UNPROTECTED, QOP, all)).as("without row-level security").contains(ofQop, ofQwo);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "bulk_export,             3",
        "bulk_export_claim,       3",
        "bulk_export_part,        3",
        "commissioner_report,     0",
        "commissioner_report_row, 0",
    })
    void whoever_works_for_everybody_sees_all_exports_and_no_report(String table, long rows) {
        assertThat(as(DATABASE, null, "SELECT count(*)::text FROM " + table)).containsExactly(Long.toString(rows));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            UPDATE bulk_export SET failures = failures + 1 RETURNING commissioner
            DELETE FROM bulk_export RETURNING commissioner
            DELETE FROM bulk_export_claim RETURNING 'QOP'
            DELETE FROM bulk_export_part RETURNING 'QOP'
            """)
    void a_commissioner_changes_its_own_rows_alone(String statement) {
        assertThat(as(DATABASE, QOP, statement)).containsExactly("QOP");
    }

    @Test
    void a_commissioner_keeps_no_export_for_another() {
        String statement = "UPDATE bulk_export SET commissioner = 'QWO' RETURNING commissioner";

        assertThatThrownBy(() -> as(DATABASE, QOP, statement)).rootCause().hasMessageContaining("row-level security");
    }

    /** What a statement answers to the application while it works for a commissioner; it leaves nothing behind. */
    private static List<String> as(Database database, @Nullable OdsCode commissioner, String statement) {
        return inTransaction(database, () -> {
            new ScopeTable(database.jdbc()).workFor(commissioner, ScopeTable.FOR_READING);
            return database.jdbc().sql(statement).query(String.class).list();
        });
    }

    private static <T> T inTransaction(Database database, Supplier<T> work) {
        return Objects.requireNonNull(database.transactions().execute(status -> {
            status.setRollbackOnly();
            return work.get();
        }));
    }

    private static Database withRowsOfTwoCommissioners() {
        Database database = Database.fresh();
        JdbcClient.create(database.owner()).sql("""
                        INSERT INTO commissioner_report (icb_code, month, written_at, provisional, editions)
                        VALUES ('QOP', '2026-07-01', now(), true, '{}'), ('QWO', '2026-07-01', now(), true, '{}');
                        INSERT INTO commissioner_report_row
                        SELECT icb_code, month, 'A83008', 'FA565', '0206020A0', '39732011000001102', 1, 1, 28, 0, 0, 0, 0,
                               0, 0, 0, 0, 0, 0, 0, 0
                          FROM commissioner_report;
                        INSERT INTO bulk_export (export_id, commissioner, requested_by, requested_at, types, request,
                                                 state, salt)
                        SELECT id, commissioner, 'MADE', now(), '{Claim}', 'MADE', 'waiting', sha256('MADE')
                          FROM (VALUES (CAST('aaaaaaaa-0000-4000-8000-000000000000' AS uuid), 'QOP'),
                                       ('bbbbbbbb-0000-4000-8000-000000000000', 'QWO'),
                                       ('cccccccc-0000-4000-8000-000000000000', NULL)) AS made (id, commissioner);
                        INSERT INTO bulk_export_claim (export_id, pseudonym, claim_id)
                        SELECT export_id, export_id, export_id FROM bulk_export;
                        INSERT INTO bulk_export_part (export_id, type, part, resources, content)
                        SELECT export_id, 'Claim', 1, 1, 'MADE' FROM bulk_export
                        """).update();
        return database;
    }

    private static Database withoutRowLevelSecurity() {
        Database database = withRowsOfTwoCommissioners();
        JdbcClient.create(database.owner()).sql("""
                        ALTER TABLE commissioner_report DISABLE ROW LEVEL SECURITY;
                        ALTER TABLE commissioner_report_row DISABLE ROW LEVEL SECURITY;
                        ALTER TABLE bulk_export DISABLE ROW LEVEL SECURITY;
                        ALTER TABLE bulk_export_claim DISABLE ROW LEVEL SECURITY;
                        ALTER TABLE bulk_export_part DISABLE ROW LEVEL SECURITY
                        """).update();
        return database;
    }
}
