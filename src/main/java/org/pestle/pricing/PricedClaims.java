package org.pestle.pricing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
 * worked out again from what was looked up then, which is kept. One that leads to another sum is not shown.
 */
@Component
public class PricedClaims {
    private static final Step NOT_EXPLAINED = new Step(
            "R13",
            null,
            "NOT_EXPLAINED",
            "The price is that of the night. What it was made of leads to another one now, so no explanation is given.",
            null);

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
     * @param totalP what the claim itself adds to the account before the month's roundings, exact pence as text
     * @param items in the claim's order, those that are priced in an earlier claim included; each the fields of a
     *     quote, its input, and who it is
     */
    public record Price(long run, String outcome, String totalP, List<ObjectNode> items) {
        /** Copies the list. */
        public Price {
            items = List.copyOf(items);
        }
    }

    /** The price of this claim, or empty if the night has not priced it yet. */
    public Optional<Price> find(UUID id) {
        return claims.find(id).flatMap(this::find);
    }

    /** The same of a claim that was read. */
    public Optional<Price> find(ClaimToPrice claim) {
        return table.find(claim.claimId())
                .map(head -> new Price(head.run(), head.outcome(), Steps.plain(head.totalP()), items(claim)));
    }

    private List<ObjectNode> items(ClaimToPrice claim) {
        Map<UUID, UUID> pricedIn = new HashMap<>();
        claim.items()
                .forEach(item ->
                        pricedIn.put(item.lineItemId(), Objects.requireNonNullElse(item.settledIn(), claim.claimId())));
        Map<UUID, ClaimToPrice> claimed = claims.find(Set.copyOf(pricedIn.values())).stream()
                .collect(Collectors.toMap(ClaimToPrice::claimId, Function.identity()));
        List<PricedRow> stored = rows.current(claimed.keySet()).stream()
                .filter(row -> row.claim().equals(pricedIn.get(row.lineItemId())))
                .sorted(Comparator.comparingInt(PricedRow::sequence))
                .toList();
        Map<Integer, KeptBasis> bases =
                table.bases(stored.stream().map(PricedRow::basisId).toList());
        List<ObjectNode> inputs = stored.stream()
                .map(row -> input(claim(claimed, row), row, basis(bases, row)))
                .toList();
        List<PricedItem> again = priceAgain(inputs);
        List<ObjectNode> views = new ArrayList<>();
        for (int i = 0; i < stored.size(); i++) {
            PricedRow row = stored.get(i);
            views.add(view(row, basis(bases, row), inputs.get(i), again.get(i)));
        }
        return views;
    }

    private static ObjectNode view(PricedRow row, KeptBasis basis, ObjectNode input, PricedItem again) {
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        view.put("line_item_id", row.lineItemId().toString());
        view.put("priced_in", row.claim().toString());
        view.put("product_code", basis.productCode());
        view.put("product_name", basis.productName());
        view.put("bnf_code", basis.bnfCode());
        view.put("preparation_class", basis.preparationClass());
        view.set("input", input);
        view.setAll(PricingJson.price(row.price()));
        ReferralReason code = row.price().code();
        view.put("reason", code == null ? null : code.name());
        view.put("sentence", row.price().reason());
        boolean explained = again.paysAs(row.price());
        view.set("explanation", PricingJson.explanation(explained ? again.explanation() : List.of(NOT_EXPLAINED)));
        return view;
    }

    /** What the item was priced from: what the claim says, with what was looked up then. */
    private ObjectNode input(ClaimToPrice claim, PricedRow row, KeptBasis basis) {
        ClaimToPrice.Item item = claim.items().stream()
                .filter(claimed -> claimed.lineItemId().equals(row.lineItemId()))
                .findFirst()
                .orElseThrow();
        ClaimToPrice.Product supplied = item.supplied();
        BigDecimal quantity = supplied == null ? BigDecimal.ZERO : supplied.quantity();
        ObjectNode node = PricingJson.item(ClaimResolver.input(
                claim, item, Basis.unknown(basis.counted()), quantity, tariff.rates(claim.paymentMonth())));
        node.set("tariff", basis.document().path("tariff"));
        node.set("product", basis.document().path("product"));
        BigDecimal residualBefore = row.residualBefore();
        if (residualBefore != null) {
            node.put("residual_before", Steps.plain(residualBefore));
        }
        for (String optional : List.of("unit", "disallow", "endorsed_pack")) {
            if (basis.document().hasNonNull(optional)) {
                node.put(optional, basis.document().path(optional).asString());
            }
        }
        if (row.price().outcome() == ItemOutcome.DISALLOWED) {
            node.put("disallow", row.price().reason());
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
        return new ClaimPricer(new TariffInUse(tariff)).priceItems(items, InView.NOTHING);
    }

    private static ClaimToPrice claim(Map<UUID, ClaimToPrice> claimed, PricedRow row) {
        return Optional.ofNullable(claimed.get(row.claim())).orElseThrow();
    }

    private static KeptBasis basis(Map<Integer, KeptBasis> bases, PricedRow row) {
        return Optional.ofNullable(bases.get(row.basisId())).orElseThrow();
    }
}
