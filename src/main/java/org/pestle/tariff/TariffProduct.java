package org.pestle.tariff;

import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.pestle.values.DmdCode;

/**
 * A medicine as an edition of Part VIIIA lists it, with all its packs.
 *
 * @param vmp the medicine's code
 * @param name as printed in the edition
 * @param edition month of the edition that the prices come from
 * @param category how the price is set
 * @param packs at least one, smallest first
 * @param facts what the tariff does not say about the medicine, if it is held
 */
public record TariffProduct(
        DmdCode vmp,
        String name,
        YearMonth edition,
        TariffCategory category,
        List<TariffPack> packs,
        Optional<ProductFacts> facts) {
    /** Refuses a product without a pack. */
    public TariffProduct {
        packs = List.copyOf(packs);
        if (packs.isEmpty()) {
            throw new IllegalArgumentException("a listed product has a pack");
        }
    }
}
