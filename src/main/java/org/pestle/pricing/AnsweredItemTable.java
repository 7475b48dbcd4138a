package org.pestle.pricing;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The SQL that takes back what came back to a contractor and was answered, so that an item counts once: it has its
 * outcome in the answer, and in the month of the former claim it is no longer among what waits (reimbursement.md 1.5).
 */
@Component
class AnsweredItemTable {
    /**
     * An answer may be amended before the night, or come back itself: the item is looked for in all claims before it.
     */
    private static final String TAKE_BACK = """
            WITH RECURSIVE former AS (
                SELECT claim.claim_id AS answer, claim.replaces AS claim_id
                  FROM claim
                  JOIN priced_claim AS priced USING (claim_id)
                 WHERE claim.answers
                   AND priced.run_id = :run
                   AND priced.outcome IN ('PRICED', 'REFERRED')
                 UNION ALL
                SELECT former.answer, claim.replaces
                  FROM former
                  JOIN claim USING (claim_id)
                 WHERE claim.replaces IS NOT NULL
            ), returned AS (
                SELECT item.claim_id, item.line_item_id, item.run_id, item.sequence, item.outcome, item.reason,
                       item.sentence, item.basis_id, item.discount_group, item.pack, item.quantity,
                       item.previous_charge_rate, item.residual_before
                  FROM former
                  JOIN priced_item AS answered ON answered.claim_id = former.answer AND answered.run_id = :run
                  JOIN priced_item AS item ON item.claim_id = former.claim_id
                                          AND item.line_item_id = answered.line_item_id
                 WHERE item.counted = 1
                   AND item.outcome IN ('referred-back', 'disallowed')
                   AND NOT EXISTS (SELECT FROM priced_item AS reversal
                                    WHERE reversal.claim_id = item.claim_id
                                      AND reversal.line_item_id = item.line_item_id
                                      AND reversal.counted = -1)
            ), claims AS (
                INSERT INTO priced_claim (claim_id, run_id, pricing_month, contractor, practice, commissioner, outcome,
                                          items, total_p)
                SELECT claim_id, :run, pricing_month, contractor, practice, commissioner, 'ANSWERED', count(*), 0
                  FROM priced_claim
                  JOIN returned USING (claim_id, run_id)
                 GROUP BY claim_id, pricing_month, contractor, practice, commissioner
                ON CONFLICT (claim_id, run_id) DO NOTHING
            )
            INSERT INTO priced_item (claim_id, line_item_id, run_id, sequence, counted, outcome, reason, sentence,
                                     basis_id, discount_group, pack, quantity, basic_price_p, broken_bulk_residual_p,
                                     basic_price_adjustment_p, broken_bulk_discount_p, discount_p, consumables_p,
                                     container_p, out_of_pocket_p, professional_fees, single_activity_p, other_fees,
                                     fees_total_p, charges, previous_charge_rate, charge_deduction_p, actual_cost_p,
                                     residual_before)
            SELECT claim_id, line_item_id, :run, sequence, -1, outcome, reason, sentence, basis_id, discount_group,
                   pack, -quantity, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL, 0, 0, previous_charge_rate, 0, 0, residual_before
              FROM returned
            """;

    private final JdbcClient jdbc;
    private final PlanTable plan;

    AnsweredItemTable(JdbcClient jdbc, PlanTable plan) {
        this.jdbc = jdbc;
        this.plan = plan;
    }

    /** Takes back what the answers among a run's claims answer for; doing it again adds nothing. */
    void takeBack(long run) {
        plan.byIndex(() -> jdbc.sql(TAKE_BACK).param("run", run).update());
    }
}
