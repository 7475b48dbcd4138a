package org.pestle.pricing;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The second reading's view of an item: what it says, its packs, and which of them count. */
class SecondItem {
    record Pack(long size, long list, long concession, long extraPrice, long extraSize) {
        long price() {
            return concession < 0 ? list : concession;
        }

        boolean divides(long quantity) {
            return quantity % size == 0;
        }
    }

    final JsonNode item;
    final JsonNode product;
    final String part;
    final long ordered;
    final long supplied;
    List<Pack> packs = new ArrayList<>();

    SecondItem(JsonNode item) {
        this.item = item;
        this.product = item.path("product");
        this.part = item.path("tariff").path("part").asString();
        this.ordered = thousandths(item.path("prescribed_quantity").asString());
        this.supplied = thousandths(item.path("supplied_quantity").asString());
    }

    /** 2.1: listed prices, or the invoice where nothing is listed or the product is a special; 2.5: in one unit. */
    final List<Pack> priced() {
        List<Pack> listed = new ArrayList<>();
        String claimed = item.path("unit").asString("");
        boolean anyUnit =
                claimed.isEmpty() || product.path("quantity_counts_packs").asBoolean(false);
        for (JsonNode pack : item.path("tariff").path("packs")) {
            String unit = pack.path("unit").asString("");
            if (anyUnit || unit.isEmpty() || unit.equalsIgnoreCase(claimed)) {
                listed.add(new Pack(
                        thousandths(pack.path("size").asString()),
                        pack.path("price_p").asLong(),
                        pack.path("concession_p").asLong(-1),
                        pack.path("additional_unit_price_p").asLong(0),
                        thousandths(pack.path("additional_unit_size").asString("0"))));
            }
        }
        if (!item.path("tariff").path("packs").isEmpty() && !part.equals("special") && !part.equals("none")) {
            return listed;
        }
        long invoice = item.path("invoice_price_p").asLong(amount("IP"));
        if (invoice < 0 || supplied == 0) {
            return new ArrayList<>();
        }
        long size = item.hasNonNull("endorsed_pack")
                ? thousandths(item.path("endorsed_pack").asString())
                : supplied;
        return new ArrayList<>(List.of(new Pack(size, invoice, -1, 0, 0)));
    }

    /** 2.3 of the rules' R1, and 2.7: never more than ordered, unless original packs within a tenth make it whole. */
    final long payable(boolean countsPacks) {
        if (supplied <= ordered) {
            return supplied;
        }
        int schedule = product.path("cd_schedule").asInt(0);
        boolean legal = schedule == 5
                || (schedule == 0 && product.path("legal").asString().equals("POM"));
        boolean excluded = part.startsWith("IX")
                || List.of("VIIIB", "VIIID", "special").contains(part)
                || has("SSP")
                || item.path("ssp_smaller_quantity").asBoolean(false);
        List<Pack> usable = usable();
        boolean makesWhole =
                countsPacks ? supplied % 1000 == 0 : usable.stream().anyMatch(pack -> pack.divides(supplied));
        boolean near = 10 * (supplied - ordered) <= ordered;
        boolean electronic = item.path("channel").asString().equals("EPS");
        return electronic && legal && !excluded && makesWhole && near ? supplied : ordered;
    }

    /** 2.4. */
    final Pack choose(long wanted) {
        List<Pack> dividing =
                packs.stream().filter(pack -> pack.divides(wanted)).toList();
        List<Pack> within = packs.stream().filter(pack -> pack.size() <= wanted).toList();
        if (!dividing.isEmpty()) {
            return endorsed(largest(dividing));
        }
        return endorsed(within.isEmpty() ? smallest(packs) : largest(within));
    }

    final Pack endorsed(Pack otherwise) {
        Pack stated = stated();
        return stated == null ? otherwise : stated;
    }

    final @Nullable Pack stated() {
        if (!item.hasNonNull("endorsed_pack")) {
            return null;
        }
        long size = thousandths(item.path("endorsed_pack").asString());
        return packs.stream().filter(pack -> pack.size() == size).findFirst().orElse(null);
    }

    final List<Pack> usable() {
        Pack stated = stated();
        return stated == null ? packs : List.of(stated);
    }

    static Pack largest(List<Pack> some) {
        return some.stream().reduce((a, b) -> b.size() > a.size() ? b : a).orElseThrow();
    }

    static Pack smallest(List<Pack> some) {
        return some.stream().reduce((a, b) -> b.size() < a.size() ? b : a).orElseThrow();
    }

    final String category() {
        return item.path("tariff").path("category").asString("-");
    }

    final boolean has(String code) {
        return item.path("endorsements")
                .valueStream()
                .anyMatch(each -> each.path("code").asString().equals(code));
    }

    final long amount(String code) {
        return item.path("endorsements")
                .valueStream()
                .filter(each -> each.path("code").asString().equals(code))
                .mapToLong(each -> each.path("value_p").asLong(-1))
                .findFirst()
                .orElse(-1);
    }

    /** Half up, of positive numbers: twice the amount and one more half, divided by twice the divisor. */
    static long halfUp(long amount, long divisor) {
        return (2 * amount + divisor) / (2 * divisor);
    }

    static long thousandths(String number) {
        String[] halves = (number + ".").split("\\.", -1);
        String fraction = (halves[1] + "000").substring(0, 3);
        return new BigInteger(halves[0] + fraction).longValueExact();
    }

    /** A number of parts as people write it, without trailing zeros. */
    static String decimal(long parts, long of) {
        String fraction = Long.toString(of + Math.abs(parts) % of).substring(1).replaceAll("0+$", "");
        return (parts < 0 ? "-" : "") + Math.abs(parts) / of + (fraction.isEmpty() ? "" : "." + fraction);
    }
}
