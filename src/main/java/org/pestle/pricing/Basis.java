package org.pestle.pricing;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.YearMonth;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pestle.pricing.ItemToPrice.Product;
import org.pestle.pricing.ItemToPrice.TariffLine;
import org.pestle.values.DmdCode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What was looked up for a product: its line of the tariff, what the dictionary says of it, and how reports class it.
 * It is kept once and named by each item that was priced from it. One object for each, so that two are compared at
 * once.
 */
final class Basis {
    /**
     * What is asked of the tariff and the dictionary.
     *
     * @param unit of the claim, as its code
     * @param pack the pack that the claim states, or null
     */
    record Asked(
            DmdCode code,
            String name,
            String unit,
            YearMonth month,
            @Nullable DmdCode pack) {}

    /** Where a product stands in reports. */
    record Classed(String bnfCode, int preparationClass) {}

    /** Nothing was looked up. */
    static final Basis UNKNOWN = new Basis(
            new Asked(new DmdCode("90000000000000"), "", "", YearMonth.of(2000, 1), null),
            new Classed("", 1),
            new TariffLine(ItemToPrice.Part.NONE, null, null, null, null, "", false, List.of()),
            new Product(ItemToPrice.Legal.NONE, 0, false, false, null, false, false, 1, 1, false, 0),
            null,
            null,
            null);

    private final Asked asked;
    private final Classed classed;
    private final TariffLine line;
    private final Product product;
    private final @Nullable String unit;
    private final @Nullable BigDecimal statedPack;
    private final @Nullable String disallowed;
    private final String document;
    private final String digest;

    /**
     * All that was looked up.
     *
     * @param unit the tariff's word for that of the claim
     * @param statedPack how much is in the pack that the claim states, or null
     * @param disallowed why the product is not allowed on the NHS, or null
     */
    Basis(
            Asked asked,
            Classed classed,
            TariffLine line,
            Product product,
            @Nullable String unit,
            @Nullable BigDecimal statedPack,
            @Nullable String disallowed) {
        this.asked = asked;
        this.classed = classed;
        this.line = line;
        this.product = product;
        this.unit = unit;
        this.statedPack = statedPack;
        this.disallowed = disallowed;
        this.document = written().toString();
        this.digest = sha256(String.join("\n", asked.toString(), classed.toString(), document));
    }

    private ObjectNode written() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.set("tariff", PricingJson.tariff(line));
        node.set("product", PricingJson.product(product));
        node.put("unit", unit);
        if (asked.pack() != null && statedPack != null) {
            node.put("stated_pack", asked.pack().value());
            node.put("endorsed_pack", Steps.plain(statedPack));
        }
        if (disallowed != null) {
            node.put("disallow", disallowed);
        }
        return node;
    }

    private static String sha256(String text) {
        try {
            byte[] bytes = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(bytes);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }

    Asked asked() {
        return asked;
    }

    Classed classed() {
        return classed;
    }

    TariffLine line() {
        return line;
    }

    Product product() {
        return product;
    }

    @Nullable
    String unit() {
        return unit;
    }

    @Nullable
    BigDecimal statedPack() {
        return statedPack;
    }

    @Nullable
    String disallowed() {
        return disallowed;
    }

    /**
     * As it is kept: JSON with {@code tariff}, {@code product}, {@code unit} and, where there are some,
     * {@code stated_pack} with its size, and {@code disallow}.
     */
    String document() {
        return document;
    }

    /** SHA-256 of all of it, hexadecimal: the same for the same content in every process. */
    String digest() {
        return digest;
    }
}
