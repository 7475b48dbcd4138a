package org.pestle.reporting;

import java.sql.Date;
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
     * stands beside it where enough patients of the same practice and contractor in the month are in it. Where bands
     * are masked, two at least are, with enough patients together, so that none is known by being the one that is not
     * told. The band that reaches to those aged 90 is open. Of a prescription that is deleted no year is known.
     *
     * <p>Items that came back and were answered are no longer in the former claim (reimbursement.md 1.5): taking them
     * back does not price that claim anew, and where nothing else is in it, it is not there.
     */
    private static final String CHOOSE = """
            WITH chosen AS (
                SELECT DISTINCT ON (priced.claim_id) priced.claim_id, priced.practice, priced.contractor,
                       priced.pricing_month, patient.nhs_number,
                       CASE WHEN born.decade > born.open_decade THEN born.decade END AS born_from,
                       greatest(born.decade, born.open_decade) + 9 AS born_to
                  FROM priced_claim AS priced
                  JOIN pricing_run AS run USING (run_id)
                  JOIN bulk_export AS export ON export.export_id = :export
                  JOIN claim AS received USING (claim_id)
                  LEFT JOIN prescription AS patient USING (prescription_id)
                  LEFT JOIN LATERAL (SELECT extract(year FROM patient.birth_date)::int / 10 * 10 AS decade,
                                            (extract(year FROM priced.pricing_month)::int - 90) / 10 * 10
                                                AS open_decade) AS born ON patient.birth_date IS NOT NULL
                 WHERE run.balanced_at <= export.requested_at
                   AND (export.since IS NULL OR run.balanced_at >= export.since)
                   AND (export.commissioner IS NULL OR priced.commissioner = export.commissioner)
                   AND priced.outcome <> 'ANSWERED'
                   AND (received.status <> 'ANSWERED'
                        OR (SELECT sum(item.counted)
                              FROM priced_item AS item
                              JOIN pricing_run AS priced_in USING (run_id)
                             WHERE item.claim_id = priced.claim_id
                               AND priced_in.balanced_at <= export.requested_at) > 0)
                 ORDER BY priced.claim_id, priced.run_id DESC
            ), bands AS (
                SELECT practice, contractor, pricing_month, born_to, count(DISTINCT nhs_number) AS patients,
                       coalesce((SELECT policy.count
                                   FROM unnest(:months, :counts) AS policy (month, count)
                                  WHERE policy.month <= pricing_month
                                  ORDER BY policy.month DESC
                                  LIMIT 1), :leastCount) AS least
                  FROM chosen
                 WHERE born_to IS NOT NULL
                 GROUP BY practice, contractor, pricing_month, born_to
            ), ranked AS (
                SELECT practice, contractor, pricing_month, born_to, patients, least,
                       row_number() OVER (PARTITION BY practice, contractor, pricing_month
                                          ORDER BY patients, born_to) AS place,
                       count(*) FILTER (WHERE patients < least)
                           OVER (PARTITION BY practice, contractor, pricing_month) AS few,
                       coalesce(sum(patients) FILTER (WHERE patients < least)
                           OVER (PARTITION BY practice, contractor, pricing_month), 0) AS of_few
                  FROM bands
            ), told AS (
                SELECT practice, contractor, pricing_month, born_to
                  FROM ranked
                 WHERE patients >= least
                   AND NOT (few > 0 AND (few < 2 OR of_few < least) AND place = few + 1)
            )
            INSERT INTO bulk_export_claim (export_id, pseudonym, claim_id, born_from, born_to)
            SELECT export.export_id,
                   encode(substring(sha256(export.salt || uuid_send(chosen.claim_id)) FOR 16), 'hex')::uuid,
                   chosen.claim_id,
                   CASE WHEN told.born_to IS NOT NULL THEN chosen.born_from END,
                   told.born_to
              FROM chosen
              JOIN bulk_export AS export ON export.export_id = :export
              LEFT JOIN told ON told.practice = chosen.practice AND told.contractor = chosen.contractor
                            AND told.pricing_month = chosen.pricing_month AND told.born_to = chosen.born_to
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

    /** Each item as it was left last; where that was a reversal and no new price, it is not there any more. */
    private static final String ITEMS = """
            WITH last AS (
                SELECT DISTINCT ON (item.claim_id, item.sequence, item.line_item_id) item.claim_id, item.sequence,
                       item.line_item_id,
                       encode(substring(sha256(export.salt || uuid_send(item.claim_id) || uuid_send(item.line_item_id))
                                        FOR 16), 'hex')::uuid AS pseudonym,
                       item.counted, item.outcome, basis.product_code, basis.product_name, item.quantity,
                       item.basic_price_p, item.discount_p,
                       item.broken_bulk_residual_p - item.broken_bulk_discount_p + item.basic_price_adjustment_p
                           AS beyond_order_p,
                       item.actual_cost_p, item.fees_total_p,
                       item.charge_deduction_p
                  FROM priced_item AS item
                  JOIN pricing_run AS run USING (run_id)
                  JOIN pricing_basis AS basis USING (basis_id)
                  JOIN bulk_export AS export ON export.export_id = :export
                 WHERE item.claim_id = ANY (:claims)
                   AND run.balanced_at <= export.requested_at
                 ORDER BY item.claim_id, item.sequence, item.line_item_id, item.run_id DESC, item.counted DESC
            )
            SELECT claim_id, sequence, pseudonym, outcome, product_code, product_name, quantity, basic_price_p, discount_p,
                   beyond_order_p, actual_cost_p, fees_total_p, charge_deduction_p
              FROM last
             WHERE counted = 1
             ORDER BY claim_id, sequence, line_item_id
            """;

    private final JdbcClient jdbc;

    ExportedClaimTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Chooses the claims of an export; answers how many.
     *
     * @param disclosure how many patients must share a band of birth years for it to be told, by the month of the claim
     */
    int choose(UUID export, DisclosureSettings disclosure) {
        List<DisclosureSettings.Policy> policies = disclosure.all();
        return jdbc.sql(CHOOSE)
                .param("export", export)
                .param(
                        "months",
                        new SqlArrayValue(
                                "date",
                                policies.stream()
                                        .map(policy ->
                                                Date.valueOf(policy.from().atDay(1)))
                                        .toArray()))
                .param(
                        "counts",
                        new SqlArrayValue(
                                "int4",
                                policies.stream()
                                        .map(DisclosureSettings.Policy::leastCount)
                                        .toArray()))
                .param("leastCount", DisclosureSettings.LEAST_COUNT)
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
                row.getBigDecimal("beyond_order_p"),
                row.getBigDecimal("fees_total_p"),
                row.getBigDecimal("charge_deduction_p"));
    }

    private static @Nullable Integer year(ResultSet row, String column) throws SQLException {
        int year = row.getInt(column);
        return row.wasNull() ? null : year;
    }
}
