package org.pestle.reporting;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.pestle.values.OdsCode;
import org.pestle.values.Pence;
import org.pestle.values.PrescriptionId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The SQL of schedules of payments. Only runs that balanced count. */
@Component
class ScheduleTable {
    private static final String EDITIONS = """
            SELECT DISTINCT basis.edition
              FROM (SELECT DISTINCT item.basis_id
                      FROM priced_claim AS claim
                      JOIN pricing_run AS run USING (run_id)
                      JOIN priced_item AS item USING (claim_id, run_id)
                     WHERE claim.pricing_month = :month
                       AND claim.contractor = :contractor
                       AND run.balanced_at IS NOT NULL
                       AND item.outcome = 'paid') AS used
              JOIN pricing_basis AS basis USING (basis_id)
             WHERE basis.edition IS NOT NULL
             ORDER BY basis.edition
            """;

    private static final String NOT_PAID = """
            SELECT received.prescription_id, basis.product_name, item.outcome, item.reason, item.sentence
              FROM priced_claim AS claim
              JOIN pricing_run AS run USING (run_id)
              JOIN claim AS received USING (claim_id)
              JOIN priced_item AS item USING (claim_id, run_id)
              JOIN pricing_basis AS basis USING (basis_id)
             WHERE claim.pricing_month = :month
               AND claim.contractor = :contractor
               AND run.balanced_at IS NOT NULL
               AND item.outcome IN ('referred-back', 'disallowed')
               AND item.counted = 1
               AND NOT EXISTS (SELECT FROM priced_item AS reversal
                                WHERE reversal.claim_id = item.claim_id
                                  AND reversal.line_item_id = item.line_item_id
                                  AND reversal.run_id > item.run_id
                                  AND reversal.counted = -1)
             ORDER BY received.received_at, received.prescription_id, item.sequence
            """;

    private static final String EXPENSIVE = """
            SELECT received.prescription_id, basis.product_name, item.quantity, item.basic_price_p
              FROM priced_claim AS claim
              JOIN pricing_run AS run USING (run_id)
              JOIN claim AS received USING (claim_id)
              JOIN priced_item AS item USING (claim_id, run_id)
              JOIN pricing_basis AS basis USING (basis_id)
             WHERE claim.pricing_month = :month
               AND claim.contractor = :contractor
               AND run.balanced_at IS NOT NULL
               AND item.basic_price_p >= :least
               AND NOT EXISTS (SELECT FROM priced_item AS reversal
                                WHERE reversal.claim_id = item.claim_id
                                  AND reversal.line_item_id = item.line_item_id
                                  AND reversal.run_id > item.run_id
                                  AND reversal.counted = -1)
             ORDER BY item.basic_price_p DESC, received.prescription_id, item.sequence
            """;

    private static final String BEHIND = """
            SELECT DISTINCT journal.month
              FROM ledger_journal AS journal
              JOIN pricing_run AS run USING (run_id)
             WHERE journal.month >= :from
               AND journal.month < :before
               AND NOT EXISTS (SELECT FROM payment_schedule AS schedule
                                WHERE schedule.contractor = journal.contractor
                                  AND schedule.month = journal.month
                                  AND schedule.written_at >= run.balanced_at)
             ORDER BY journal.month
            """;

    private static final String KEEP = """
            INSERT INTO payment_schedule (contractor, month, written_at, document)
            VALUES (:contractor, :month, :writtenAt, CAST(:document AS json))
            ON CONFLICT (contractor, month) DO UPDATE
               SET written_at = excluded.written_at, document = excluded.document
            """;

    private static final String FIND = """
            SELECT document
              FROM payment_schedule
             WHERE contractor = :contractor
               AND month = :month
            """;

    private static final String TOTAL_BY_MONTH = """
            SELECT month, CAST(document ->> 'account_total_p' AS bigint) AS account_total_p,
                   CAST(document ->> 'provisional' AS boolean) AS provisional
              FROM payment_schedule
             WHERE contractor = :contractor
               AND month BETWEEN :first AND :month
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ScheduleTable(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** The tariff editions that an account's prices come from. */
    List<String> editions(OdsCode contractor, YearMonth month) {
        return of(EDITIONS, contractor, month)
                .query((row, number) -> row.getString("edition"))
                .list();
    }

    static List<String> texts(ResultSet row, String column) throws SQLException {
        return row.getArray(column) == null
                ? List.of()
                : List.of((String[]) row.getArray(column).getArray());
    }

    List<PaymentSchedule.NotPaid> notPaid(OdsCode contractor, YearMonth month) {
        return of(NOT_PAID, contractor, month)
                .query((row, number) -> new PaymentSchedule.NotPaid(
                        new PrescriptionId(row.getString("prescription_id")).shortForm(),
                        row.getString("product_name"),
                        row.getString("outcome"),
                        row.getString("reason"),
                        row.getString("sentence")))
                .list();
    }

    /** Items whose basic price is so many pence or more. */
    List<PaymentSchedule.Expensive> expensive(OdsCode contractor, YearMonth month, BigDecimal leastP) {
        return of(EXPENSIVE, contractor, month)
                .param("least", leastP)
                .query((row, number) -> new PaymentSchedule.Expensive(
                        new PrescriptionId(row.getString("prescription_id")).shortForm(),
                        row.getString("product_name"),
                        row.getBigDecimal("quantity"),
                        Pence.exactly(BigDecimal.valueOf(row.getLong("basic_price_p")))))
                .list();
    }

    /** Months for which something was posted that a schedule does not have yet. */
    List<YearMonth> behind(YearMonth from, YearMonth before) {
        return jdbc.sql(BEHIND)
                .param("from", from.atDay(1))
                .param("before", before.atDay(1))
                .query((row, number) -> YearMonth.from(row.getDate("month").toLocalDate()))
                .list();
    }

    void keep(PaymentSchedule schedule, Instant writtenAt) {
        of(KEEP, schedule.contractor(), schedule.month())
                .param("writtenAt", Timestamp.from(writtenAt))
                .param("document", json.writeValueAsString(schedule.document()))
                .update();
    }

    Optional<PaymentSchedule> find(OdsCode contractor, YearMonth month) {
        return of(FIND, contractor, month)
                .query((row, number) -> new PaymentSchedule((ObjectNode) json.readTree(row.getString("document"))))
                .optional();
    }

    /** The account totals of the twelve months up to one that have a schedule. */
    List<SpendByMonth.Month> totalByMonth(OdsCode contractor, YearMonth last) {
        return of(TOTAL_BY_MONTH, contractor, last)
                .param("first", last.minusMonths(SpendByMonth.MONTHS - 1).atDay(1))
                .query((row, number) -> new SpendByMonth.Month(
                        YearMonth.from(row.getDate("month").toLocalDate()),
                        BigDecimal.valueOf(row.getLong("account_total_p")),
                        row.getBoolean("provisional")))
                .list();
    }

    private JdbcClient.StatementSpec of(String sql, OdsCode contractor, YearMonth month) {
        return jdbc.sql(sql).param("contractor", contractor.value()).param("month", month.atDay(1));
    }
}
