package org.pestle.pricing;

import java.math.BigDecimal;
import tools.jackson.databind.JsonNode;

/**
 * What was looked up when an item was priced, as it was kept.
 *
 * @param document JSON with {@code tariff}, {@code product} and {@code unit}
 */
record KeptBasis(
        int id, String productCode, String productName, String bnfCode, int preparationClass, JsonNode document) {
    /** What the quantities were counted in. */
    Basis.Counted counted() {
        JsonNode unit = document.path("unit");
        return new Basis.Counted(
                unit.isString() ? unit.asString() : null, factor("per_ordered"), factor("per_supplied"));
    }

    private BigDecimal factor(String name) {
        return document.path(name).isString()
                ? new BigDecimal(document.path(name).asString())
                : BigDecimal.ONE;
    }
}
