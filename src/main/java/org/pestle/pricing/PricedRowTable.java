package org.pestle.pricing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pestle.claim.ClaimToPrice;
import org.pestle.values.Pence;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The SQL that stores prices, thousands at once, and reads those of a claim. */
@Component
class PricedRowTable {
    private static final int CHARACTERS_OF_A_ROW = 256;
    private static final int DECIMALS_OF_PACKS = 5;
    private static final String SINGLE_ACTIVITY = "single_activity";

    private static final String COPY_CLAIMS = """
            COPY priced_claim (claim_id, run_id, pricing_month, contractor, practice, commissioner, outcome, items,
                               total_p)
            FROM STDIN
            """;

    private static final String COPY_ITEMS = """
            COPY priced_item (claim_id, line_item_id, run_id, sequence, counted, outcome, reason, sentence, basis_id,
                              discount_group, pack, quantity, basic_price_p, broken_bulk_residual_p,
                              basic_price_adjustment_p, broken_bulk_discount_p, discount_p, consumables_p, container_p,
                              out_of_pocket_p, professional_fees, single_activity_p, other_fees, fees_total_p, charges,
                              previous_charge_rate, charge_deduction_p, actual_cost_p, residual_before)
            FROM STDIN
            """;

    private static final String CURRENT = """
            SELECT DISTINCT ON (claim_id, sequence, line_item_id)
                   claim_id, line_item_id, run_id, sequence, counted, outcome, reason, sentence, basis_id,
                   discount_group, pack, quantity, basic_price_p, broken_bulk_residual_p, basic_price_adjustment_p,
                   broken_bulk_discount_p, discount_p, consumables_p, container_p, out_of_pocket_p, professional_fees,
                   single_activity_p, other_fees, fees_total_p, charges, previous_charge_rate, charge_deduction_p,
                   actual_cost_p, residual_before
              FROM priced_item
             WHERE claim_id = ANY (:claims)
               AND counted = 1
             ORDER BY claim_id, sequence, line_item_id, run_id DESC
            """;

    private final JdbcClient jdbc;
    private final CopyTable copy;
    private final JsonMapper json;

    PricedRowTable(JdbcClient jdbc, CopyTable copy, JsonMapper json) {
        this.jdbc = jdbc;
        this.copy = copy;
        this.json = json;
    }

    /** What a run made of one claim. */
    record ClaimRow(ClaimToPrice claim, String outcome, List<PricedRow> rows) {
        BigDecimal totalP() {
            return rows.stream().map(PricedRow::totalP).reduce(BigDecimal.ZERO, BigDecimal::add);
        }
    }

    /** Stores what a run made of some claims, in two statements however many they are. */
    void store(long run, List<ClaimRow> claims) {
        if (claims.isEmpty()) {
            return;
        }
        CopyText claimRows = new CopyText(claims.size() * CHARACTERS_OF_A_ROW);
        CopyText itemRows = new CopyText(claims.size() * 3 * CHARACTERS_OF_A_ROW);
        for (ClaimRow claim : claims) {
            write(claimRows, run, claim);
            claim.rows().forEach(row -> write(itemRows, run, row));
        }
        copy.rows(COPY_CLAIMS, claimRows);
        copy.rows(COPY_ITEMS, itemRows);
    }

    private static void write(CopyText text, long run, ClaimRow row) {
        ClaimToPrice claim = row.claim();
        text.add(claim.claimId())
                .add(run)
                .add(claim.paymentMonth() + "-01")
                .add(claim.contractor().value())
                .add(claim.practice().value())
                .add(claim.commissioner().value())
                .add(row.outcome())
                .add(row.rows().size())
                .add(row.totalP())
                .end();
    }

