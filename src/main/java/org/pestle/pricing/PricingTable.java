package org.pestle.pricing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of pricing runs and priced claims. */
@Component
class PricingTable {
    /** The whole country's claims take longer than the limit of ordinary statements; ends with the transaction. */
    private static final String TAKE_TIME = """
            SELECT set_config('statement_timeout', '0', true)
            """;

    private static final String INSERT_RUN = """
            INSERT INTO pricing_run (cut_off, opened_at, claims_in, items_in)
            VALUES (:cutOff, :openedAt, 0, 0)
            ON CONFLICT (cut_off) DO NOTHING
            """;

    private static final String FIX_CLAIMS = """
            WITH run AS (
                SELECT run_id FROM pricing_run WHERE cut_off = :cutOff
            ), fixed AS (
                INSERT INTO pricing_run_claim (run_id, position, claim_id, items)
                SELECT run.run_id, row_number() OVER (ORDER BY claim.received_at, claim.claim_id), claim.claim_id,
                       (SELECT count(*) FROM claim_item AS item WHERE item.claim_id = claim.claim_id)
                  FROM run, claim
                 WHERE claim.status = 'RECEIVED'
                   AND claim.received_at <= :cutOff
                   AND NOT EXISTS (SELECT FROM pricing_run_claim AS other WHERE other.claim_id = claim.claim_id)
                RETURNING items
            ), counted AS (
                SELECT count(*) AS claims, coalesce(sum(items), 0) AS items FROM fixed
            )
            UPDATE pricing_run
               SET claims_in = counted.claims, items_in = counted.items
              FROM counted
             WHERE cut_off = :cutOff
            """;

    private static final String FIND = """
            SELECT run_id, cut_off, claims_in, items_in, balanced_at, claims_priced, claims_referred, claims_replaced,
                   items_paid, items_not_supplied, items_referred, items_disallowed, total_p
              FROM pricing_run
             WHERE cut_off = :cutOff
            """;

    private static final String UNPRICED = """
            SELECT mine.position, mine.claim_id
              FROM pricing_run_claim AS mine
             WHERE mine.run_id = :run
               AND mine.position > :after
               AND NOT EXISTS (SELECT FROM priced_claim AS priced WHERE priced.claim_id = mine.claim_id)
             ORDER BY mine.position
             LIMIT :limit
            """;

    private static final String TOTALS = """
            WITH claims AS (
                SELECT count(*) FILTER (WHERE priced.outcome = 'PRICED') AS priced,
                       count(*) FILTER (WHERE priced.outcome = 'REFERRED') AS referred,
                       count(*) FILTER (WHERE priced.claim_id IS NULL AND claim.status = 'REPLACED') AS replaced,
                       coalesce(sum(mine.items) FILTER (WHERE priced.claim_id IS NULL AND claim.status = 'REPLACED'), 0)
                           AS items_replaced,
                       coalesce(sum(priced.total_p), 0) AS total_p
                  FROM pricing_run_claim AS mine
                  JOIN claim USING (claim_id)
                  LEFT JOIN priced_claim AS priced ON priced.claim_id = mine.claim_id AND priced.run_id = mine.run_id
                 WHERE mine.run_id = :run
            ), items AS (
                SELECT count(*) FILTER (WHERE item.outcome = 'paid') AS paid,
                       count(*) FILTER (WHERE item.outcome = 'not-paid') AS not_supplied,
                       count(*) FILTER (WHERE item.outcome = 'referred-back') AS referred,
                       count(*) FILTER (WHERE item.outcome = 'disallowed') AS disallowed,
                       coalesce(sum(item.actual_cost_p + item.fees_total_p + item.broken_bulk_residual_p
                                    + item.basic_price_adjustment_p - item.charge_deduction_p), 0) AS total_p
                  FROM priced_claim AS priced
                  JOIN priced_item AS item USING (claim_id)
                 WHERE priced.run_id = :run
            )
            SELECT claims.priced AS claims_priced, claims.referred AS claims_referred,
                   claims.replaced AS claims_replaced, claims.items_replaced, items.paid AS items_paid,
                   items.not_supplied AS items_not_supplied, items.referred AS items_referred,
                   items.disallowed AS items_disallowed, items.total_p, claims.total_p AS total_of_claims_p
              FROM claims, items
            """;

    private static final String CLOSE = """
            UPDATE pricing_run
               SET balanced_at = :at, claims_priced = :claimsPriced, claims_referred = :claimsReferred,
                   claims_replaced = :claimsReplaced, items_paid = :itemsPaid, items_not_supplied = :itemsNotSupplied,
                   items_referred = :itemsReferred, items_disallowed = :itemsDisallowed, total_p = :totalP
             WHERE run_id = :run
               AND balanced_at IS NULL
            """;

    private final JdbcClient jdbc;

    PricingTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** From here to the end of the transaction statements may take as long as they need. */
    void takeTime() {
        jdbc.sql(TAKE_TIME).query((row, number) -> true).single();
    }

    /** Whether there was none with this cut-off. */
    boolean insertRun(Instant cutOff, Instant openedAt) {
        return jdbc.sql(INSERT_RUN)
                        .param("cutOff", Timestamp.from(cutOff))
                        .param("openedAt", Timestamp.from(openedAt))
                        .update()
                == 1;
    }

    void fixClaims(Instant cutOff) {
        jdbc.sql(FIX_CLAIMS).param("cutOff", Timestamp.from(cutOff)).update();
    }

    Optional<PricingRun> find(Instant cutOff) {
        return jdbc.sql(FIND)
                .param("cutOff", Timestamp.from(cutOff))
                .query((row, number) -> run(row))
                .optional();
    }

    List<PriceClaims.RunClaim> unpriced(long run, int after, int limit) {
        return jdbc.sql(UNPRICED)
                .param("run", run)
                .param("after", after)
                .param("limit", limit)
                .query((row, number) ->
                        new PriceClaims.RunClaim(row.getInt("position"), row.getObject("claim_id", UUID.class)))
                .list();
    }

    RunTotals totals(long run) {
        return jdbc.sql(TOTALS)
                .param("run", run)
                .query((row, number) -> new RunTotals(
                        row.getInt("claims_priced"),
                        row.getInt("claims_referred"),
                        row.getInt("claims_replaced"),
                        row.getInt("items_replaced"),
                        row.getInt("items_paid"),
                        row.getInt("items_not_supplied"),
                        row.getInt("items_referred"),
                        row.getInt("items_disallowed"),
                        row.getBigDecimal("total_p"),
                        row.getBigDecimal("total_of_claims_p")))
                .single();
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
                .param("totalP", totals.totalP())
                .param("run", run)
                .update();
    }

    private static PricingRun run(ResultSet row) throws SQLException {
        Optional<RunTotals> result = row.getTimestamp("balanced_at") == null
                ? Optional.empty()
                : Optional.of(new RunTotals(
                        row.getInt("claims_priced"),
                        row.getInt("claims_referred"),
                        row.getInt("claims_replaced"),
                        0,
                        row.getInt("items_paid"),
                        row.getInt("items_not_supplied"),
                        row.getInt("items_referred"),
                        row.getInt("items_disallowed"),
                        row.getBigDecimal("total_p"),
                        row.getBigDecimal("total_p")));
        return new PricingRun(
                row.getLong("run_id"),
                row.getTimestamp("cut_off").toInstant(),
                row.getInt("claims_in"),
                row.getInt("items_in"),
                result);
    }
}
