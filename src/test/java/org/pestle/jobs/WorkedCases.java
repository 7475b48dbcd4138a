package org.pestle.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.pestle.testing.Database;
import org.pestle.testing.SharedExamples;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The worked item cases as claims of one month: each product under a code of its own in the list that the case names,
 * with what the dictionary is to say of it.
 */
final class WorkedCases {
    /** What they are about is the price, fee or earlier claim of another month. */
    private static final Set<String> OF_OTHER_MONTHS = Set.of("P15", "P58", "P68");

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long FIRST_CODE = 90_200_000_000_000L;
    private static final String HOSIERY = "21070410111";
    private static final String DRESSING = "20030100199";

    private static final String MEDICINE = """
            INSERT INTO tariff_pack (part, month, vmp, vmpp, name, pack_size, unit, category, price_p, file_row,
                                     further_size, further_price_p)
            SELECT :part, max(month), :code, :pack, :name, CAST(:size AS numeric), :unit, :category, :price, 0,
                   CAST(:furtherSize AS numeric), CAST(:furtherPrice AS bigint)
              FROM tariff_edition
             WHERE part = :part
               AND month < DATE '2026-09-01'
            """;

    private static final String APPLIANCE = """
            INSERT INTO tariff_appliance (month, file_row, part, generic, name, supplier, pack_size, unit, price_p,
                                          colour, size, product_order, pack_order, indicator, amp, ampp, bnf_code)
            SELECT DATE '2026-07-01', max(file_row) + 1, :part, :name, :name, 'Made', CAST(:size AS numeric), :unit,
                   :price, '', '', '', '', '', :code, :pack, :bnf
              FROM tariff_appliance
            """;

    private static final String BRAND = """
            INSERT INTO tariff_dmd_amp (released_on, apid, vpid, name, supplier, licence, availability, line)
            SELECT max(released_on), :code, :pack, :name, 'Made', '0001', '0001', 0 FROM tariff_dmd_release;
            INSERT INTO tariff_dmd_vmpp (released_on, vppid, vpid, name, quantity, unit, line)
            SELECT max(released_on), :pack, :pack, :name, CAST(:size AS numeric), '428673006', 0
              FROM tariff_dmd_release;
            INSERT INTO tariff_dmd_ampp (released_on, appid, vppid, apid, name, legal, price_p, price_basis, line)
            SELECT max(released_on), :pack, :pack, :code, :name, '0003', :price, '0001', 0 FROM tariff_dmd_release
            """;

    private static final String FACTS = """
            INSERT INTO tariff_product (vmp, bnf_code, legal, cd_schedule, discount_not_deducted, contraceptive,
                                        reconstituted, special_container, pack_unit_code)
            VALUES (:code, NULL, :legal, :schedule, :dnd, :contraceptive, :reconstituted, :container, :packUnit);
            INSERT INTO tariff_dmd_facts (released_on, code, legal, cd_schedule, discount_not_deducted,
                                          made_up_from_powder, special_container, fees, charges, disallowed)
            SELECT max(released_on), :code, :legal, :schedule, :dnd, :reconstituted, :container, :fees, :charges,
                   CAST(:disallowed AS text[])
              FROM tariff_dmd_release
            """;

    private final JdbcClient jdbc;
    private final MadeClaims claims = new MadeClaims();
    private long code = FIRST_CODE;

    private WorkedCases(Database database) {
        jdbc = JdbcClient.create(database.owner());
    }

    /**
     * A case as the price of a claimed item.
     *
     * @param item its place in the claim, from 0
     */
    record Case(String id, UUID claim, int item, JsonNode expected) {}

    /** All cases of one month, as claims of September that wait; a release of the dictionary must be loaded. */
    static List<Case> keptIn(Database database) throws IOException {
        Path file = SharedExamples.data().resolveSibling("spec").resolve("pricing-cases.json");
        Assumptions.assumeTrue(Files.exists(file), () -> "skipped: there is no file " + file);
        return new WorkedCases(database)
                .keep(JSON.readTree(Files.readAllBytes(file)).path("item_cases"), database);
    }

    private List<Case> keep(JsonNode cases, Database database) {
        List<Case> kept = new ArrayList<>();
        MadeClaims.Item earlier = MadeClaims.amlodipine("28");
        for (JsonNode one : cases) {
            String id = one.path("id").asString();
            JsonNode input = one.path("input");
            if (OF_OTHER_MONTHS.contains(id)) {
                continue;
            }
            MadeClaims.Item item = item(input);
            String exemption = input.path("charge_code").asString();
            boolean second = input.path("same_charge_as_earlier_item").asBoolean(false);
            UUID claim = second ? claims.add(exemption, earlier, item) : claims.add(exemption, item);
            kept.add(new Case(id, claim, second ? 1 : 0, one.path("expected")));
            earlier = item;
        }
        claims.keepIn(database);
        jdbc.sql("UPDATE claim SET payment_month = DATE '2026-09-01' WHERE claim_id = ANY (:ids)")
                .param("ids", kept.stream().map(Case::claim).toArray(UUID[]::new))
                .update();
        return kept;
    }

