package org.pestle.reporting;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pestle.pricing.MonthTotals;
import org.pestle.pricing.PricingJson;
import org.pestle.values.OdsCode;
import org.pestle.values.Pence;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What one contractor is paid for one month (reimbursement.md 6.1). It is kept as the document that the interface
 * answers: the fields of the month cases, in pence, and what else the paper shows.
 *
 * @param document all of it
 */
public record PaymentSchedule(ObjectNode document) {
    /**
     * What is known of the month beside its amounts.
     *
     * @param forms prescriptions claimed in it, each once
     * @param editions the tariff editions that its prices come from
     * @param notPaid items that are referred back or disallowed now, for which the contractor may do something
     * @param expensive items whose basic price reaches the threshold of the month
     */
    record Details(long forms, List<String> editions, List<NotPaid> notPaid, List<Expensive> expensive) {}

    /** An item that is not paid, and why. */
    public record NotPaid(String prescription, String product, String outcome, String reason, String sentence) {}

    /** An expensive item and its basic price. */
    record Expensive(String prescription, String product, BigDecimal quantity, Pence basicPrice) {}

    static PaymentSchedule of(
            OdsCode contractor,
            YearMonth month,
            boolean isProvisional,
            Instant writtenAt,
            MonthTotals totals,
            Details details) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("contractor", contractor.value());
        document.put("month", month.toString());
        document.put("provisional", isProvisional);
        document.put("written_at", writtenAt.toString());
        ArrayNode editions = document.putArray("tariff_editions");
        details.editions().forEach(editions::add);
        document.setAll(PricingJson.month(totals));
        document.put("forms", details.forms());
        document.put("items_not_supplied", totals.sums().notSupplied());
        document.put("items_referred_back", totals.sums().referredBack());
        document.put("items_disallowed", totals.sums().disallowed());
        document.put("average_item_value_p", averageItemValue(totals).value());
        ArrayNode notPaid = document.putArray("not_paid");
        for (NotPaid item : details.notPaid()) {
            notPaid.addObject()
                    .put("prescription", item.prescription())
                    .put("product", item.product())
                    .put("outcome", item.outcome())
                    .put("reason", item.reason())
                    .put("sentence", item.sentence());
        }
        ArrayNode expensive = document.putArray("expensive_items");
        for (Expensive item : details.expensive()) {
            expensive
                    .addObject()
                    .put("prescription", item.prescription())
                    .put("product", item.product())
                    .put("quantity", item.quantity().stripTrailingZeros().toPlainString())
                    .put("basic_price_nic_p", item.basicPrice().value());
        }
        return new PaymentSchedule(document);
    }

    /** (Drugs and appliances + fees) ÷ items, half up; nothing if there is no item (reimbursement.md 6.1). */
    private static Pence averageItemValue(MonthTotals totals) {
        long items = totals.sums().items();
        if (items == 0) {
            return Pence.ZERO;
        }
        BigDecimal value = BigDecimal.valueOf(
                totals.totalDrugsAndAppliances().plus(totals.totalFees()).value());
        return Pence.exactly(value.divide(BigDecimal.valueOf(items), 0, RoundingMode.HALF_UP));
    }

    /** Whose it is. */
    public OdsCode contractor() {
        return new OdsCode(document.path("contractor").asString());
    }

    /** The month for which the claims count. */
    public YearMonth month() {
        return YearMonth.parse(document.path("month").asString());
    }

    /** Whether claims can still be added. */
    public boolean isProvisional() {
        return document.path("provisional").asBoolean();
    }

    /** By the business clock. */
    public Instant writtenAt() {
        return Instant.parse(document.path("written_at").asString());
    }

    /** The tariff editions that its prices come from. */
    public List<String> editions() {
        List<String> editions = new ArrayList<>();
        document.path("tariff_editions").forEach(edition -> editions.add(edition.asString()));
        return editions;
    }

    /** A number of the document, such as {@code items} or {@code fees_p.single_activity}; zero if it has none. */
    public long number(String field) {
        JsonNode node = document;
        for (String name : field.split("\\.", -1)) {
            node = node.path(name);
        }
        return node.asLong(0);
    }

    /** The fees by name. */
    SortedMap<String, Long> fees() {
        SortedMap<String, Long> fees = new TreeMap<>();
        for (Map.Entry<String, JsonNode> fee : document.path("fees_p").properties()) {
            fees.put(fee.getKey(), fee.getValue().asLong());
        }
        return fees;
    }

    /** Items that are not paid, with the reason of each. */
    public List<NotPaid> notPaid() {
        List<NotPaid> items = new ArrayList<>();
        for (JsonNode item : document.path("not_paid")) {
            items.add(new NotPaid(
                    item.path("prescription").asString(),
                    item.path("product").asString(),
                    item.path("outcome").asString(),
                    item.path("reason").asString(),
                    item.path("sentence").asString()));
        }
        return items;
    }

    List<Expensive> expensive() {
        List<Expensive> items = new ArrayList<>();
        for (JsonNode item : document.path("expensive_items")) {
            items.add(new Expensive(
                    item.path("prescription").asString(),
                    item.path("product").asString(),
                    new BigDecimal(item.path("quantity").asString()),
                    new Pence(item.path("basic_price_nic_p").asLong())));
        }
        return items;
    }
}
