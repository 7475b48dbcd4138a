package org.pestle.pricing;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL that adds up what a run made, in two ways that must agree. */
@Component
class BalanceTable {
    private static final String TOTALS = """
            WITH claims AS (
                SELECT count(*) FILTER (WHERE priced.outcome = 'PRICED') AS priced,
                       count(*) FILTER (WHERE priced.outcome = 'REFERRED') AS referred,
                       count(*) FILTER (WHERE priced.outcome = 'REPRICED') AS repriced,
                       count(*) FILTER (WHERE priced.claim_id IS NULL AND claim.status = 'REPLACED') AS replaced,
                       coalesce(sum(mine.items) FILTER (WHERE priced.claim_id IS NULL AND claim.status = 'REPLACED'), 0)
                           AS items_replaced,
                       coalesce(sum(priced.total_p), 0) AS total_p
                  FROM pricing_run_claim AS mine
                  LEFT JOIN priced_claim AS priced ON priced.claim_id = mine.claim_id AND priced.run_id = mine.run_id
                  LEFT JOIN claim ON priced.claim_id IS NULL AND claim.claim_id = mine.claim_id
                 WHERE mine.run_id = :run
            ), items AS (
                SELECT count(*) FILTER (WHERE first AND item.outcome = 'paid') AS paid,
                       count(*) FILTER (WHERE first AND item.outcome = 'not-paid') AS not_supplied,
                       count(*) FILTER (WHERE first AND item.outcome = 'referred-back') AS referred,
                       count(*) FILTER (WHERE first AND item.outcome = 'disallowed') AS disallowed,
                       count(*) FILTER (WHERE NOT first AND item.counted = 1) AS repriced,
                       coalesce(sum(item.actual_cost_p + item.fees_total_p + item.broken_bulk_residual_p
                                    + item.basic_price_adjustment_p - item.broken_bulk_discount_p
                                    - item.charge_deduction_p), 0) AS total_p
                  FROM (SELECT claim_id, run_id, outcome <> 'REPRICED' AS first
                          FROM priced_claim
                         WHERE run_id = :run) AS priced
                  JOIN priced_item AS item USING (claim_id, run_id)
            )
            SELECT claims.priced AS claims_priced, claims.referred AS claims_referred,
                   claims.replaced AS claims_replaced, claims.repriced AS claims_repriced, claims.items_replaced,
                   items.paid AS items_paid, items.not_supplied AS items_not_supplied, items.referred AS items_referred,
                   items.disallowed AS items_disallowed, items.repriced AS items_repriced, items.total_p,
                   claims.total_p AS total_of_claims_p
              FROM claims, items
            """;

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

    RunTotals totals(long run) {
        return jdbc.sql(TOTALS)
                .param("run", run)
                .query((row, number) -> new RunTotals(
                        row.getInt("claims_priced"),
                        row.getInt("claims_referred"),
                        row.getInt("claims_replaced"),
                        row.getInt("claims_repriced"),
                        row.getInt("items_replaced"),
                        row.getInt("items_paid"),
                        row.getInt("items_not_supplied"),
                        row.getInt("items_referred"),
                        row.getInt("items_disallowed"),
                        row.getInt("items_repriced"),
                        row.getBigDecimal("total_p"),
                        row.getBigDecimal("total_of_claims_p")))
                .single();
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
