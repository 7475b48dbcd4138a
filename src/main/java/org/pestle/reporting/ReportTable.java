package org.pestle.reporting;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.pestle.pricing.Ledger;
import org.pestle.values.OdsCode;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The SQL of commissioners' reports. The database shows their rows only to a transaction that says for which
 * commissioner it works, so every method here follows {@link ScopeTable#workFor} in the same transaction.
 */
@Component
class ReportTable {
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

    private static final String FIND_ROWS = """
            SELECT practice_code, contractor_code, bnf_code, snomed_code, prep_class, items, quantity, nic_p,
                   discount_p, consumables_p, containers_p, out_of_pocket_p, actual_cost_p, professional_fees_p,
                   additional_fees_p, charges_count, charges_value_p, referred_back_items, disallowed_items
              FROM commissioner_report_row
             WHERE icb_code = :icb
               AND month = :month
            """;

    private static final String ROWS_BY_CONTRACTOR = FIND_ROWS + """
             ORDER BY contractor_code, practice_code, bnf_code, snomed_code, prep_class
            """;

    private static final String ROWS_BY_PRACTICE = FIND_ROWS + """
             ORDER BY practice_code, contractor_code, bnf_code, snomed_code, prep_class
            """;

    private static final String FIRST_ROWS = ROWS_BY_PRACTICE + """
             LIMIT :most
            """;

    private static final String SUMS = """
            SELECT grouping(chapter, section, practice_code, contractor_code) AS summed_by,
                   coalesce(chapter, section, practice_code, contractor_code, '') AS key, count(*) AS rows,
                   coalesce(sum(items), 0) AS items,
                   coalesce(sum(quantity), 0) AS quantity,
                   coalesce(sum(nic_p), 0) AS nic_p,
                   coalesce(sum(discount_p), 0) AS discount_p,
                   coalesce(sum(consumables_p), 0) AS consumables_p,
                   coalesce(sum(containers_p), 0) AS containers_p,
                   coalesce(sum(out_of_pocket_p), 0) AS out_of_pocket_p,
                   coalesce(sum(actual_cost_p), 0) AS actual_cost_p,
                   coalesce(sum(professional_fees_p), 0) AS professional_fees_p,
                   coalesce(sum(additional_fees_p), 0) AS additional_fees_p,
                   coalesce(sum(charges_count), 0) AS charges_count,
                   coalesce(sum(charges_value_p), 0) AS charges_value_p,
                   coalesce(sum(referred_back_items), 0) AS referred_back_items,
                   coalesce(sum(disallowed_items), 0) AS disallowed_items
              FROM (SELECT practice_code, contractor_code, items, quantity, nic_p, discount_p, consumables_p,
                           containers_p, out_of_pocket_p, actual_cost_p, professional_fees_p, additional_fees_p,
                           charges_count, charges_value_p, referred_back_items, disallowed_items,
                           CASE bnf_code WHEN 'UNMAPPED' THEN bnf_code ELSE left(bnf_code, 2) END AS chapter,
                           CASE bnf_code WHEN 'UNMAPPED' THEN bnf_code ELSE left(bnf_code, 4) END AS section
                      FROM commissioner_report_row
                     WHERE icb_code = :icb
                       AND month = :month) AS placed
             GROUP BY GROUPING SETS ((chapter), (section), (practice_code), (contractor_code), ())
            """;

    /** What {@code grouping} answers: a bit for each column by which a sum is not. */
    private static final int BY_CHAPTER = 0b0111;

    private static final int BY_SECTION = 0b1011;
    private static final int BY_PRACTICE = 0b1101;
    private static final int BY_CONTRACTOR = 0b1110;
    private static final int ALL = 0b1111;

    private static final SortedMap<String, Measures> NO_SUMS = Collections.emptySortedMap();

    private static final int ROWS_AT_ONCE = 1_000;

    private final JdbcClient jdbc;

    ReportTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
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

    /** The report without its rows. */
    Optional<CommissionerReport> find(OdsCode icb, YearMonth month) {
        return of(FIND_HEAD, icb, month)
                .query((row, number) -> new CommissionerReport(
                        icb,
                        month,
                        row.getBoolean("provisional"),
                        row.getTimestamp("written_at").toInstant(),
                        ScheduleTable.texts(row, "editions")))
                .optional();
    }

    /** Its first rows in the order of their keys. */
    List<CommissionerReport.Row> firstRows(OdsCode icb, YearMonth month, int most) {
        return of(FIRST_ROWS, icb, month)
                .param("most", most)
                .query((row, number) -> row(row))
                .list();
    }

    /** The sums of its rows. */
    ReportSums sums(OdsCode icb, YearMonth month) {
        Map<Integer, SortedMap<String, Measures>> sums = new HashMap<>();
        AtomicLong rows = new AtomicLong();
        RowCallbackHandler each = found -> {
            int by = found.getInt("summed_by");
            sums.computeIfAbsent(by, any -> new TreeMap<>()).put(found.getString("key"), measures(found));
            if (by == ALL) {
                rows.set(found.getLong("rows"));
            }
        };
        of(SUMS, icb, month).query(each);
        return new ReportSums(
                rows.get(),
                sums.getOrDefault(ALL, NO_SUMS).getOrDefault("", Measures.NONE),
                sums.getOrDefault(BY_CHAPTER, NO_SUMS),
                sums.getOrDefault(BY_SECTION, NO_SUMS),
                sums.getOrDefault(BY_PRACTICE, NO_SUMS),
                sums.getOrDefault(BY_CONTRACTOR, NO_SUMS));
    }

    /** Hands over each row as it comes, those of one contractor or practice one after another. */
    void eachRow(OdsCode icb, YearMonth month, Breakdown breakdown, Consumer<CommissionerReport.Row> reader) {
        String sql = switch (breakdown) {
            case CONTRACTORS -> ROWS_BY_CONTRACTOR;
            case PRACTICES -> ROWS_BY_PRACTICE;
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
                measures(row));
    }

    private static Measures measures(ResultSet row) throws SQLException {
        return new Measures(
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
                row.getLong("disallowed_items"));
    }
}
