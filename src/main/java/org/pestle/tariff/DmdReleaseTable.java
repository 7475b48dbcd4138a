package org.pestle.tariff;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.pestle.tariff.DmdRowTable.Kind;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of the releases of dm+d that are on file: how many rows of each kind they brought, and how they go. */
@Component
class DmdReleaseTable {
    private static final String ADD_ROWS = """
            INSERT INTO tariff_dmd_rows (released_on, kind, rows)
            VALUES (:release, :kind, :rows)
            """;

    /** Of each kind the newest earlier release that has any. */
    private static final String BEFORE = """
            SELECT DISTINCT ON (kind) kind, released_on, rows
              FROM tariff_dmd_rows
             WHERE released_on < :release
             ORDER BY kind, released_on DESC
            """;

    /**
     * A release is in force in the months that end before the next one. It is needless once the next one came in the
     * same month, or before the first month that is kept had ended.
     */
    private static final String DELETE_RELEASES = """
            WITH needless AS MATERIALIZED (
                     SELECT released_on
                       FROM (SELECT released_on, lead(released_on) OVER (ORDER BY released_on) AS next
                               FROM tariff_dmd_release) AS release
                      WHERE released_on < :priced
                        AND released_on <> :added
                        AND (next <= :firstEnd OR date_trunc('month', next) = date_trunc('month', released_on))),
                 term_gone AS (DELETE FROM tariff_dmd_term WHERE released_on IN (SELECT released_on FROM needless)),
                 vmp_gone AS (DELETE FROM tariff_dmd_vmp WHERE released_on IN (SELECT released_on FROM needless)),
                 vmpp_gone AS (DELETE FROM tariff_dmd_vmpp WHERE released_on IN (SELECT released_on FROM needless)),
                 amp_gone AS (DELETE FROM tariff_dmd_amp WHERE released_on IN (SELECT released_on FROM needless)),
                 ampp_gone AS (DELETE FROM tariff_dmd_ampp WHERE released_on IN (SELECT released_on FROM needless)),
                 gtin_gone AS (DELETE FROM tariff_dmd_gtin WHERE released_on IN (SELECT released_on FROM needless)),
                 history_gone AS (DELETE FROM tariff_dmd_history WHERE released_on IN (SELECT released_on FROM needless)),
                 facts_gone AS (DELETE FROM tariff_dmd_facts WHERE released_on IN (SELECT released_on FROM needless)),
                 rows_gone AS (DELETE FROM tariff_dmd_rows
                                WHERE kind <> 'BNF' AND released_on IN (SELECT released_on FROM needless))
            DELETE FROM tariff_dmd_release WHERE released_on IN (SELECT released_on FROM needless)
            """;

    /** The same for mappings to the BNF, which do not come with every release. */
    private static final String DELETE_MAPPINGS = """
            WITH needless AS MATERIALIZED (
                     SELECT released_on
                       FROM (SELECT released_on, lead(released_on) OVER (ORDER BY released_on) AS next
                               FROM tariff_dmd_rows
                              WHERE kind = 'BNF') AS mapping
                      WHERE released_on < :priced
                        AND released_on <> :added
                        AND (next <= :firstEnd OR date_trunc('month', next) = date_trunc('month', released_on))),
                 rows_gone AS (DELETE FROM tariff_dmd_rows
                                WHERE kind = 'BNF' AND released_on IN (SELECT released_on FROM needless))
            DELETE FROM tariff_bnf WHERE released_on IN (SELECT released_on FROM needless)
            """;

    private final JdbcClient jdbc;

    DmdReleaseTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How many rows of one kind a release brought. */
    record Counted(Kind kind, LocalDate release, long rows) {}

    /** Of each kind that any earlier release brought, how many the newest of these had. */
    List<Counted> before(LocalDate release) {
        return jdbc.sql(BEFORE)
                .param("release", release)
                .query((row, number) -> new Counted(
                        Kind.valueOf(row.getString("kind")),
                        row.getObject("released_on", LocalDate.class),
                        row.getLong("rows")))
                .list();
    }

    /** Remembers how many rows of each kind a release brought. */
    void add(LocalDate release, Map<Kind, Long> rows) {
        rows.forEach((kind, count) -> jdbc.sql(ADD_ROWS)
                .param("release", release)
                .param("kind", kind.name())
                .param("rows", count)
                .update());
    }

    /**
     * Deletes the releases, and the mappings to the BNF, that are in force in no month that is kept.
     *
     * @param added the release that has just come, which stays
     * @param firstEnd last day of the first month that is kept
     * @param priced first day of the months that are still priced, of which everything stays
     * @return how many releases were deleted
     */
    int deleteNeedless(LocalDate added, LocalDate firstEnd, LocalDate priced) {
        delete(DELETE_MAPPINGS, added, firstEnd, priced);
        return delete(DELETE_RELEASES, added, firstEnd, priced);
    }

    private int delete(String sql, LocalDate added, LocalDate firstEnd, LocalDate priced) {
        return jdbc.sql(sql)
                .param("added", added)
                .param("firstEnd", firstEnd)
                .param("priced", priced)
                .update();
    }
}
