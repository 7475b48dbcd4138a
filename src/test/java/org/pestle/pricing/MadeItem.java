package org.pestle.pricing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.SplittableRandom;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes items that nobody thought of: every part of the tariff, every endorsement, every kind of product. */
final class MadeItem {
    private static final String[] SIZES = {"7", "14", "15", "21", "28", "30", "56", "84", "100", "22.5", "4.5", "250"};
    private static final String[] CHARGE_CODES = {"0000", "0001", "0001", "0002", "0007", "0015"};
    private static final String[] PARTS = {
        "VIIIA", "VIIIA", "VIIIA", "VIIIA", "VIIIB", "VIIID", "IXA", "IXB", "IXC", "IXR", "brand", "special", "none"
    };
    private static final String[] PLAIN = {"NCSO", "PC", "PNC", "RC", "ZD", "MF", "BB", "BB", "SSP", "CC", "FS"};

    private final SplittableRandom random;

    MadeItem(long seed) {
        random = new SplittableRandom(seed);
    }

    ObjectNode next() {
        ObjectNode item = JsonNodeFactory.instance.objectNode();
        String part = one(PARTS);
        String quantity = quantity();
        item.put("pricing_month", "2026-07");
        item.put("channel", oneIn(10) ? "paper" : "EPS");
        item.put("contractor_type", "pharmacy");
        item.put("item_status", oneIn(25) ? one("0002", "0005", "0006") : "0001");
        item.put("prescribed_quantity", quantity);
        item.put("supplied_quantity", oneIn(4) ? near(quantity) : quantity);
        ObjectNode product = product(part);
        item.set("tariff", tariff(part, product.has("reconstituted")));
        item.set("product", product);
        if (oneIn(8)) {
            item.put("unit", one("tablet", "ml"));
        }
        endorse(item, part);
        item.put("charge_code", oneIn(12) ? null : one(CHARGE_CODES));
        if (oneIn(6)) {
            item.put("endorsed_pack", one(SIZES));
        }
        if (oneIn(30)) {
            item.put("ssp_smaller_quantity", true);
        }
        // in Part VIIIB one price holds up to the minimum, so what was paid before cannot be told apart
        if (oneIn(10) && !part.equals("VIIIB")) {
            item.put("residual_before", quantity());
        }
        if (oneIn(10)) {
            item.put("paid_twice", true);
        }
        if (oneIn(10)) {
            item.put("exempt_by_age", true);
        }
        if (oneIn(40)) {
            item.put("disallow", "product is on the blacklist");
        }
        item.put("same_charge_as_earlier_item", oneIn(8));
        return item;
    }

    private ObjectNode tariff(String part, boolean madeUp) {
        ObjectNode tariff = JsonNodeFactory.instance.objectNode();
        tariff.put("part", part);
        tariff.put("category", part.equals("VIIIA") ? one("A", "C", "H", "M") : null);
        tariff.put("name", "Sample 10mg tablets");
        ArrayNode packs = tariff.putArray("packs");
        if (part.equals("none") || part.equals("special") || oneIn(40)) {
            return tariff;
        }
        int first = random.nextInt(SIZES.length);
        // of three sizes several combinations may be equally good, which no rule decides
        int count = random.nextInt(1, madeUp ? 3 : 4);
        for (int i = 0; i < count; i++) {
            ObjectNode pack = packs.addObject();
            pack.put("vmpp", "");
            pack.put("size", SIZES[(first + i) % SIZES.length]);
            pack.put("price_p", random.nextInt(1, oneIn(8) ? 700_000 : 3000));
            if (oneIn(12)) {
                pack.put("concession_p", random.nextInt(1, 9000));
            }
            if (part.equals("VIIIB") && !oneIn(3)) {
                pack.put("additional_unit_price_p", random.nextInt(0, 60));
                pack.put("additional_unit_size", one("1", "5", "0.5"));
            }
            if (oneIn(8)) {
                pack.put("unit", "tablet");
            }
        }
        return tariff;
    }

    private ObjectNode product(String part) {
        ObjectNode product = JsonNodeFactory.instance.objectNode();
        product.put("legal", one("POM", "POM", "P", "GSL", "none"));
        if (oneIn(3)) {
            product.put("cd_schedule", random.nextInt(1, 6));
        }
        flag(product, "dnd", 10);
        flag(product, "contraceptive", 15);
        if (!part.equals("none") && !part.equals("special") && oneIn(4)) {
            switch (random.nextInt(3)) {
                case 0 -> product.put("special_container", one("0001", "0002"));
                case 1 -> product.put("reconstituted", true);
                default -> product.put("quantity_counts_packs", true);
            }
        }
        if (oneIn(10)) {
            product.put("disp_fees", random.nextInt(0, 4));
            product.put("px_charges", random.nextInt(0, 4));
        }
        flag(product, "mf_eligible", 5);
        if (oneIn(15)) {
            product.put("garments", random.nextInt(1, 3));
        }
        flag(product, "quantity_counts_garments", 15);
        flag(product, "zd_eligible", 3);
        return product;
    }

    private void endorse(ObjectNode item, String part) {
        ArrayNode endorsements = item.putArray("endorsements");
        if (oneIn(8)) {
            endorsements.addObject().put("code", "XP").put("value_p", one(List.of(0, 50, 51, 52, 400)));
        } else if (oneIn(5)) {
            endorsements.addObject().put("code", one("SP", "ED"));
        }
        if (part.equals("none") || part.equals("special")) {
            switch (random.nextInt(3)) {
                case 0 -> item.put("invoice_price_p", random.nextInt(1, 30_000));
                case 1 -> endorsements.addObject().put("code", "IP").put("value_p", random.nextInt(1, 30_000));
                default -> {
                    // Nothing is endorsed: referred back.
                }
            }
        }
        if (oneIn(2)) {
            endorsements.addObject().put("code", one(PLAIN));
        }
        if (endorsements.isEmpty()) {
            endorsements.addObject().put("code", "NDEC");
        }
    }

    private String quantity() {
        return oneIn(4) ? BigDecimal.valueOf(random.nextInt(1, 50_000), 2).toPlainString() : one(SIZES);
    }

    /** Within a tenth of it mostly, sometimes nothing. */
    private String near(String quantity) {
        if (oneIn(10)) {
            return oneIn(2) ? "0" : one(SIZES);
        }
        return new BigDecimal(quantity)
                .multiply(BigDecimal.valueOf(random.nextInt(85, 116), 2))
                .setScale(random.nextInt(2), RoundingMode.HALF_UP)
                .toPlainString();
    }

    private void flag(ObjectNode node, String name, int oneIn) {
        if (oneIn(oneIn)) {
            node.put(name, true);
        }
    }

    private boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }

    private String one(String... of) {
        return of[random.nextInt(of.length)];
    }

    private int one(List<Integer> of) {
        return of.get(random.nextInt(of.size()));
    }
}
