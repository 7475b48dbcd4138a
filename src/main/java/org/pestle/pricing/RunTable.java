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

/** The SQL of pricing runs: what goes into them, and who prices which part. */
@Component
class RunTable {
    private static final String INSERT_RUN = """
            INSERT INTO pricing_run (cut_off, opened_at, claims_in, items_in, claims_to_reprice)
            VALUES (:cutOff, :openedAt, 0, 0, 0)
            ON CONFLICT (cut_off) DO NOTHING
            """;

    /**
     * A claim's partition follows from its prescription's id, so that it is the same wherever and whenever asked. Only
     * claims for a product of which the contractor has broken a pack go by the contractor: they are priced in the order
     * of their supply dates, one after the other (reimbursement.md 2.9), after those that are repriced. The order of
     * the others is that of the indexes. What a claim waits with is enough for that: no claim is read.
     */
    private static final String FIX_CLAIMS = """
            WITH bulk AS (
                SELECT contractor, array_agg(DISTINCT product) AS products
                  FROM (SELECT contractor, product_code AS product
                          FROM broken_bulk
                         GROUP BY contractor, product_code, opened_on
                        HAVING sum(units) > 0
                         UNION ALL
                        SELECT contractor, unnest(broken_bulk)
                          FROM claim_waiting
                         WHERE received_at <= :cutOff
                           AND broken_bulk <> '{}'
                         UNION ALL
                        SELECT contractor, product
                          FROM unnest(:contractors, :products) AS repriced (contractor, product)) AS broken
                 GROUP BY contractor
            ), repriced AS (
                SELECT partition, count(*) AS claims
                  FROM pricing_run_claim
                 WHERE run_id = :run
                 GROUP BY partition
            )
            INSERT INTO pricing_run_claim (run_id, partition, position, claim_id, items, again)
            SELECT :run, partition,
                   coalesce(repriced.claims, 0)
                       + row_number() OVER (PARTITION BY partition ORDER BY bulk_dispensed_on, bulk_received_at, claim_id),
                   claim_id, items, false
              FROM (SELECT waiting.claim_id, waiting.items,
                           CASE WHEN claim.of_bulk THEN waiting.dispensed_on END AS bulk_dispensed_on,
                           CASE WHEN claim.of_bulk THEN waiting.received_at END AS bulk_received_at,
                           abs(mod(hashtextextended(CASE WHEN claim.of_bulk THEN waiting.contractor
                                                         ELSE waiting.prescription_id END, 0), :partitions))
                               AS partition
                      FROM claim_waiting AS waiting
                      LEFT JOIN bulk USING (contractor)
                     CROSS JOIN LATERAL (SELECT coalesce(waiting.products && bulk.products, false)) AS claim (of_bulk)
                     WHERE waiting.received_at <= :cutOff
                       AND NOT EXISTS (SELECT FROM pricing_run_claim AS other
                                        WHERE other.run_id = ANY (ARRAY(SELECT run_id
                                                                          FROM pricing_run
                                                                         WHERE balanced_at IS NULL
                                                                           AND run_id <> :run))
                                          AND other.claim_id = waiting.claim_id
                                          AND NOT other.again)) AS waiting
              LEFT JOIN repriced USING (partition)
            """;

    private static final String OPEN_PARTITIONS = """
            WITH parts AS (
                INSERT INTO pricing_partition (run_id, partition, claims)
                SELECT run_id, partition, count(*)
                  FROM pricing_run_claim
                 WHERE run_id = :run
                 GROUP BY run_id, partition
            )
            UPDATE pricing_run
               SET claims_in = counted.claims, items_in = counted.items, claims_to_reprice = counted.to_reprice
              FROM (SELECT count(*) FILTER (WHERE NOT again) AS claims,
                           coalesce(sum(items) FILTER (WHERE NOT again), 0) AS items,
                           count(*) FILTER (WHERE again) AS to_reprice
                      FROM pricing_run_claim
                     WHERE run_id = :run) AS counted
             WHERE run_id = :run
            """;

    private static final String COLUMNS = """
            SELECT run_id, cut_off, claims_in, items_in, claims_to_reprice, balanced_at, claims_priced, claims_referred,
                   claims_replaced, items_paid, items_not_supplied, items_referred, items_disallowed, items_repriced,
                   total_p
              FROM pricing_run
            """;

    private static final String FIND = COLUMNS + """
             WHERE cut_off = :cutOff
            """;

    private static final String FIND_OPEN = COLUMNS + """
             WHERE balanced_at IS NULL
             ORDER BY cut_off
             LIMIT 1
            """;