    private static void write(CopyText text, long run, PricedRow row) {
        PricedItem price = row.price();
        text.add(row.claim())
                .add(row.lineItemId())
                .add(run)
                .add(row.sequence())
                .add(row.counted())
                .add(price.outcome().word())
                .add(price.code() == null ? null : price.code().name())
                .add(price.reason())
                .add(row.basisId())
                .add(
                        price.discountGroup() == null
                                ? null
                                : price.discountGroup().word())
                .add(price.pricingPackSize())
                .add(price.payableQuantity())
                .add(price.basicPrice().value())
                .add(price.brokenBulkResidual().value())
                .add(price.basicPriceAdjustment().value())
                .add(row.brokenBulkDiscountP())
                .add(price.discountP())
                .add(price.consumablesP())
                .add(price.container().value())
                .add(price.outOfPocket().value())
                .add(price.professionalFees())
                .add(price.fees().getOrDefault(SINGLE_ACTIVITY, Pence.ZERO).value())
                .add(otherFees(price.fees()))
                .add(price.feesTotal().value())
                .add(price.charges())
                .add(price.previousChargeRate())
                .add(price.chargeDeduction().value())
                .add(price.actualCostP())
                .add(row.residualBefore())
                .end();
    }

    private static @Nullable String otherFees(Map<String, Pence> fees) {
        if (fees.isEmpty() || (fees.size() == 1 && fees.containsKey(SINGLE_ACTIVITY))) {
            return null;
        }
        StringJoiner others = new StringJoiner(", ", "{", "}");
        fees.forEach((name, fee) -> {
            if (!name.equals(SINGLE_ACTIVITY)) {
                others.add("\"" + name + "\": " + fee.value());
            }
        });
        return others.toString();
    }

    /** The prices that hold for the items of these claims, claim by claim in the order of their items. */
    List<PricedRow> current(Collection<UUID> claims) {
        return jdbc.sql(CURRENT)
                .param("claims", claims.toArray(UUID[]::new))
                .query((row, number) -> row(row))
                .list();
    }

    private PricedRow row(ResultSet row) throws SQLException {
        BigDecimal pack = row.getBigDecimal("pack");
        BigDecimal quantity = row.getBigDecimal("quantity");
        PricedItem price = new PricedItem(
                quantity,
                pack,
                pack == null ? null : quantity.divide(pack, DECIMALS_OF_PACKS, RoundingMode.HALF_UP),
                new Pence(row.getLong("basic_price_p")),
                row.getBigDecimal("consumables_p"),
                new Pence(row.getLong("container_p")),
                new Pence(row.getLong("out_of_pocket_p")),
                new Pence(row.getLong("broken_bulk_residual_p")),
                new Pence(row.getLong("basic_price_adjustment_p")),
                fees(row),
                new Pence(row.getLong("fees_total_p")),
                row.getInt("charges"),
                new Pence(row.getLong("charge_deduction_p")),
                DiscountGroup.of(row.getString("discount_group")),
                row.getBigDecimal("discount_p"),
                row.getBigDecimal("actual_cost_p"),
                ItemOutcome.of(row.getString("outcome")),
                row.getInt("professional_fees"),
                row.getBoolean("previous_charge_rate"),
                ReferralReason.of(row.getString("reason")),
                row.getString("sentence"),
                List.of());
        return new PricedRow(
                row.getObject("claim_id", UUID.class),
                row.getObject("line_item_id", UUID.class),
                row.getInt("sequence"),
                row.getInt("counted"),
                row.getInt("basis_id"),
                row.getBigDecimal("broken_bulk_discount_p"),
                row.getBigDecimal("residual_before"),
                price);
    }

    private Map<String, Pence> fees(ResultSet row) throws SQLException {
        Map<String, Pence> fees = new LinkedHashMap<>();
        long single = row.getLong(SINGLE_ACTIVITY + "_p");
        if (single != 0) {
            fees.put(SINGLE_ACTIVITY, new Pence(single));
        }
        String others = row.getString("other_fees");
        if (others != null) {
            for (Map.Entry<String, JsonNode> fee : json.readTree(others).properties()) {
                fees.put(fee.getKey(), new Pence(fee.getValue().asLong()));
            }
        }
        return fees;
    }
}
