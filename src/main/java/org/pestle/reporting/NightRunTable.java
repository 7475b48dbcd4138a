package org.pestle.reporting;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Optional;
import org.pestle.values.OdsCode;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of what a night added to one organisation's month. */
@Component
class NightRunTable {
    private static final String OF_CONTRACTOR = """
            SELECT run.cut_off, run.balanced_at, coalesce(sum(journal.forms), 0) AS claims,
                   coalesce(sum(journal.items), 0) AS items, coalesce(sum(journal.referred_back), 0) AS referred_back,
                   coalesce(sum(journal.disallowed), 0) AS disallowed,
                   coalesce(-sum(posted.amount_p), 0) AS amount_p
              FROM pricing_run AS run
              LEFT JOIN ledger_journal AS journal
                ON journal.run_id = run.run_id AND journal.month = :month AND journal.contractor = :organisation
              LEFT JOIN LATERAL (SELECT sum(entry.amount_p) AS amount_p
                                   FROM ledger_entry AS entry
                                  WHERE entry.journal_id = journal.journal_id
                                    AND entry.account = 'contractor') AS posted ON true
             WHERE run.balanced_at <= :until
             GROUP BY run.run_id
             ORDER BY run.cut_off DESC
             LIMIT 1
            """;

    private static final String OF_COMMISSIONER = """
            SELECT run.cut_off, run.balanced_at, coalesce(sum(journal.forms), 0) AS claims,
                   coalesce(sum(journal.items), 0) AS items, coalesce(sum(journal.referred_back), 0) AS referred_back,
                   coalesce(sum(journal.disallowed), 0) AS disallowed,
                   coalesce(sum(posted.amount_p), 0) AS amount_p
              FROM pricing_run AS run
              LEFT JOIN ledger_journal AS journal
                ON journal.run_id = run.run_id AND journal.month = :month AND journal.commissioner = :organisation
              LEFT JOIN LATERAL (SELECT sum(entry.amount_p) AS amount_p
                                   FROM ledger_entry AS entry
                                  WHERE entry.journal_id = journal.journal_id
                                    AND entry.account = 'commissioner') AS posted ON true
             WHERE run.balanced_at <= :until
             GROUP BY run.run_id
             ORDER BY run.cut_off DESC
             LIMIT 1
            """;

    private final JdbcClient jdbc;

    NightRunTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What the last run that balanced until then added to a contractor's month. */
    Optional<NightRun> ofContractor(OdsCode contractor, YearMonth month, Instant until) {
        return of(OF_CONTRACTOR, contractor, month, until);
    }

    /** What it added to a commissioner's month. */
    Optional<NightRun> ofCommissioner(OdsCode icb, YearMonth month, Instant until) {
        return of(OF_COMMISSIONER, icb, month, until);
    }

    private Optional<NightRun> of(String sql, OdsCode organisation, YearMonth month, Instant until) {
        return jdbc.sql(sql)
                .param("organisation", organisation.value())
                .param("month", month.atDay(1))
                .param("until", Timestamp.from(until))
                .query((row, number) -> run(row))
                .optional();
    }

    private static NightRun run(ResultSet row) throws SQLException {
        return new NightRun(
                row.getTimestamp("cut_off").toInstant(),
                row.getTimestamp("balanced_at").toInstant(),
                row.getLong("claims"),
                row.getLong("items"),
                row.getLong("referred_back"),
                row.getLong("disallowed"),
                row.getBigDecimal("amount_p"));
    }
}
