package org.pestle.pricing;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL that looks at what a run posted, and closes it. */
@Component
class BalanceTable {
    private static final String PAYABLE = """
            SELECT coalesce(-sum(entry.amount_p), 0)
              FROM ledger_journal AS journal
              JOIN ledger_entry AS entry USING (journal_id)
             WHERE journal.run_id = :run
               AND journal.commissioner IS NOT NULL
               AND entry.account = 'contractor'
            """;

    private static final String UNBALANCED = """
            SELECT count(*)
              FROM (SELECT
                      FROM ledger_journal AS journal
                      JOIN ledger_entry AS entry USING (journal_id)
                     WHERE journal.run_id = :run
                     GROUP BY journal.journal_id
                    HAVING sum(entry.amount_p) <> 0) AS unbalanced
            """;

    private static final String CLOSE = """
            UPDATE pricing_run
               SET balanced_at = :at, claims_priced = :claimsPriced, claims_referred = :claimsReferred,
                   claims_replaced = :claimsReplaced, items_paid = :itemsPaid, items_not_supplied = :itemsNotSupplied,
                   items_referred = :itemsReferred, items_disallowed = :itemsDisallowed,
                   items_repriced = :itemsRepriced, total_p = :totalP
             WHERE run_id = :run
               AND balanced_at IS NULL
            """;

    private final JdbcClient jdbc;

    BalanceTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What a run posted to contractors, before the roundings of their months, exact pence. */
    BigDecimal payable(long run) {
        return jdbc.sql(PAYABLE).param("run", run).query(BigDecimal.class).single();
    }

    /** How many journals of a run do not add up to nothing. */
    int unbalancedJournals(long run) {
        return jdbc.sql(UNBALANCED).param("run", run).query(Integer.class).single();
    }

    void close(long run, RunTotals totals, Instant at) {
        jdbc.sql(CLOSE)
                .param("at", Timestamp.from(at))
                .param("claimsPriced", totals.claimsPriced())
                .param("claimsReferred", totals.claimsReferred())
                .param("claimsReplaced", totals.claimsReplaced())
                .param("itemsPaid", totals.itemsPaid())
                .param("itemsNotSupplied", totals.itemsNotSupplied())
                .param("itemsReferred", totals.itemsReferred())
                .param("itemsDisallowed", totals.itemsDisallowed())
                .param("itemsRepriced", totals.itemsRepriced())
                .param("totalP", totals.totalP())
                .param("run", run)
                .update();
    }
}
