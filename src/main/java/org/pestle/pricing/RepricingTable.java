package org.pestle.pricing;

import java.sql.Date;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import org.pestle.values.DmdCode;
import org.pestle.values.OdsCode;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/** The SQL that finds the claims whose prices rest on what the tariff no longer says. */
@Component
class RepricingTable {
    /**
     * Whoever used up broken bulk of a claim that is repriced may have to be priced again too, and so on. All claims of
     * a contractor are in one partition, in the order of their supply dates (reimbursement.md 2.9).
     */
    private static final String FIX_CLAIMS = """
            WITH RECURSIVE affected AS (
                SELECT item.claim_id
                  FROM priced_claim AS priced
                  JOIN priced_item AS item USING (claim_id, run_id)
                 WHERE priced.pricing_month = ANY (:months)
                   AND item.counted = 1
                   AND item.basis_id = ANY (:bases)
                   AND NOT EXISTS (SELECT FROM priced_item AS later
                                    WHERE later.claim_id = item.claim_id
                                      AND later.line_item_id = item.line_item_id
                                      AND later.run_id > item.run_id)
                 UNION
                SELECT used.claim_id
                  FROM affected
                  JOIN broken_bulk AS opened ON opened.claim_id = affected.claim_id AND opened.units > 0
                  JOIN broken_bulk AS used ON used.contractor = opened.contractor
                                          AND used.product_code = opened.product_code
                                          AND used.opened_on = opened.opened_on
                                          AND used.units < 0
                  JOIN claim ON claim.claim_id = used.claim_id AND claim.payment_month = ANY (:months)
            )
            INSERT INTO pricing_run_claim (run_id, partition, position, claim_id, items, again)
            SELECT :run, partition,
                   row_number() OVER (PARTITION BY partition ORDER BY dispensed_on, received_at, claim_id), claim_id,
                   0, true
              FROM (SELECT claim_id, claim.dispensed_on, claim.received_at,
                           abs(mod(hashtextextended(claim.contractor, 0), :partitions)) AS partition
                      FROM affected
                      JOIN claim USING (claim_id)) AS again
            """;

    private static final String BROKEN_BULK = """
            SELECT DISTINCT claim.contractor, item.ordered_product
              FROM pricing_run_claim AS mine
              JOIN claim USING (claim_id)
              JOIN claim_item AS item USING (claim_id)
             WHERE mine.run_id = :run
               AND mine.again
               AND (item.endorsements @> '[{"code": "BB"}]'
                    OR EXISTS (SELECT FROM broken_bulk AS moved
                                WHERE moved.contractor = claim.contractor
                                  AND moved.product_code = item.ordered_product))
            """;

    private final JdbcClient jdbc;
    private final PlanTable plan;

    RepricingTable(JdbcClient jdbc, PlanTable plan) {
        this.jdbc = jdbc;
        this.plan = plan;
    }

    /**
     * Takes in the claims of some months that have an item priced from one of these.
     *
     * @return broken bulk that may come or go when they are priced again
     */
    List<BrokenBulkTable.Owned> fix(PricingRun run, int partitions, List<YearMonth> months, Collection<Integer> bases) {
        return plan.byIndex(() -> {
            fixClaims(run, partitions, months, bases);
            return brokenBulk(run);
        });
    }

    private void fixClaims(PricingRun run, int partitions, List<YearMonth> months, Collection<Integer> bases) {
        jdbc.sql(FIX_CLAIMS)
                .param("run", run.id())
                .param("partitions", (long) partitions)
                .param("months", new SqlArrayValue("date", firstDays(months)))
                .param("bases", bases.toArray(Integer[]::new))
                .update();
    }

    private List<BrokenBulkTable.Owned> brokenBulk(PricingRun run) {
        return jdbc.sql(BROKEN_BULK)
                .param("run", run.id())
                .query((row, number) -> new BrokenBulkTable.Owned(
                        new OdsCode(row.getString("contractor")), new DmdCode(row.getString("ordered_product"))))
                .list();
    }

    private static Object[] firstDays(List<YearMonth> months) {
        return months.stream().map(month -> Date.valueOf(month.atDay(1))).toArray();
    }
}
