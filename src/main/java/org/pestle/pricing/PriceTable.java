package org.pestle.pricing;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pestle.values.Pence;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The SQL that stores prices. */
@Component
class PriceTable {
    private static final String STORE_CLAIMS = """
            INSERT INTO priced_claim (claim_id, run_id, pricing_month, contractor, practice, commissioner, outcome,
                                      items, total_p)
            SELECT claim_id, :run, CAST(pricing_month AS date), contractor, practice, commissioner, outcome, items,
                   total_p
              FROM unnest(:claimIds, :months, :contractors, :practices, :commissioners, :outcomes, :items, :totals)
                   AS t (claim_id, pricing_month, contractor, practice, commissioner, outcome, items, total_p)
            """;

    private static final String STORE_ITEMS = """
            INSERT INTO priced_item (claim_id, line_item_id, sequence, outcome, reason, sentence, edition, pack, rules,
                                     discount_group, preparation_class, bnf_code, product_code, product_name, quantity,
                                     basic_price_p, broken_bulk_residual_p, basic_price_adjustment_p, discount_p,
                                     consumables_p, container_p, out_of_pocket_p, professional_fees, single_activity_p,
                                     fees_total_p, charges, previous_charge_rate, charge_deduction_p, actual_cost_p,
                                     input, result, explanation)
            SELECT claim_id, line_item_id, sequence, outcome, reason, sentence, edition, pack, rules, discount_group,
                   preparation_class, bnf_code, product_code, product_name, quantity, basic_price_p,
                   broken_bulk_residual_p, basic_price_adjustment_p, discount_p, consumables_p, container_p,
                   out_of_pocket_p, professional_fees, single_activity_p, fees_total_p, charges, previous_charge_rate,
                   charge_deduction_p, actual_cost_p, CAST(input AS json), CAST(result AS json),
                   CAST(explanation AS json)
              FROM unnest(:claimIds, :itemIds, :sequences, :outcomes, :reasons, :sentences, :editions, :packs, :rules,
                          :groups, :classes, :bnfCodes, :productCodes, :productNames, :quantities, :basicPrices,
                          :residuals, :adjustments, :discounts, :consumables, :containers, :outOfPockets,
                          :professionalFees, :singleActivities, :feesTotals, :charges, :previousRates,
                          :chargeDeductions, :actualCosts, :inputs, :results, :explanations)
                   AS t (claim_id, line_item_id, sequence, outcome, reason, sentence, edition, pack, rules,
                         discount_group, preparation_class, bnf_code, product_code, product_name, quantity,
                         basic_price_p, broken_bulk_residual_p, basic_price_adjustment_p, discount_p, consumables_p,
                         container_p, out_of_pocket_p, professional_fees, single_activity_p, fees_total_p, charges,
                         previous_charge_rate, charge_deduction_p, actual_cost_p, input, result, explanation)
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    PriceTable(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Stores a chunk in two statements, however large it is. */
    void store(long run, List<PricedClaim> claims) {
        if (claims.isEmpty()) {
            return;
        }
        jdbc.sql(STORE_CLAIMS)
                .param("run", run)
                .param(
                        "claimIds",
                        array("uuid", claims, priced -> priced.claim().claimId()))
                .param("months", array("text", claims, priced -> priced.claim().paymentMonth() + "-01"))
                .param(
                        "contractors",
                        array(
                                "text",
                                claims,
                                priced -> priced.claim().contractor().value()))
                .param(
                        "practices",
                        array(
                                "text",
                                claims,
                                priced -> priced.claim().practice().value()))
                .param(
                        "commissioners",
                        array(
                                "text",
                                claims,
                                priced -> priced.claim().commissioner().value()))
                .param("outcomes", array("text", claims, priced -> priced.isReferred() ? "REFERRED" : "PRICED"))
                .param("items", array("int4", claims, priced -> priced.lines().size()))
                .param("totals", array("numeric", claims, PricedClaim::totalP))
                .update();
        storeItems(claims);
    }

    private record Line(UUID claim, PricedLine line, ResolvedItem item, PricedItem price) {}

    private void storeItems(List<PricedClaim> claims) {
        List<Line> lines = new ArrayList<>();
        claims.forEach(priced -> priced.lines()
                .forEach(line -> lines.add(new Line(priced.claim().claimId(), line, line.item(), line.price()))));
        JdbcClient.StatementSpec statement = jdbc.sql(STORE_ITEMS)
                .param("claimIds", array("uuid", lines, Line::claim))
                .param("itemIds", array("uuid", lines, line -> line.item().lineItemId()))
                .param("sequences", array("int4", lines, line -> line.item().sequence()))
                .param(
                        "outcomes",
                        array("text", lines, line -> line.price().outcome().word()))
                .param("reasons", array("text", lines, line -> reason(line.line())))
                .param("sentences", array("text", lines, line -> line.price().reason()))
                .param("editions", array("text", lines, line -> edition(line.item())))
                .param("packs", array("text", lines, line -> pack(line.price())))
                .param("rules", array("text", lines, line -> rules(line.price())))
                .param("groups", array("text", lines, line -> group(line.price())))
                .param("classes", array("int2", lines, line ->
                        (short) line.item().preparationClass()))
                .param("bnfCodes", array("text", lines, line -> line.item().bnfCode()))
                .param("productCodes", array("text", lines, line -> line.item().productCode()))
                .param("productNames", array("text", lines, line -> line.item().productName()))
                .param(
                        "inputs",
                        array(
                                "text",
                                lines,
                                line -> text(PricingJson.item(line.item().input()))))
                .param("results", array("text", lines, line -> text(PricingJson.price(line.price()))))
                .param(
                        "explanations",
                        array(
                                "text",
                                lines,
                                line -> text(
                                        PricingJson.explanation(line.price().explanation()))));
        amounts(statement, lines).update();
    }

    private static JdbcClient.StatementSpec amounts(JdbcClient.StatementSpec statement, List<Line> lines) {
        return statement
                .param(
                        "quantities",
                        array("numeric", lines, line -> line.price().payableQuantity()))
                .param(
                        "basicPrices",
                        array("int8", lines, line -> line.price().basicPrice().value()))
                .param(
                        "residuals",
                        array(
                                "int8",
                                lines,
                                line -> line.price().brokenBulkResidual().value()))
                .param(
                        "adjustments",
                        array(
                                "int8",
                                lines,
                                line -> line.price().basicPriceAdjustment().value()))
                .param("discounts", array("numeric", lines, line -> line.price().discountP()))
                .param(
                        "consumables",
                        array("numeric", lines, line -> line.price().consumablesP()))
                .param(
                        "containers",
                        array("int8", lines, line -> line.price().container().value()))
                .param(
                        "outOfPockets",
                        array("int8", lines, line -> line.price().outOfPocket().value()))
                .param(
                        "professionalFees",
                        array("int4", lines, line -> line.price().professionalFees()))
                .param("singleActivities", array("int8", lines, line -> singleActivity(line.price())))
                .param(
                        "feesTotals",
                        array("int8", lines, line -> line.price().feesTotal().value()))
                .param("charges", array("int4", lines, line -> line.price().charges()))
                .param(
                        "previousRates",
                        array("bool", lines, line -> line.price().previousChargeRate()))
                .param(
                        "chargeDeductions",
                        array(
                                "int8",
                                lines,
                                line -> line.price().chargeDeduction().value()))
                .param(
                        "actualCosts",
                        array("numeric", lines, line -> line.price().actualCostP()));
    }

    private String text(Object value) {
        return json.writeValueAsString(value);
    }

    private static @Nullable String reason(PricedLine line) {
        return line.reason() == null ? null : line.reason().name();
    }

    private static @Nullable String edition(ResolvedItem item) {
        return item.input().tariff().edition() == null
                ? null
                : item.input().tariff().edition().toString();
    }

    private static @Nullable String group(PricedItem price) {
        return price.discountGroup() == null ? null : price.discountGroup().word();
    }

    private static @Nullable String pack(PricedItem price) {
        return price.pricingPackSize() == null ? null : price.pricingPackSize().toPlainString();
    }

    private static String rules(PricedItem price) {
        return String.join(
                " ", price.explanation().stream().map(Step::rule).distinct().toList());
    }

    private static long singleActivity(PricedItem price) {
        return price.fees().getOrDefault("single_activity", Pence.ZERO).value();
    }

    private static <T> SqlArrayValue array(String type, List<T> rows, Function<T, ? extends @Nullable Object> value) {
        return new SqlArrayValue(type, rows.stream().map(value).toArray());
    }
}
