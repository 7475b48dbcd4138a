package org.pestle.pricing;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** The prices that the night gave to claims, item by item, as they were stored. */
@Component
public class PricedClaims {
    private final PricedClaimTable table;

    PricedClaims(PricedClaimTable table) {
        this.table = table;
    }

    /**
     * The price of a claim.
     *
     * @param run the run that priced it
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
    public Optional<Price> find(UUID claim) {
        return table.find(claim);
    }
}
