package org.pestle.pricing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pestle.prescription.LineItemStatus;
import org.pestle.pricing.ItemToPrice.AdditionalUnit;
import org.pestle.pricing.ItemToPrice.Channel;
import org.pestle.pricing.ItemToPrice.Claimed;
import org.pestle.pricing.ItemToPrice.Contractor;
import org.pestle.pricing.ItemToPrice.Endorsement;
import org.pestle.pricing.ItemToPrice.Known;
import org.pestle.pricing.ItemToPrice.Legal;
import org.pestle.pricing.ItemToPrice.Pack;
import org.pestle.pricing.ItemToPrice.Part;
import org.pestle.pricing.ItemToPrice.Supply;
import org.pestle.pricing.ItemToPrice.TariffLine;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.tariff.TariffCategory;
import org.pestle.values.Pence;
import tools.jackson.databind.JsonNode;

/**
 * Reads the JSON of an item, the {@code input} of the pricing cases (contract.md 2). Nothing is guessed and nothing
 * ignored.
 */
final class ItemReader {
    private static final LineItemStatus[] FINAL = {
        LineItemStatus.FULLY_DISPENSED, LineItemStatus.NOT_DISPENSED, LineItemStatus.CANCELLED, LineItemStatus.EXPIRED
    };
    private static final Set<String> ENDORSEMENTS = Set.of(
            "NDEC", "BB", "XP", "SP", "ED", "IP", "MF", "NCSO", "PC", "PNC", "RC", "SSP", "ZD", "WR", "CC", "FS",
            "ACBS", "SLS", "AF");
    private static final Set<String> SPECIAL_CONTAINER = Set.of("0001", "0002");
    private static final Pattern CHARGE_CODE = Pattern.compile("00(0[0-9]|1[0-5])|90(0[2-9]|1[0-5])");
    private static final int HIGHEST_CD_SCHEDULE = 5;
    private static final int MOST_PER_ITEM = 20;
    private static final TariffLine NO_TARIFF = new TariffLine(Part.NONE, null, null, null, null, "", false, List.of());

    private ItemReader() {}

    /** The item, or all that is wrong with it, each fault with its JSON pointer below the given one. */
    static Outcome<ItemToPrice> read(JsonNode node, String pointer) {
        List<Finding> findings = new ArrayList<>();
        JsonFields fields = new JsonFields(node, pointer, findings);
        if (!findings.isEmpty()) {
            return Outcome.refused(findings);
        }
        ItemToPrice item = new ItemToPrice(
                fields.month("pricing_month"),
                supply(fields),
                fields.object("tariff", ItemReader::tariff, NO_TARIFF),
                fields.object("product", ItemReader::product, Product.ORDINARY),
                claimed(fields),
                new Known(
                        fields.optionalDecimal("residual_before", false),
                        fields.optionalText("disallow"),
                        fields.flag("exempt_by_age")));
        fields.nothingElse();
        return findings.isEmpty() ? Outcome.done(item) : Outcome.refused(findings);
    }

    private static Supply supply(JsonFields fields) {
        return new Supply(
                fields.word("channel", Channel.values(), Channel::word),
                fields.word("contractor_type", Contractor.values(), Contractor::word),
                fields.word("item_status", FINAL, LineItemStatus::code),
                fields.decimal("prescribed_quantity", true),
                fields.decimal("supplied_quantity", false),
                fields.optionalText("unit"));
    }

    private static TariffLine tariff(JsonFields fields) {
        Part part = fields.word("part", Part.values(), Part::word);
        TariffCategory category = fields.optionalWord("category", TariffCategory.values(), TariffCategory::name);
        if (part == Part.VIIIA && category == null) {
            fields.missing("category", TariffCategory.A);
        }
        if (part != Part.VIIIA && category != null) {
            fields.wrong(Problem.INVALID_VALUE, "category", "Only Part VIIIA has categories.", category);
        }
        TariffLine tariff = new TariffLine(
                part,
                category,
                fields.optionalMonth("edition"),
                fields.optionalCode("vmp"),
                fields.optionalCode("amp"),
                fields.text("name"),
                fields.flag("illustrative"),
                fields.list("packs", ItemReader::pack));
        fields.nothingElse();
        return tariff;
    }

