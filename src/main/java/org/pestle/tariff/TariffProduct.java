package org.pestle.tariff;

import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.pestle.values.DmdCode;

/**
 * A product as a list of prices in force has it, with all its packs.
 *
 * @param code of the medicine (VMP) in Part VIII, of the listed product (AMP) in Part IX and of a brand
 * @param name as printed in the list
 * @param edition month of the edition that the prices come from
 * @param list where it is listed
 * @param category how the price is set; Part VIIIA only
 * @param packs at least one, smallest first
 * @param facts what the list does not say about the product, if it is held
 */
public record TariffProduct(
        DmdCode code,
        String name,
        YearMonth edition,
        PriceList list,
        Optional<TariffCategory> category,
        List<TariffPack> packs,
        Optional<ProductFacts> facts) {
    private static final String ELASTIC_HOSIERY = "2107";
    private static final String GARMENT = "stocking";

    /** Refuses a product without a pack. */
    public TariffProduct {
        packs = List.copyOf(packs);
        if (packs.isEmpty()) {
            throw new IllegalArgumentException("a listed product has a pack");
        }
    }

    /** Whether it is hosiery, of which each unit is a garment: BNF 2107, without applicators and the like. */
    public boolean isHosiery() {
        return list.isOfAppliances()
                && packs.getFirst().unit().equals(GARMENT)
                && facts.flatMap(ProductFacts::bnfCode)
                        .filter(code -> code.startsWith(ELASTIC_HOSIERY))
                        .isPresent();
    }
}
