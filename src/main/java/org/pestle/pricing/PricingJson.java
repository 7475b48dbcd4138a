package org.pestle.pricing;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pestle.pricing.ItemToPrice.AdditionalUnit;
import org.pestle.pricing.ItemToPrice.Claimed;
import org.pestle.pricing.ItemToPrice.Endorsement;
import org.pestle.pricing.ItemToPrice.Pack;
import org.pestle.pricing.ItemToPrice.Supply;
import org.pestle.pricing.ItemToPrice.TariffLine;
import org.pestle.problems.Outcome;
import org.pestle.values.DmdCode;
import org.pestle.values.Pence;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON of items, prices and months, in the words of the pricing cases: whole pence as numbers, exact decimals as
 * text without trailing zeros (contract.md 2).
 */
public final class PricingJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private PricingJson() {}

    /** Reads an item; faults are named by their JSON pointer. */
    public static Outcome<ItemToPrice> item(JsonNode node) {
        return ItemReader.read(node, "");
    }

    /** An item as {@link #item(JsonNode)} reads it. */
    public static ObjectNode item(ItemToPrice item) {
        ObjectNode node = JSON.objectNode();
        Supply supply = item.supply();
        node.put("pricing_month", item.pricingMonth().toString());
        node.put("channel", supply.channel().word());
        node.put("contractor_type", supply.contractor().word());
        node.put("item_status", supply.status().code());
        node.put("prescribed_quantity", Steps.plain(supply.prescribed()));
        node.put("supplied_quantity", Steps.plain(supply.supplied()));
        put(node, "unit", supply.unit());
        node.set("tariff", tariff(item.tariff()));
        node.set("product", product(item.product()));
        putClaimed(node, item.claimed());
        put(node, "residual_before", item.known().residualBefore());
        put(node, "disallow", item.known().disallowed());
        put(node, "exempt_by_age", item.known().exemptByAge());
        return node;
    }

    static ObjectNode tariff(TariffLine line) {
        ObjectNode node = JSON.objectNode();
        YearMonth edition = line.edition();
        node.put("part", line.part().word());
        node.put("category", line.category() == null ? null : line.category().name());
        node.put("edition", edition == null ? null : edition.toString());
        put(node, "vmp", line.vmp());
        put(node, "amp", line.amp());
        node.put("name", line.name());
        put(node, "illustrative", line.illustrative());
        ArrayNode packs = node.putArray("packs");
        line.packs().forEach(pack -> packs.add(pack(pack)));
        return node;
    }

    private static ObjectNode pack(Pack pack) {
        ObjectNode node = JSON.objectNode();
        DmdCode vmpp = pack.vmpp();
        node.put("vmpp", vmpp == null ? "" : vmpp.value());
        node.put("size", Steps.plain(pack.size()));
        node.put("price_p", pack.price().value());
        put(node, "concession_p", pack.concession());
        AdditionalUnit unit = pack.additional();
        if (unit != null) {
            put(node, "additional_unit_price_p", unit.price());
            put(node, "additional_unit_size", unit.size());
        }
        put(node, "unit", pack.unit());
        return node;
    }

    static ObjectNode product(Product product) {
        ObjectNode node = JSON.objectNode();
        node.put("legal", product.legal().word());
        putUnless(node, "cd_schedule", product.controlledDrugSchedule(), 0);
        put(node, "dnd", product.discountNotDeducted());
        put(node, "contraceptive", product.contraceptive());
        put(node, "special_container", product.specialContainer());
        put(node, "reconstituted", product.reconstituted());
        put(node, "quantity_counts_packs", product.quantityCountsPacks());
        putUnless(node, "disp_fees", product.fees(), 1);
        putUnless(node, "px_charges", product.charges(), 1);
        put(node, "mf_eligible", product.measuredAndFitted());
        putUnless(node, "garments", product.garments(), 0);
        put(node, "quantity_counts_garments", product.quantityCountsGarments());
        put(node, "zd_eligible", product.zeroDiscountIfEndorsed());
        return node;
    }

    private static void putClaimed(ObjectNode node, Claimed claimed) {
        ArrayNode endorsements = node.putArray("endorsements");
        for (Endorsement endorsement : claimed.endorsements()) {
            ObjectNode one = endorsements.addObject();
            one.put("code", endorsement.code());
            put(one, "value_p", endorsement.amount());
            put(one, "value", endorsement.value());
        }
        node.put("charge_code", claimed.chargeCode());
        put(node, "endorsed_pack", claimed.endorsedPack());
        put(node, "invoice_price_p", claimed.invoicePrice());
        put(node, "ssp_smaller_quantity", claimed.sspSmallerQuantity());
        put(node, "paid_twice", claimed.paidTwice());
        Boolean same = claimed.sameChargeAsEarlierItem();
        if (same != null) {
            node.put("same_charge_as_earlier_item", same);
        }
    }

    /** A price with its explanation, and after it what would change it: what a quote answers for an item. */
    static ObjectNode quote(PricedItem item, List<Step> whatIf) {
        List<Step> steps = new ArrayList<>(item.explanation());
        steps.addAll(whatIf);
        ObjectNode node = price(item);
        node.set("explanation", explanation(steps));
        return node;
    }

    /** A price: the fields of {@code expected} in the pricing cases. */
    public static ObjectNode price(PricedItem item) {
        ObjectNode node = JSON.objectNode();
        BigDecimal packSize = item.pricingPackSize();
        BigDecimal unitPacks = item.unitPacks();
        DiscountGroup group = item.discountGroup();
        node.put("payable_quantity", Steps.plain(item.payableQuantity()));
        node.put("pricing_pack_size", packSize == null ? null : Steps.plain(packSize));
        node.put("unit_packs", unitPacks == null ? null : Steps.plain(unitPacks));
        node.put("basic_price_nic_p", item.basicPrice().value());
        node.put("consumables_p", Steps.plain(item.consumablesP()));
        node.put("container_p", item.container().value());
        node.put("out_of_pocket_p", item.outOfPocket().value());
        node.put("broken_bulk_residual_p", item.brokenBulkResidual().value());
        node.put("basic_price_adjustment_p", item.basicPriceAdjustment().value());
        node.set("fees_p", pence(item.fees()));
        node.put("fees_total_p", item.feesTotal().value());
        node.put("charges", item.charges());
        node.put("charge_deduction_p", item.chargeDeduction().value());
        node.put("discount_group", group == null ? null : group.word());
        node.put("discount_p", Steps.plain(item.discountP()));
        node.put("actual_cost_p", Steps.plain(item.actualCostP()));
        node.put("outcome", item.outcome().word());
        return node;
    }

    /** The steps in order. */
    public static ArrayNode explanation(List<Step> steps) {
        ArrayNode array = JSON.arrayNode();
        for (Step step : steps) {
            ObjectNode node = array.addObject();
            node.put("rule", step.rule());
            node.put("edition", step.edition());
            node.put("row", step.row());
            node.put("text", step.text());
            node.put("arithmetic", step.arithmetic());
        }
        return array;
    }

    /** An account's month: the fields of {@code expected} in the month cases. */
    public static ObjectNode month(MonthTotals month) {
        MonthSums sums = month.sums();
        ObjectNode node = JSON.objectNode();
        node.put("items", sums.items());
        node.put("professional_fees_count", sums.professionalFees());
        node.set("basic_price_by_group_p", groups(sums.basicPrice()));
        node.set("discount_by_group_p", groups(month.discountByGroup()));
        node.put("net_basic_price_p", month.netBasicPrice().value());
        node.put("consumables_p", month.consumables().value());
        node.put("containers_p", sums.containers().value());
        node.put("out_of_pocket_p", sums.outOfPocket().value());
        node.put("total_drugs_and_appliances_p", month.totalDrugsAndAppliances().value());
        node.set("fees_p", pence(month.fees()));
        node.put("total_fees_p", month.totalFees().value());
        node.put("charges_current", sums.chargesCurrent());
        node.put("charges_previous", sums.chargesPrevious());
        node.put("charges_deducted_p", sums.chargesDeducted().value());
        node.put("account_total_p", month.accountTotal().value());
        MonthTotals.Advance advance = month.advance();
        if (advance != null) {
            node.put("advance_recovered_p", advance.recovered().value());
            node.put("new_advance_p", advance.next().value());
            node.put("payable_p", month.payable().value());
        }
        return node;
    }

    private static ObjectNode groups(Map<DiscountGroup, Pence> amounts) {
        ObjectNode node = JSON.objectNode();
        for (DiscountGroup group : DiscountGroup.values()) {
            node.put(group.word(), amounts.getOrDefault(group, Pence.ZERO).value());
        }
        return node;
    }

    private static ObjectNode pence(Map<String, Pence> amounts) {
        ObjectNode node = JSON.objectNode();
        amounts.forEach((name, amount) -> node.put(name, amount.value()));
        return node;
    }

    private static void put(ObjectNode node, String name, @Nullable Object value) {
        switch (value) {
            case null -> {
                // What is not known is left out.
            }
            case Pence pence -> node.put(name, pence.value());
            case BigDecimal decimal -> node.put(name, Steps.plain(decimal));
            case Boolean flag -> {
                if (flag) {
                    node.put(name, true);
                }
            }
            default -> node.put(name, value.toString());
        }
    }

    private static void putUnless(ObjectNode node, String name, int value, int ordinary) {
        if (value != ordinary) {
            node.put(name, value);
        }
    }
}
