package org.pestle.reporting;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/** The SQL that chooses the claims of a bulk export, names them anew, and reads them. */
@Component
class ExportedClaimTable {
    /**
     * A claim's new name is the start of a digest with the export's secret in front. The patient's band of birth years
     * stands beside it where enough patients of the practice in the month are in it.
     */
    private static final String CHOOSE = """
            WITH chosen AS (
                SELECT DISTINCT ON (priced.claim_id) priced.claim_id, priced.practice, priced.pricing_month,
                       patient.nhs_number,
                       CASE WHEN age.years < 90 THEN (extract(year FROM patient.birth_date)::int / 10) * 10 END
                           AS born_from,
                       CASE WHEN age.years < 90 THEN (extract(year FROM patient.birth_date)::int / 10) * 10 + 9
                            ELSE extract(year FROM priced.pricing_month)::int - 90 END AS born_to
                  FROM priced_claim AS priced
                  JOIN pricing_run AS run USING (run_id)
                  JOIN bulk_export AS export ON export.export_id = :export
                  JOIN claim AS received USING (claim_id)
                  LEFT JOIN prescription AS patient USING (prescription_id)
                  LEFT JOIN LATERAL (SELECT extract(year FROM priced.pricing_month)::int
                                            - extract(year FROM patient.birth_date)::int AS years) AS age ON true
                 WHERE run.balanced_at <= export.requested_at
                   AND (export.since IS NULL OR run.balanced_at >= export.since)
                   AND (export.commissioner IS NULL OR priced.commissioner = export.commissioner)
                 ORDER BY priced.claim_id, priced.run_id DESC
            ), shared AS (
                SELECT practice, pricing_month, born_to, count(DISTINCT nhs_number) AS patients
                  FROM chosen
                 WHERE nhs_number IS NOT NULL
                 GROUP BY practice, pricing_month, born_to
            )
            INSERT INTO bulk_export_claim (export_id, pseudonym, claim_id, born_from, born_to)
            SELECT export.export_id,
                   encode(substring(sha256(export.salt || uuid_send(chosen.claim_id)) FOR 16), 'hex')::uuid,
                   chosen.claim_id,
                   CASE WHEN shared.patients >= :leastCount THEN chosen.born_from END,
                   CASE WHEN shared.patients >= :leastCount THEN chosen.born_to END
              FROM chosen
              JOIN bulk_export AS export ON export.export_id = :export
              LEFT JOIN shared ON shared.practice = chosen.practice AND shared.pricing_month = chosen.pricing_month
                              AND shared.born_to = chosen.born_to
            """;

    private static final String NEXT = """
            SELECT DISTINCT ON (chosen.pseudonym) chosen.pseudonym, chosen.claim_id, chosen.born_from, chosen.born_to,
                   priced.contractor, priced.practice, priced.commissioner, priced.pricing_month,
                   date_trunc('month', received.dispensed_on)::date AS dispensed_in
              FROM bulk_export_claim AS chosen
              JOIN priced_claim AS priced USING (claim_id)
              JOIN claim AS received USING (claim_id)
             WHERE chosen.export_id = :export
               AND chosen.pseudonym > :after
             ORDER BY chosen.pseudonym, priced.run_id
             LIMIT :limit
            """;

    private static final String ITEMS = """
            SELECT DISTINCT ON (item.claim_id, item.sequence, item.line_item_id) item.claim_id, item.sequence,
                   encode(substring(sha256(export.salt || uuid_send(item.claim_id) || uuid_send(item.line_item_id))
                                    FOR 16), 'hex')::uuid AS pseudonym,
                   item.outcome, basis.product_code, basis.product_name, item.quantity,
                   item.basic_price_p + item.broken_bulk_residual_p + item.basic_price_adjustment_p AS basic_price_p,
                   item.discount_p + item.broken_bulk_discount_p AS discount_p, item.actual_cost_p, item.fees_total_p,
                   item.charge_deduction_p
              FROM priced_item AS item
              JOIN pricing_run AS run USING (run_id)
              JOIN pricing_basis AS basis USING (basis_id)
              JOIN bulk_export AS export ON export.export_id = :export
             WHERE item.claim_id = ANY (:claims)
               AND item.counted = 1
               AND run.balanced_at <= export.requested_at
             ORDER BY item.claim_id, item.sequence, item.line_item_id, item.run_id DESC
            """;

    private final JdbcClient jdbc;

    ExportedClaimTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Chooses the claims of an export; answers how many.
     *
     * @param leastCount how many patients must share a band of birth years for it to be told
     */
    int choose(UUID export, int leastCount) {
        return jdbc.sql(CHOOSE)
                .param("export", export)
                .param("leastCount", leastCount)
                .update();
    }

    /** The next claims in the order of their new names, after one of these. */
    List<ExportedClaim> next(UUID export, UUID after, int limit) {
        List<Head> heads = jdbc.sql(NEXT)
                .param("export", export)
                .param("after", after)
                .param("limit", limit)
                .query((row, number) -> new Head(row.getObject("claim_id", UUID.class), head(row)))
                .list();
        Map<UUID, List<ExportedClaim.Item>> items = items(export, heads);
        return heads.stream()
                .map(head -> head.claim().with(items.getOrDefault(head.id(), List.of())))
                .toList();
    }

    /** A claim without its items. */
    private record Head(UUID id, ExportedClaim claim) {}

    private Map<UUID, List<ExportedClaim.Item>> items(UUID export, List<Head> heads) {
        Map<UUID, List<ExportedClaim.Item>> items = new HashMap<>();
        jdbc.sql(ITEMS)
                .param("export", export)
                .param(
                        "claims",
                        new SqlArrayValue("uuid", heads.stream().map(Head::id).toArray()))
                .query((row, number) -> items.computeIfAbsent(
                                row.getObject("claim_id", UUID.class), claim -> new ArrayList<>())
                        .add(item(row)))
                .list();
        return items;
    }

    private static ExportedClaim head(ResultSet row) throws SQLException {
        return new ExportedClaim(
                row.getObject("pseudonym", UUID.class),
                year(row, "born_from"),
                year(row, "born_to"),
                row.getString("contractor"),
                row.getString("practice"),
                row.getString("commissioner"),
                row.getDate("pricing_month").toLocalDate(),
                row.getDate("dispensed_in").toLocalDate(),
                List.of());
    }

    private static ExportedClaim.Item item(ResultSet row) throws SQLException {
        return new ExportedClaim.Item(
                row.getObject("pseudonym", UUID.class),
                row.getInt("sequence"),
                row.getString("outcome"),
                row.getString("product_code"),
                row.getString("product_name"),
                row.getBigDecimal("quantity"),
                row.getBigDecimal("basic_price_p"),
                row.getBigDecimal("discount_p"),
                row.getBigDecimal("actual_cost_p"),
                row.getBigDecimal("fees_total_p"),
                row.getBigDecimal("charge_deduction_p"));
    }

    private static @Nullable Integer year(ResultSet row, String column) throws SQLException {
        int year = row.getInt(column);
        return row.wasNull() ? null : year;
    }
}
