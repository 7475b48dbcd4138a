package org.pestle.pricing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL that adds up what a run stored, in two ways that must agree. */
@Component
class RunSumsTable {
    private static final String CLAIMS = """
            SELECT pricing_month, contractor, commissioner,
                   count(*) FILTER (WHERE outcome IN ('PRICED', 'REFERRED') AND answer.claim_id IS NULL) AS forms,
                   count(*) FILTER (WHERE outcome = 'PRICED') AS priced,
                   count(*) FILTER (WHERE outcome = 'REFERRED') AS referred,
                   count(*) FILTER (WHERE outcome = 'REPRICED') AS repriced,
                   sum(total_p) AS total_p
              FROM priced_claim
              LEFT JOIN (SELECT claim_id FROM claim WHERE answers) AS answer USING (claim_id)
             WHERE run_id = :run
             GROUP BY pricing_month, contractor, commissioner
            """;

    private static final String ITEMS = """
            SELECT claim.pricing_month, claim.contractor, claim.commissioner, item.discount_group,
                   claim.outcome NOT IN ('PRICED', 'REFERRED') AS again,
                   count(*) FILTER (WHERE item.counted = 1) AS prices,
                   coalesce(sum(item.counted) FILTER (WHERE item.outcome = 'paid'), 0) AS paid,
                   coalesce(sum(item.counted) FILTER (WHERE item.outcome = 'not-paid'), 0) AS not_supplied,
                   coalesce(sum(item.counted) FILTER (WHERE item.outcome = 'referred-back'), 0) AS referred_back,
                   coalesce(sum(item.counted) FILTER (WHERE item.outcome = 'disallowed'), 0) AS disallowed,
                   sum(item.professional_fees) AS professional_fees,
                   coalesce(sum(item.charges) FILTER (WHERE NOT item.previous_charge_rate), 0) AS charges_current,
                   coalesce(sum(item.charges) FILTER (WHERE item.previous_charge_rate), 0) AS charges_previous,
                   coalesce(sum(item.charge_deduction_p) FILTER (WHERE NOT item.previous_charge_rate), 0) AS current_p,
                   coalesce(sum(item.charge_deduction_p) FILTER (WHERE item.previous_charge_rate), 0) AS previous_p,
                   sum(item.basic_price_p) AS basic_p, sum(item.discount_p) AS discount_p,
                   sum(item.broken_bulk_residual_p + item.basic_price_adjustment_p) AS bulk_p,
                   sum(item.broken_bulk_discount_p) AS bulk_discount_p, sum(item.consumables_p) AS consumables_p,
                   sum(item.container_p) AS container_p, sum(item.out_of_pocket_p) AS out_of_pocket_p,
                   sum(item.single_activity_p) AS single_activity_p,
                   sum(item.actual_cost_p + item.fees_total_p + item.broken_bulk_residual_p
                       + item.basic_price_adjustment_p - item.broken_bulk_discount_p - item.charge_deduction_p) AS total_p
              FROM priced_claim AS claim
              JOIN priced_item AS item USING (claim_id, run_id)
             WHERE claim.run_id = :run
             GROUP BY claim.pricing_month, claim.contractor, claim.commissioner, item.discount_group, again
            """;

    private static final String FEES = """
            SELECT pricing_month, contractor, commissioner, fee.key AS name,
                   sum(CAST(fee.value AS numeric) * prices.count) AS amount_p
              FROM (SELECT claim.pricing_month, claim.contractor, claim.commissioner, item.other_fees, count(*) AS count
                      FROM priced_claim AS claim
                      JOIN priced_item AS item USING (claim_id, run_id)
                     WHERE claim.run_id = :run
                       AND item.other_fees IS NOT NULL
                     GROUP BY claim.pricing_month, claim.contractor, claim.commissioner, item.other_fees) AS prices
             CROSS JOIN LATERAL jsonb_each_text(prices.other_fees) AS fee
             GROUP BY pricing_month, contractor, commissioner, fee.key
            """;

    private static final String REPLACED = """
            SELECT count(*) AS claims, coalesce(sum(items), 0) AS items
              FROM pricing_run_claim AS mine
             WHERE run_id = :run
               AND NOT EXISTS (SELECT FROM priced_claim AS priced
                                WHERE priced.claim_id = mine.claim_id AND priced.run_id = mine.run_id)
               AND (SELECT status FROM claim WHERE claim.claim_id = mine.claim_id) = 'REPLACED'
            """;

    private final JdbcClient jdbc;
    private final PlanTable plan;

    RunSumsTable(JdbcClient jdbc, PlanTable plan) {
        this.jdbc = jdbc;
        this.plan = plan;
    }

    /** What a run stored, in three statements that read its rows once each. */
    RunSums sums(long run) {
        return plan.withoutSorting(() -> new RunSums(
                of(CLAIMS, run)
                        .query((row, number) -> new RunSums.Claims(
                                account(row),
                                row.getLong("forms"),
                                row.getLong("priced"),
                                row.getLong("referred"),
                                row.getLong("repriced"),
                                row.getBigDecimal("total_p")))
                        .list(),
                of(ITEMS, run).query((row, number) -> items(row)).list(),
                of(FEES, run)
                        .query((row, number) ->
                                new RunSums.Fee(account(row), row.getString("name"), row.getBigDecimal("amount_p")))
                        .list()));
    }

    /** The claims of a run that have no price because another took their place before. */
    RunSums.Replaced replaced(long run) {
        return of(REPLACED, run)
                .query((row, number) -> new RunSums.Replaced(row.getInt("claims"), row.getInt("items")))
                .single();
    }

    private JdbcClient.StatementSpec of(String sql, long run) {
        return jdbc.sql(sql).param("run", run);
    }

    private static RunSums.Account account(ResultSet row) throws SQLException {
        return new RunSums.Account(
                row.getObject("pricing_month", LocalDate.class),
                row.getString("contractor"),
                row.getString("commissioner"));
    }

    private static RunSums.Items items(ResultSet row) throws SQLException {
        return new RunSums.Items(
                account(row),
                row.getString("discount_group"),
                row.getBoolean("again"),
                row.getLong("prices"),
                row.getLong("paid"),
                row.getLong("not_supplied"),
                row.getLong("referred_back"),
                row.getLong("disallowed"),
                row.getLong("professional_fees"),
                row.getLong("charges_current"),
                row.getLong("charges_previous"),
                row.getBigDecimal("current_p"),
                row.getBigDecimal("previous_p"),
                row.getBigDecimal("basic_p"),
                row.getBigDecimal("discount_p"),
                row.getBigDecimal("bulk_p"),
                row.getBigDecimal("bulk_discount_p"),
                row.getBigDecimal("consumables_p"),
                row.getBigDecimal("container_p"),
                row.getBigDecimal("out_of_pocket_p"),
                row.getBigDecimal("single_activity_p"),
                row.getBigDecimal("total_p"));
    }
}
