package org.pestle.pricing;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The SQL that posts a run to the ledger (reliability-security.md D9). Each amount is borne by one account and received
 * by the contractor's: the commissioner bears price less discount, and allowances; NHS England fees and broken bulk,
 * and has the charges (reimbursement.md 3). An answer is no form again.
 */
@Component
class PostingTable {
    private static final String POST = """
            WITH sums AS MATERIALIZED (
                SELECT claim.pricing_month AS month, claim.contractor, claim.commissioner, item.discount_group AS of,
                       coalesce(sum(item.counted) FILTER (WHERE item.outcome = 'paid'), 0) AS items,
                       coalesce(sum(item.counted) FILTER (WHERE item.outcome = 'not-paid'), 0) AS not_supplied,
                       coalesce(sum(item.counted) FILTER (WHERE item.outcome = 'referred-back'), 0) AS referred_back,
                       coalesce(sum(item.counted) FILTER (WHERE item.outcome = 'disallowed'), 0) AS disallowed,
                       sum(item.professional_fees) AS professional_fees,
                       coalesce(sum(item.charges) FILTER (WHERE NOT item.previous_charge_rate), 0) AS charges_current,
                       coalesce(sum(item.charges) FILTER (WHERE item.previous_charge_rate), 0) AS charges_previous,
                       coalesce(sum(item.charge_deduction_p) FILTER (WHERE NOT item.previous_charge_rate), 0)
                           AS current_p,
                       coalesce(sum(item.charge_deduction_p) FILTER (WHERE item.previous_charge_rate), 0)
                           AS previous_p,
                       sum(item.basic_price_p) AS basic_p, sum(item.discount_p) AS discount_p,
                       sum(item.broken_bulk_residual_p + item.basic_price_adjustment_p) AS bulk_p,
                       sum(item.broken_bulk_discount_p) AS bulk_discount_p, sum(item.consumables_p) AS consumables_p,
                       sum(item.container_p) AS container_p, sum(item.out_of_pocket_p) AS out_of_pocket_p,
                       sum(item.single_activity_p) AS single_activity_p
                  FROM priced_claim AS claim
                  JOIN priced_item AS item USING (claim_id, run_id)
                 WHERE claim.run_id = :run
                 GROUP BY claim.pricing_month, claim.contractor, claim.commissioner, item.discount_group
            ), forms AS (
                SELECT pricing_month AS month, contractor, commissioner,
                       count(*) FILTER (WHERE outcome <> 'REPRICED' AND answer.claim_id IS NULL) AS forms
                  FROM priced_claim
                  LEFT JOIN (SELECT claim_id FROM claim WHERE answers) AS answer USING (claim_id)
                 WHERE run_id = :run
                 GROUP BY pricing_month, contractor, commissioner
            ), journal AS (
                INSERT INTO ledger_journal (run_id, month, contractor, commissioner, forms, items, not_supplied,
                                            referred_back, disallowed, professional_fees, charges_current,
                                            charges_previous)
                SELECT :run, month, contractor, commissioner, max(forms.forms), sum(sums.items),
                       sum(sums.not_supplied), sum(sums.referred_back), sum(sums.disallowed),
                       sum(sums.professional_fees), sum(sums.charges_current), sum(sums.charges_previous)
                  FROM sums
                  JOIN forms USING (month, contractor, commissioner)
                 GROUP BY month, contractor, commissioner
                 ORDER BY month, contractor, commissioner
                RETURNING journal_id, month, contractor, commissioner
            ), lines AS (
                SELECT sums.month, sums.contractor, sums.commissioner, line.account, line.line, sum(line.amount_p)
                           AS amount_p
                  FROM sums
                 CROSS JOIN LATERAL (VALUES
                        ('commissioner', 'basic_price.' || sums.of, sums.basic_p),
                        ('commissioner', 'discount.' || sums.of, -sums.discount_p),
                        ('commissioner', 'consumables', sums.consumables_p),
                        ('commissioner', 'containers', sums.container_p),
                        ('commissioner', 'out_of_pocket', sums.out_of_pocket_p),
                        ('nhs-england', 'broken_bulk.' || sums.of, sums.bulk_p),
                        ('nhs-england', 'broken_bulk_discount.' || sums.of, -sums.bulk_discount_p),
                        ('nhs-england', 'fee.single_activity', sums.single_activity_p),
                        ('nhs-england', 'charges.current', -sums.current_p),
                        ('nhs-england', 'charges.previous', -sums.previous_p)
                       ) AS line (account, line, amount_p)
                 WHERE line.amount_p <> 0
                 GROUP BY sums.month, sums.contractor, sums.commissioner, line.account, line.line
                 UNION ALL
                SELECT claim.pricing_month, claim.contractor, claim.commissioner, 'nhs-england', 'fee.' || fee.key,
                       sum(CAST(fee.value AS numeric))
                  FROM priced_claim AS claim
                  JOIN priced_item AS item USING (claim_id, run_id)
                 CROSS JOIN LATERAL jsonb_each_text(item.other_fees) AS fee
                 WHERE claim.run_id = :run
                   AND item.other_fees IS NOT NULL
                 GROUP BY claim.pricing_month, claim.contractor, claim.commissioner, fee.key
            ), both_sides AS (
                SELECT month, contractor, commissioner, account, line, amount_p
                  FROM lines
                 UNION ALL
                SELECT month, contractor, commissioner, 'contractor', 'payable', -sum(amount_p)
                  FROM lines
                 GROUP BY month, contractor, commissioner
            )
            INSERT INTO ledger_entry (journal_id, account, line, amount_p)
            SELECT journal.journal_id, both_sides.account, both_sides.line, both_sides.amount_p
              FROM both_sides
              JOIN journal USING (month, contractor, commissioner)
             ORDER BY journal.journal_id, both_sides.account, both_sides.line
            """;

