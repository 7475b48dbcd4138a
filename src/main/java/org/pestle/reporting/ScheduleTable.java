package org.pestle.reporting;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pestle.pricing.DiscountGroup;
import org.pestle.pricing.MonthSums;
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
    private static final String CONTRACTORS = """
            SELECT DISTINCT claim.contractor
              FROM priced_claim AS claim
              JOIN pricing_run AS run USING (run_id)
             WHERE claim.pricing_month = :month
               AND run.balanced_at IS NOT NULL
               AND claim.contractor > :after
             ORDER BY claim.contractor
             LIMIT :limit
            """;

    private static final String SUMS = """
            SELECT count(DISTINCT claim.claim_id) AS forms,
                   count(*) FILTER (WHERE item.outcome = 'paid') AS items,
                   count(*) FILTER (WHERE item.outcome = 'not-paid') AS not_supplied,
                   count(*) FILTER (WHERE item.outcome = 'referred-back') AS referred_back,
                   count(*) FILTER (WHERE item.outcome = 'disallowed') AS disallowed,
                   sum(item.professional_fees) AS professional_fees,
                   sum(item.consumables_p) AS consumables_p,
                   sum(item.container_p) AS containers_p,
                   sum(item.out_of_pocket_p) AS out_of_pocket_p,
                   coalesce(sum(item.charges) FILTER (WHERE NOT item.previous_charge_rate), 0) AS charges_current,
                   coalesce(sum(item.charges) FILTER (WHERE item.previous_charge_rate), 0) AS charges_previous,
                   sum(item.charge_deduction_p) AS charges_deducted_p,
                   array_agg(DISTINCT item.edition) FILTER (WHERE item.outcome = 'paid' AND item.edition IS NOT NULL)
                       AS editions
              FROM priced_claim AS claim
              JOIN pricing_run AS run USING (run_id)
              JOIN priced_item AS item USING (claim_id)
             WHERE claim.pricing_month = :month
               AND claim.contractor = :contractor
               AND run.balanced_at IS NOT NULL
            """;

    private static final String GROUPS = """
            SELECT item.discount_group,
                   sum(item.basic_price_p + item.broken_bulk_residual_p + item.basic_price_adjustment_p) AS pence
              FROM priced_claim AS claim
              JOIN pricing_run AS run USING (run_id)
              JOIN priced_item AS item USING (claim_id)
             WHERE claim.pricing_month = :month
               AND claim.contractor = :contractor
               AND run.balanced_at IS NOT NULL
               AND item.discount_group IS NOT NULL
             GROUP BY item.discount_group
            """;

    private static final String FEES = """
            SELECT fee.key AS name, sum(CAST(fee.value AS bigint)) AS pence
              FROM priced_claim AS claim
              JOIN pricing_run AS run USING (run_id)
              JOIN priced_item AS item USING (claim_id)
             CROSS JOIN LATERAL json_each_text(item.result -> 'fees_p') AS fee
             WHERE claim.pricing_month = :month
               AND claim.contractor = :contractor
               AND run.balanced_at IS NOT NULL
             GROUP BY fee.key
            """;

    private static final String NOT_PAID = """
            SELECT received.prescription_id, item.product_name, item.outcome, item.reason, item.sentence
              FROM priced_claim AS claim
              JOIN pricing_run AS run USING (run_id)
              JOIN claim AS received USING (claim_id)
              JOIN priced_item AS item USING (claim_id)
             WHERE claim.pricing_month = :month
               AND claim.contractor = :contractor
               AND run.balanced_at IS NOT NULL
               AND item.outcome IN ('referred-back', 'disallowed')
             ORDER BY received.received_at, received.prescription_id, item.sequence
            """;

    private static final String EXPENSIVE = """
            SELECT received.prescription_id, item.product_name, item.quantity, item.basic_price_p
              FROM priced_claim AS claim
              JOIN pricing_run AS run USING (run_id)
              JOIN claim AS received USING (claim_id)
              JOIN priced_item AS item USING (claim_id)
             WHERE claim.pricing_month = :month
               AND claim.contractor = :contractor
               AND run.balanced_at IS NOT NULL
               AND item.basic_price_p >= 10000
             ORDER BY item.basic_price_p DESC, received.prescription_id, item.sequence
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

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ScheduleTable(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** An account's sums, its forms and the editions it was priced from. */
    record Account(MonthSums sums, long forms, List<String> editions) {}

    List<OdsCode> contractors(YearMonth month, String after, int limit) {
        return jdbc.sql(CONTRACTORS)
                .param("month", month.atDay(1))
                .param("after", after)
                .param("limit", limit)
                .query((row, number) -> new OdsCode(row.getString("contractor")))
                .list();
    }

    Account account(OdsCode contractor, YearMonth month) {
        Map<DiscountGroup, Pence> groups = new HashMap<>();
        of(GROUPS, contractor, month).query(row -> {
            groups.put(group(row.getString("discount_group")), new Pence(row.getLong("pence")));
        });
        Map<String, Pence> fees = new HashMap<>();
        of(FEES, contractor, month).query(row -> {
            fees.put(row.getString("name"), new Pence(row.getLong("pence")));
        });
        return of(SUMS, contractor, month)
                .query((row, number) ->
                        new Account(sums(row, groups, fees), row.getLong("forms"), texts(row, "editions")))
                .single();
    }

    private static MonthSums sums(ResultSet row, Map<DiscountGroup, Pence> groups, Map<String, Pence> fees)
            throws SQLException {
        return new MonthSums(
                row.getLong("items"),
                row.getLong("not_supplied"),
                row.getLong("referred_back"),
                row.getLong("disallowed"),
                row.getLong("professional_fees"),
                groups,
                row.getBigDecimal("consumables_p"),
                new Pence(row.getLong("containers_p")),
                new Pence(row.getLong("out_of_pocket_p")),
                fees,
                row.getLong("charges_current"),
                row.getLong("charges_previous"),
                new Pence(row.getLong("charges_deducted_p")));
    }

    private static DiscountGroup group(String word) {
        for (DiscountGroup group : DiscountGroup.values()) {
            if (group.word().equals(word)) {
                return group;
            }
        }
        throw new IllegalStateException("no discount group is called " + word);
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

    List<PaymentSchedule.Expensive> expensive(OdsCode contractor, YearMonth month) {
        return of(EXPENSIVE, contractor, month)
                .query((row, number) -> new PaymentSchedule.Expensive(
                        new PrescriptionId(row.getString("prescription_id")).shortForm(),
                        row.getString("product_name"),
                        row.getBigDecimal("quantity"),
                        Pence.exactly(BigDecimal.valueOf(row.getLong("basic_price_p")))))
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

    private JdbcClient.StatementSpec of(String sql, OdsCode contractor, YearMonth month) {
        return jdbc.sql(sql).param("contractor", contractor.value()).param("month", month.atDay(1));
    }
}
