package org.pestle.pricing;

import tools.jackson.databind.JsonNode;

/**
 * What was looked up when an item was priced, as it was kept.
 *
 * @param document JSON with {@code tariff}, {@code product} and {@code unit}
 */
record KeptBasis(
        int id, String productCode, String productName, String bnfCode, int preparationClass, JsonNode document) {}