    private static Pack pack(JsonFields fields) {
        Pence unitPrice = fields.optionalPence("additional_unit_price_p");
        BigDecimal unitSize = fields.optionalDecimal("additional_unit_size", true);
        if (unitPrice == null && unitSize != null) {
            fields.missing("additional_unit_price_p", Pence.ZERO);
        }
        if (unitPrice != null && unitSize == null) {
            fields.missing("additional_unit_size", BigDecimal.ONE);
        }
        Pack pack = new Pack(
                fields.optionalCode("vmpp"),
                fields.decimal("size", true),
                fields.pence("price_p"),
                fields.optionalPence("concession_p"),
                unitPrice == null || unitSize == null ? null : new AdditionalUnit(unitPrice, unitSize),
                fields.optionalText("unit"));
        fields.nothingElse();
        return pack;
    }

    private static Product product(JsonFields fields) {
        Product product = new Product(
                fields.word("legal", Legal.values(), Legal::word),
                fields.count("cd_schedule", HIGHEST_CD_SCHEDULE, 0),
                fields.flag("dnd"),
                fields.flag("contraceptive"),
                specialContainer(fields),
                fields.flag("reconstituted"),
                fields.flag("quantity_counts_packs"),
                fields.count("disp_fees", MOST_PER_ITEM, 1),
                fields.count("px_charges", MOST_PER_ITEM, 1),
                fields.flag("mf_eligible"),
                fields.count("garments", MOST_PER_ITEM, 0),
                fields.flag("quantity_counts_garments"),
                fields.flag("zd_eligible"));
        fields.nothingElse();
        return product;
    }

    private static @Nullable String specialContainer(JsonFields fields) {
        String code = fields.optionalText("special_container");
        return code == null || SPECIAL_CONTAINER.contains(code)
                ? code
                : fields.wrong(Problem.INVALID_VALUE, "special_container", "0001 or 0002 is expected here.", null);
    }

    private static Claimed claimed(JsonFields fields) {
        List<Endorsement> endorsements = fields.list("endorsements", ItemReader::endorsement);
        if (endorsements.isEmpty()) {
            fields.missing("endorsements", endorsements);
        }
        return new Claimed(
                endorsements,
                chargeCode(fields),
                fields.optionalDecimal("endorsed_pack", true),
                fields.optionalPence("invoice_price_p"),
                fields.flag("ssp_smaller_quantity"),
                fields.optionalFlag("same_charge_as_earlier_item"),
                fields.flag("paid_twice"));
    }

    private static Endorsement endorsement(JsonFields fields) {
        String code = fields.text("code");
        if (!code.isEmpty() && !ENDORSEMENTS.contains(code)) {
            fields.wrong(Problem.INVALID_VALUE, "code", "This endorsement is not known.", code);
        }
        Pence amount = fields.optionalPence("value_p");
        if (code.equals("XP") && amount == null) {
            fields.missing("value_p", Pence.ZERO);
        }
        Endorsement endorsement = new Endorsement(code, amount, fields.optionalText("value"));
        fields.nothingElse();
        return endorsement;
    }

    /** The code must be there; null says that none was chosen, which counts as paid. */
    private static @Nullable String chargeCode(JsonFields fields) {
        String code = fields.optionalText("charge_code");
        if (code == null) {
            return fields.holds("charge_code") ? null : fields.missing("charge_code", "");
        }
        return CHARGE_CODE.matcher(code).matches()
                ? code
                : fields.wrong(
                        Problem.INVALID_VALUE, "charge_code", "This exemption or charge code is not known.", null);
    }
}