    /** The claimed item, once its product is listed. */
    private MadeClaims.Item item(JsonNode input) {
        JsonNode product = input.path("product");
        String ordered = Long.toString(code++);
        boolean hosiery = product.path("garments").asInt(0) > 0;
        boolean countsPacks = product.path("quantity_counts_packs").asBoolean(false);
        String unit = hosiery ? "stocking" : "tablet";
        String stated = list(input, ordered, unit, hosiery ? HOSIERY : DRESSING);
        keepFacts(input, ordered, countsPacks ? MadeClaims.DEVICE : null);
        String claimedUnit = countsPacks ? MadeClaims.DEVICE : hosiery ? unit : MadeClaims.TABLET;
        boolean paid = input.path("charge_code").asString().startsWith("000")
                && input.path("charge_code").asString().compareTo("0002") < 0;
        return new MadeClaims.Item(
                input.path("item_status").asString(),
                ordered,
                input.at("/tariff/name").asString(),
                input.path("prescribed_quantity").asString(),
                claimedUnit,
                paid ? "paid-once" : "not-paid",
                endorsements(input),
                new MadeClaims.Supply(
                        stated == null ? ordered : stated,
                        input.path("supplied_quantity").asString(),
                        claimedUnit));
    }

    /** Lists the product; answers the code of the pack that the claim states, if it states one. */
    private @Nullable String list(JsonNode input, String ordered, String unit, String bnf) {
        JsonNode tariff = input.path("tariff");
        String part = tariff.path("part").asString();
        String sql = switch (part) {
            case "VIIIA", "VIIIB", "VIIID" -> MEDICINE;
            case "IXA", "IXB", "IXC", "IXR" -> APPLIANCE;
            case "brand" -> BRAND;
            default -> null;
        };
        String stated = null;
        for (JsonNode pack : tariff.path("packs")) {
            String own = Long.toString(code++);
            if (pack.path("size").equals(input.path("endorsed_pack"))) {
                stated = own;
            }
            if (sql != null) {
                jdbc.sql(sql)
                        .param("part", part)
                        .param("code", ordered)
                        .param("pack", own)
                        .param("name", tariff.path("name").asString())
                        .param("size", pack.path("size").asString())
                        .param("unit", unit)
                        .param("category", textOrNull(tariff.path("category")))
                        .param("price", pack.path("price_p").asLong())
                        .param("furtherSize", textOrNull(pack.path("additional_unit_size")))
                        .param("furtherPrice", textOrNull(pack.path("additional_unit_price_p")))
                        .param("bnf", bnf)
                        .update();
            }
        }
        return stated;
    }

    private void keepFacts(JsonNode input, String ordered, @Nullable String packUnit) {
        JsonNode product = input.path("product");
        jdbc.sql(FACTS)
                .param("code", ordered)
                .param("legal", product.path("legal").asString())
                .param("schedule", product.path("cd_schedule").asInt(0))
                .param("dnd", product.path("dnd").asBoolean(false))
                .param("contraceptive", product.path("contraceptive").asBoolean(false))
                .param("reconstituted", product.path("reconstituted").asBoolean(false))
                .param("container", textOrNull(product.path("special_container")))
                .param("packUnit", packUnit)
                .param("fees", product.path("disp_fees").asInt(1))
                .param("charges", product.path("px_charges").asInt(1))
                .param("disallowed", input.has("disallow") ? "{BLACKLISTED}" : "{}")
                .update();
    }

    /** As a claim has them: an amount is the text of the endorsement. */
    private static String endorsements(JsonNode input) {
        ArrayNode claimed = JsonNodeFactory.instance.arrayNode();
        for (JsonNode each : input.path("endorsements")) {
            ObjectNode one = claimed.addObject().put("code", each.path("code").asString());
            String value = textOrNull(each.has("value_p") ? each.path("value_p") : each.path("value"));
            if (value != null) {
                one.put("value", value);
            }
        }
        return claimed.toString();
    }

    private static @Nullable String textOrNull(JsonNode node) {
        return node.isMissingNode() || node.isNull() ? null : node.asString();
    }
}
