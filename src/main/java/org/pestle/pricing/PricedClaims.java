package org.pestle.pricing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.pestle.claim.ClaimToPrice;
import org.pestle.claim.Claims;
import org.pestle.problems.Outcome;
import org.pestle.tariff.Tariff;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The prices that the night gave to claims, item by item. The figures are those that were stored; the explanation is
 * worked out again from what was looked up then, which is kept.
 */
@Component
public class PricedClaims {
    private final PricedClaimTable table;
    private final PricedRowTable rows;
    private final Claims claims;
    private final Tariff tariff;

    PricedClaims(PricedClaimTable table, PricedRowTable rows, Claims claims, Tariff tariff) {
        this.table = table;
        this.rows = rows;
        this.claims = claims;
        this.tariff = tariff;
    }

    /**
     * The price of a claim.
     *
     * @param run the run that priced it last
     * @param outcome PRICED or REFERRED
     * @param totalP what it adds to the account before the month's roundings, exact pence as text
     * @param items in the claim's order; each the fields of a quote, its input, and who it is
     */
    public record Price(long run, String outcome, String totalP, List<ObjectNode> items) {
        /** Copies the list. */
        public Price {
            items = List.copyOf(items);
        }
    }

    /** The price of this claim, or empty if the night has not priced it yet. */
    public Optional<Price> find(UUID id) {
        return table.find(id)
                .flatMap(head -> claims.find(id)
                        .map(claim -> new Price(head.run(), head.outcome(), Steps.plain(head.totalP()), items(claim))));
    }

    private List<ObjectNode> items(ClaimToPrice claim) {
        List<PricedRow> stored = rows.current(List.of(claim.claimId()));
        Map<Integer, KeptBasis> bases =
                table.bases(stored.stream().map(PricedRow::basisId).toList());
        Map<UUID, ClaimToPrice.Item> claimed =
                claim.items().stream().collect(Collectors.toMap(ClaimToPrice.Item::lineItemId, Function.identity()));
        List<ObjectNode> inputs = stored.stream()
                .map(row -> input(claim, item(claimed, row), basis(bases, row)))
                .toList();
        List<PricedItem> again = priceAgain(inputs);
        List<ObjectNode> views = new ArrayList<>();
        for (int i = 0; i < stored.size(); i++) {
            PricedRow row = stored.get(i);
            views.add(view(row, basis(bases, row), inputs.get(i), again.get(i).explanation()));
        }
        return views;
    }

    private static ObjectNode view(PricedRow row, KeptBasis basis, ObjectNode input, List<Step> explanation) {
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        view.put("line_item_id", row.lineItemId().toString());
        view.put("product_code", basis.productCode());
        view.put("product_name", basis.productName());
        view.put("bnf_code", basis.bnfCode());
        view.put("preparation_class", basis.preparationClass());
        view.set("input", input);
        view.setAll(PricingJson.price(row.price()));
        view.put("reason", row.reason());
        view.put("sentence", row.price().reason());
        view.set("explanation", PricingJson.explanation(explanation));
        return view;
    }

    /** What the item was priced from: what the claim says, with what was looked up then. */
    private static ObjectNode input(ClaimToPrice claim, ClaimToPrice.Item item, KeptBasis basis) {
        ClaimToPrice.Product supplied = item.supplied();
        BigDecimal quantity = supplied == null ? BigDecimal.ZERO : supplied.quantity();
        ObjectNode node = PricingJson.item(ClaimResolver.input(claim, item, Basis.UNKNOWN, quantity));
        node.set("tariff", basis.document().path("tariff"));
        node.set("product", basis.document().path("product"));
        for (String optional : List.of("unit", "disallow")) {
            if (basis.document().hasNonNull(optional)) {
                node.put(optional, basis.document().path(optional).asString());
            }
        }
        return node;
    }

    private List<PricedItem> priceAgain(List<ObjectNode> inputs) {
        List<ItemToPrice> items = new ArrayList<>();
        for (ObjectNode input : inputs) {
            if (PricingJson.item(input) instanceof Outcome.Done<ItemToPrice>(ItemToPrice item)) {
                items.add(item);
            } else {
                throw new IllegalStateException("what was looked up for an item cannot be read");
            }
        }
        return new ClaimPricer(new TariffInUse(tariff)).priceItems(items);
    }

    private static ClaimToPrice.Item item(Map<UUID, ClaimToPrice.Item> claimed, PricedRow row) {
        return Optional.ofNullable(claimed.get(row.lineItemId())).orElseThrow();
    }

    private static KeptBasis basis(Map<Integer, KeptBasis> bases, PricedRow row) {
        return Optional.ofNullable(bases.get(row.basisId())).orElseThrow();
    }
}