    /**
     * The month's own roundings, half up: discount for each group, consumables once (reimbursement.md 8). What was
     * rounded by an earlier run is only made good for.
     */
    private static final String ROUND = """
            WITH touched AS (
                SELECT DISTINCT month, contractor
                  FROM ledger_journal
                 WHERE run_id = :run
            ), exact AS (
                SELECT month, journal.contractor,
                       CASE WHEN entry.line LIKE '%discount.%' THEN split_part(entry.line, '.', 2) ELSE entry.line END
                           AS of,
                       sum(entry.amount_p) AS amount_p
                  FROM touched
                  JOIN ledger_journal AS journal USING (month, contractor)
                  JOIN ledger_entry AS entry USING (journal_id)
                 WHERE entry.line LIKE '%discount.%'
                    OR entry.line = 'consumables'
                    OR (entry.account = 'rounding' AND entry.line = 'rounding')
                 GROUP BY month, journal.contractor, of
            ), needed AS (
                SELECT month, contractor,
                       sum(CASE WHEN of = 'rounding' THEN -amount_p ELSE round(amount_p) - amount_p END) AS amount_p
                  FROM exact
                 GROUP BY month, contractor
            ), journal AS (
                INSERT INTO ledger_journal (run_id, month, contractor, commissioner, forms, items, not_supplied,
                                            referred_back, disallowed, professional_fees, charges_current,
                                            charges_previous)
                SELECT :run, month, contractor, NULL, 0, 0, 0, 0, 0, 0, 0, 0
                  FROM needed
                 WHERE amount_p <> 0
                 ORDER BY month, contractor
                RETURNING journal_id, month, contractor
            )
            INSERT INTO ledger_entry (journal_id, account, line, amount_p)
            SELECT journal.journal_id, side.account, 'rounding', side.amount_p
              FROM needed
              JOIN journal USING (month, contractor)
             CROSS JOIN LATERAL (VALUES ('rounding', needed.amount_p), ('contractor', -needed.amount_p))
                    AS side (account, amount_p)
             ORDER BY journal.journal_id, side.account
            """;

    /** The months of a run are few beside the whole ledger: its index leads to them. Ends with the transaction. */
    private static final String BY_INDEX_AGAIN = "SELECT set_config('enable_nestloop', 'on', true)";

    private final JdbcClient jdbc;

    PostingTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Posts every amount of a run, and the roundings of the months that it touched. */
    void post(long run) {
        jdbc.sql(POST).param("run", run).update();
        jdbc.sql(BY_INDEX_AGAIN).query((row, number) -> true).single();
        jdbc.sql(ROUND).param("run", run).update();
    }
}