    private static final String TAKE_PARTITION = """
            SELECT partition, position
              FROM pricing_partition
             WHERE run_id = :run
               AND position < claims
             ORDER BY partition
             LIMIT 1
               FOR UPDATE SKIP LOCKED
            """;

    private static final String NEXT_CLAIMS = """
            SELECT claim_id, again
              FROM pricing_run_claim
             WHERE run_id = :run
               AND partition = :partition
               AND position > :position
             ORDER BY position
             LIMIT :most
            """;

    private static final String ADVANCE = """
            UPDATE pricing_partition
               SET position = :position, worker = :worker, heartbeat_at = :at
             WHERE run_id = :run
               AND partition = :partition
            """;

    private static final String DONE = """
            SELECT coalesce(sum(position), 0)
              FROM pricing_partition
             WHERE run_id = :run
            """;

    private final JdbcClient jdbc;

    RunTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A part of a run that this transaction holds, and how far it has come. */
    record Partition(int number, int position) {}

    /** A claim of a run. */
    record RunClaim(UUID claim, boolean reprice) {}

    /** Whether there was none with this cut-off. */
    boolean insertRun(Instant cutOff, Instant openedAt) {
        return jdbc.sql(INSERT_RUN)
                        .param("cutOff", Timestamp.from(cutOff))
                        .param("openedAt", Timestamp.from(openedAt))
                        .update()
                == 1;
    }

    /**
     * Takes in the claims that wait, after those that are repriced.
     *
     * @param repriced broken bulk that the repricing may change
     */
    void fixClaims(PricingRun run, int partitions, List<BrokenBulkTable.Owned> repriced) {
        jdbc.sql(FIX_CLAIMS)
                .param("run", run.id())
                .param(
                        "contractors",
                        repriced.stream()
                                .map(owned -> owned.contractor().value())
                                .toArray(String[]::new))
                .param(
                        "products",
                        repriced.stream().map(owned -> owned.product().value()).toArray(String[]::new))
                .param("cutOff", Timestamp.from(run.cutOff()))
                .param("partitions", (long) partitions)
                .update();
    }

    void openPartitions(long run) {
        jdbc.sql(OPEN_PARTITIONS).param("run", run).update();
    }

    Optional<PricingRun> find(Instant cutOff) {
        return jdbc.sql(FIND)
                .param("cutOff", Timestamp.from(cutOff))
                .query((row, number) -> run(row))
                .optional();
    }

    Optional<PricingRun> findOpen() {
        return jdbc.sql(FIND_OPEN).query((row, number) -> run(row)).optional();
    }

    /** A part with work left that nobody else holds; it is ours until the transaction ends. */
    Optional<Partition> takePartition(long run) {
        return jdbc.sql(TAKE_PARTITION)
                .param("run", run)
                .query((row, number) -> new Partition(row.getInt("partition"), row.getInt("position")))
                .optional();
    }

    List<RunClaim> next(long run, Partition partition, int most) {
        return jdbc.sql(NEXT_CLAIMS)
                .param("run", run)
                .param("partition", partition.number())
                .param("position", partition.position())
                .param("most", most)
                .query((row, number) -> new RunClaim(row.getObject("claim_id", UUID.class), row.getBoolean("again")))
                .list();
    }

    void advance(long run, Partition partition, String worker, Instant at) {
        jdbc.sql(ADVANCE)
                .param("position", partition.position())
                .param("worker", worker)
                .param("at", Timestamp.from(at))
                .param("run", run)
                .param("partition", partition.number())
                .update();
    }

    /** How many claims of a run are done. */
    int done(long run) {
        return jdbc.sql(DONE).param("run", run).query(Integer.class).single();
    }

    private static PricingRun run(ResultSet row) throws SQLException {
        Optional<RunTotals> result = row.getTimestamp("balanced_at") == null
                ? Optional.empty()
                : Optional.of(new RunTotals(
                        row.getInt("claims_priced"),
                        row.getInt("claims_referred"),
                        row.getInt("claims_replaced"),
                        row.getInt("claims_to_reprice"),
                        0,
                        row.getInt("items_paid"),
                        row.getInt("items_not_supplied"),
                        row.getInt("items_referred"),
                        row.getInt("items_disallowed"),
                        row.getInt("items_repriced"),
                        row.getBigDecimal("total_p"),
                        row.getBigDecimal("total_p")));
        return new PricingRun(
                row.getLong("run_id"),
                row.getTimestamp("cut_off").toInstant(),
                row.getInt("claims_in"),
                row.getInt("items_in"),
                row.getInt("claims_to_reprice"),
                result);
    }
}
