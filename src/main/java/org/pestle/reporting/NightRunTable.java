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
    /** An account that receives has negative entries. */
    private static final String LAST = """
            SELECT run.cut_off, run.balanced_at, coalesce(sum(journal.forms), 0) AS claims,
                   coalesce(sum(journal.items), 0) AS items, coalesce(sum(journal.referred_back), 0) AS referred_back,
                   coalesce(sum(journal.disallowed), 0) AS disallowed,
                   coalesce(sum(posted.amount_p), 0) * CASE :account WHEN 'contractor' THEN -1 ELSE 1 END AS amount_p
              FROM pricing_run AS run
              LEFT JOIN ledger_journal AS journal
                ON journal.run_id = run.run_id
               AND journal.month = :month
               AND :organisation = CASE :account WHEN 'contractor' THEN journal.contractor ELSE journal.commissioner END
              LEFT JOIN LATERAL (SELECT sum(entry.amount_p) AS amount_p
                                   FROM ledger_entry AS entry
                                  WHERE entry.journal_id = journal.journal_id
                                    AND entry.account = :account) AS posted ON true
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
        return of("contractor", contractor, month, until);
    }

    /** What it added to a commissioner's month. */
    Optional<NightRun> ofCommissioner(OdsCode icb, YearMonth month, Instant until) {
        return of("commissioner", icb, month, until);
    }

    private Optional<NightRun> of(String account, OdsCode organisation, YearMonth month, Instant until) {
        return jdbc.sql(LAST)
                .param("account", account)
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
