package org.pestle.reporting;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.pestle.pricing.Ledger;
import org.pestle.values.OdsCode;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The SQL of commissioners' reports. The database shows their rows only to a transaction that says for which
 * commissioner it works, so every other method here follows {@link #workFor} in the same transaction.
 */
@Component
class ReportTable {
    private static final String WORK_FOR = """
            SELECT set_config('pestle.commissioner', :icb, true), set_config('statement_timeout', :limit, true)
            """;

    private static final String REMOVE = """
            DELETE FROM commissioner_report
             WHERE icb_code = :icb
               AND month = :month
            """;

    private static final String HEAD = """
            INSERT INTO commissioner_report (icb_code, month, written_at, provisional, editions)
            SELECT :icb, :month, :writtenAt, :provisional,
                   coalesce(array_agg(DISTINCT basis.edition) FILTER (WHERE basis.edition IS NOT NULL), '{}')
              FROM (SELECT DISTINCT item.basis_id
                      FROM priced_claim AS claim
                      JOIN pricing_run AS run USING (run_id)
                      JOIN priced_item AS item USING (claim_id, run_id)
                     WHERE claim.pricing_month = :month
                       AND claim.commissioner = :icb
                       AND run.balanced_at IS NOT NULL
                       AND item.outcome = 'paid') AS used
              JOIN pricing_basis AS basis USING (basis_id)
            """;

    private static final String ROWS = """
            INSERT INTO commissioner_report_row (icb_code, month, practice_code, contractor_code, bnf_code, snomed_code,
                                                 prep_class, items, quantity, nic_p, discount_p, consumables_p,
                                                 containers_p, out_of_pocket_p, actual_cost_p, professional_fees_p,
                                                 additional_fees_p, charges_count, charges_value_p, referred_back_items,
                                                 disallowed_items)
            SELECT :icb, :month, claim.practice, claim.contractor, basis.bnf_code, basis.product_code,
                   basis.preparation_class, coalesce(sum(item.counted) FILTER (WHERE item.outcome = 'paid'), 0),
                   sum(item.quantity),
                   sum(item.basic_price_p), sum(item.discount_p), sum(item.consumables_p), sum(item.container_p),
                   sum(item.out_of_pocket_p), sum(item.actual_cost_p), sum(item.single_activity_p),
                   sum(item.fees_total_p - item.single_activity_p), sum(item.charges), sum(item.charge_deduction_p),
                   coalesce(sum(item.counted) FILTER (WHERE item.outcome = 'referred-back'), 0),
                   coalesce(sum(item.counted) FILTER (WHERE item.outcome = 'disallowed'), 0)
              FROM priced_claim AS claim
              JOIN pricing_run AS run USING (run_id)
              JOIN priced_item AS item USING (claim_id, run_id)
              JOIN pricing_basis AS basis USING (basis_id)
             WHERE claim.pricing_month = :month
               AND claim.commissioner = :icb
               AND run.balanced_at IS NOT NULL
               AND item.outcome <> 'not-paid'
             GROUP BY claim.practice, claim.contractor, basis.bnf_code, basis.product_code, basis.preparation_class
            HAVING sum(item.counted) <> 0
            """;

    private static final String TOTALS = """
            SELECT coalesce(sum(actual_cost_p), 0) AS actual_cost_p,
                   coalesce(sum(professional_fees_p + additional_fees_p), 0) AS fees_p,
                   coalesce(sum(charges_value_p), 0) AS charges_p
              FROM commissioner_report_row
             WHERE icb_code = :icb
               AND month = :month
            """;

    private static final String FIND_HEAD = """
            SELECT icb_code, month, written_at, provisional, editions
              FROM commissioner_report
             WHERE icb_code = :icb
               AND month = :month
            """;

    private static final String COST_BY_MONTH = """
            SELECT head.month, head.provisional, coalesce(sum(cell.actual_cost_p), 0) AS actual_cost_p
              FROM commissioner_report AS head
              LEFT JOIN commissioner_report_row AS cell USING (icb_code, month)
             WHERE head.icb_code = :icb
               AND head.month BETWEEN :first AND :month
             GROUP BY head.month, head.provisional
            """;

    private static final String ROWS_BY_CONTRACTOR = """
            SELECT practice_code, contractor_code, bnf_code, snomed_code, prep_class, items, quantity, nic_p,
                   discount_p, consumables_p, containers_p, out_of_pocket_p, actual_cost_p, professional_fees_p,
                   additional_fees_p,
                   charges_count, charges_value_p, referred_back_items, disallowed_items
              FROM commissioner_report_row
             WHERE icb_code = :icb
               AND month = :month
             ORDER BY contractor_code, practice_code, bnf_code, snomed_code, prep_class
            """;

    private static final String FIND_ROWS = """
            SELECT practice_code, contractor_code, bnf_code, snomed_code, prep_class, items, quantity, nic_p,
                   discount_p, consumables_p, containers_p, out_of_pocket_p, actual_cost_p, professional_fees_p,
                   additional_fees_p,
                   charges_count, charges_value_p, referred_back_items, disallowed_items
              FROM commissioner_report_row
             WHERE icb_code = :icb
               AND month = :month
             ORDER BY practice_code, contractor_code, bnf_code, snomed_code, prep_class
            """;

    private static final int ROWS_AT_ONCE = 1_000;

    private final JdbcClient jdbc;

    ReportTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * From here to the end of the transaction the database shows this commissioner's rows and no others.
     *
     * @param limit how long a statement may take
     */
    void workFor(OdsCode icb, Duration limit) {
        jdbc.sql(WORK_FOR)
                .param("icb", icb.value())
                .param("limit", limit.toMillis() + "ms")
                .query((row, number) -> true)
                .single();
    }

    /** The sums of a report's rows. */
    Ledger.Commissioned totals(OdsCode icb, YearMonth month) {
        return of(TOTALS, icb, month)
                .query((row, number) -> new Ledger.Commissioned(
                        row.getBigDecimal("actual_cost_p"),
                        row.getBigDecimal("fees_p"),
                        row.getBigDecimal("charges_p")))
                .single();
    }

    /** Writes the report anew; answers how many rows it has. */
    int write(OdsCode icb, YearMonth month, boolean isProvisional, Instant writtenAt) {
        of(REMOVE, icb, month).update();
        of(HEAD, icb, month)
                .param("writtenAt", Timestamp.from(writtenAt))
                .param("provisional", isProvisional)
                .update();
        return of(ROWS, icb, month).update();
    }

    Optional<CommissionerReport> find(OdsCode icb, YearMonth month) {
        List<CommissionerReport.Row> rows =
                of(FIND_ROWS, icb, month).query((row, number) -> row(row)).list();
        return head(icb, month, rows);
    }

    private Optional<CommissionerReport> head(OdsCode icb, YearMonth month, List<CommissionerReport.Row> rows) {
        return of(FIND_HEAD, icb, month)
                .query((row, number) -> new CommissionerReport(
                        icb,
                        month,
                        row.getBoolean("provisional"),
                        row.getTimestamp("written_at").toInstant(),
                        ScheduleTable.texts(row, "editions"),
                        rows))
                .optional();
    }

    /** The report without its rows. */
    Optional<CommissionerReport> findHead(OdsCode icb, YearMonth month) {
        return head(icb, month, List.of());
    }

    /** Hands over each row as it comes, those of one contractor or practice one after another. */
    void eachRow(OdsCode icb, YearMonth month, Breakdown breakdown, Consumer<CommissionerReport.Row> reader) {
        String sql = switch (breakdown) {
            case CONTRACTORS -> ROWS_BY_CONTRACTOR;
            case PRACTICES -> FIND_ROWS;
        };
        RowCallbackHandler each = found -> reader.accept(row(found));
        of(sql, icb, month).withFetchSize(ROWS_AT_ONCE).query(each);
    }

    /** What the commissioner bore in each of the twelve months up to one that have a report. */
    List<SpendByMonth.Month> costByMonth(OdsCode icb, YearMonth last) {
        return of(COST_BY_MONTH, icb, last)
                .param("first", last.minusMonths(SpendByMonth.MONTHS - 1).atDay(1))
                .query((row, number) -> new SpendByMonth.Month(
                        YearMonth.from(row.getDate("month").toLocalDate()),
                        row.getBigDecimal("actual_cost_p"),
                        row.getBoolean("provisional")))
                .list();
    }

    private JdbcClient.StatementSpec of(String sql, OdsCode icb, YearMonth month) {
        return jdbc.sql(sql).param("icb", icb.value()).param("month", month.atDay(1));
    }

    private static CommissionerReport.Row row(ResultSet row) throws SQLException {
        return new CommissionerReport.Row(
                row.getString("practice_code"),
                row.getString("contractor_code"),
                row.getString("bnf_code"),
                row.getString("snomed_code"),
                row.getInt("prep_class"),
                new Measures(
                        row.getLong("items"),
                        row.getBigDecimal("quantity"),
                        row.getBigDecimal("nic_p"),
                        row.getBigDecimal("discount_p"),
                        row.getBigDecimal("consumables_p"),
                        row.getBigDecimal("containers_p"),
                        row.getBigDecimal("out_of_pocket_p"),
                        row.getBigDecimal("actual_cost_p"),
                        row.getBigDecimal("professional_fees_p"),
                        row.getBigDecimal("additional_fees_p"),
                        row.getLong("charges_count"),
                        row.getBigDecimal("charges_value_p"),
                        row.getLong("referred_back_items"),
                        row.getLong("disallowed_items")));
    }
}
