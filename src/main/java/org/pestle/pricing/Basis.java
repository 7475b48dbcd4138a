package org.pestle.pricing;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.YearMonth;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pestle.pricing.ItemToPrice.TariffLine;
import org.pestle.values.DmdCode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What was looked up for a product: its line of the tariff, what the dictionary says of it, how reports class it, and
 * which rates the month had. It is kept once and named by each item that was priced from it. One object for each, so
 * that two are compared at once.
 */
final class Basis {
    /**
     * What is asked of the tariff and the dictionary.
     *
     * @param unit of the claim, as its code
     * @param pack the pack or the brand that counts beside the order: stated by the claim, or the cheapest; or null
     * @param orderedUnit that of the order, or null where it is the claim's
     */
    record Asked(
            DmdCode code,
            String name,
            String unit,
            YearMonth month,
            @Nullable DmdCode pack,
            @Nullable String orderedUnit) {}

    /**
     * What the quantities of order and claim are counted in.
     *
     * @param unit in the tariff's word, or null if it is known to be the tariff's
     * @param perOrdered how many of it one unit of the order is
     * @param perSupplied how many of it one unit of the claim is
     */
    record Counted(@Nullable String unit, BigDecimal perOrdered, BigDecimal perSupplied) {
        /** The claim's own unit, which is the order's too. */
        static Counted in(@Nullable String unit) {
            return new Counted(unit, BigDecimal.ONE, BigDecimal.ONE);
        }
    }

    /** Where a product stands in reports. */
    record Classed(String bnfCode, int preparationClass) {}

    /** Nothing was looked up. */
    static Basis unknown(Counted counted) {
        return new Basis(
                new Asked(new DmdCode("90000000000000"), "", "", YearMonth.of(2000, 1), null, null),
                new Classed("", 1),
                new TariffLine(ItemToPrice.Part.NONE, null, null, null, null, "", false, List.of()),
                Product.ORDINARY,
                counted,
                null,
                null,
                "");
    }

    private final Asked asked;
    private final Classed classed;
    private final TariffLine line;
    private final Product product;
    private final Counted counted;
    private final @Nullable BigDecimal statedPack;
    private final @Nullable String disallowed;
    private final String rates;
    private final String document;
    private final String digest;

    /**
     * All that was looked up.
     *
     * @param counted in the tariff's word for the claim's unit, wherever one can be compared with the other
     * @param statedPack how much is in the pack that the claim states, or null
     * @param disallowed why the product is not allowed on the NHS, or null
     * @param rates digest of the month's fees, allowances, discounts and charges
     */
    Basis(
            Asked asked,
            Classed classed,
            TariffLine line,
            Product product,
            Counted counted,
            @Nullable BigDecimal statedPack,
            @Nullable String disallowed,
            String rates) {
        this.asked = asked;
        this.classed = classed;
        this.line = line;
        this.product = product;
        this.counted = counted;
        this.statedPack = statedPack;
        this.disallowed = disallowed;
        this.rates = rates;
        this.document = written().toString();
        this.digest = sha256(String.join("\n", asked.toString(), classed.toString(), document));
    }

    private ObjectNode written() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.set("tariff", PricingJson.tariff(line));
        node.set("product", PricingJson.product(product));
        node.put("unit", counted.unit());
        if (asked.pack() != null && statedPack != null) {
            node.put("stated_pack", asked.pack().value());
            node.put("endorsed_pack", Steps.plain(statedPack));
        }
        if (asked.orderedUnit() != null) {
            node.put("ordered_unit", asked.orderedUnit());
            node.put("per_ordered", Steps.plain(counted.perOrdered()));
            node.put("per_supplied", Steps.plain(counted.perSupplied()));
        }
        if (disallowed != null) {
            node.put("disallow", disallowed);
        }
        node.put("rates", rates);
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

    Counted counted() {
        return counted;
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
     * {@code stated_pack} with its size, and {@code disallow}; where the order counts in another unit, that and how
     * both count in {@code unit}. {@code rates} is a digest: what the rates of a month are is on file for ever.
     */
    String document() {
        return document;
    }

    /** SHA-256 of all of it, hexadecimal: the same for the same content in every process. */
    String digest() {
        return digest;
    }
}
