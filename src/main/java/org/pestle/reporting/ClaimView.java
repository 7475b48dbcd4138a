package org.pestle.reporting;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.pestle.claim.ClaimToPrice;
import org.pestle.claim.ReturnedItem;
import org.pestle.pricing.PricedClaims;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A claim as its contractor sees it: its state, what was claimed, and once it is priced what each item pays and why.
 */
final class ClaimView {
    private ClaimView() {}

    /**
     * The view of a claim.
     *
     * @param history the claims whose place it took, the last of them first
     * @param returned what came back of it
     */
    static ObjectNode of(
            ClaimToPrice claim, List<UUID> history, List<ReturnedItem> returned, Optional<PricedClaims.Price> price) {
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        view.put("claim_id", claim.claimId().toString());
        view.put("prescription_id", claim.prescriptionId().shortForm());
        view.put("contractor", claim.contractor().value());
        view.put("authority", claim.number().authority());
        view.put("sequence", claim.number().sequence());
        view.put("state", claim.status());
        view.put("answers_return", claim.answers());
        view.put("month", claim.paymentMonth().toString());
        view.put("charge_code", claim.exemption());
        ArrayNode replaced = view.putArray("history");
        history.forEach(earlier -> replaced.add(earlier.toString()));
        price.ifPresent(priced -> {
            view.put("run", priced.run());
            view.put("outcome", priced.outcome());
            view.put("total_p", priced.totalP());
        });
        ArrayNode items = view.putArray("items");
        price.ifPresentOrElse(
                priced -> priced.items().forEach(items::add),
                () -> claim.items().forEach(item -> items.add(unpriced(item))));
        returned.forEach(item -> addTo(items, item));
        return view;
    }

    /** How the contractor may answer for an item that came back, and until when. */
    private static void addTo(ArrayNode items, ReturnedItem returned) {
        for (JsonNode item : items) {
            if (item.path("line_item_id")
                    .asString("")
                    .equals(returned.lineItemId().toString())) {
                ObjectNode node = ((ObjectNode) item).putObject("returned");
                node.put("kind", returned.kind().code());
                node.put("reason", returned.reason());
                node.put("returned_on", returned.returnedOn().toString());
                node.put("answer_by", returned.answerBy().toString());
                node.put(
                        "state",
                        returned.ended() == null ? "OPEN" : returned.ended().name());
            }
        }
    }

    private static ObjectNode unpriced(ClaimToPrice.Item claimed) {
        ObjectNode item = JsonNodeFactory.instance.objectNode();
        item.put("line_item_id", claimed.lineItemId().toString());
        item.put("product_code", claimed.ordered().code().value());
        item.put("product_name", claimed.ordered().name());
        item.put("item_status", claimed.statusCode());
        item.put("prescribed_quantity", claimed.ordered().quantity().toPlainString());
        ClaimToPrice.Product supplied = claimed.supplied();
        item.put(
                "supplied_quantity",
                supplied == null ? "0" : supplied.quantity().toPlainString());
        return item;
    }
}
