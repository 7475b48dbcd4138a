package org.pestle.pricing;

import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;
import org.pestle.pricing.ItemToPrice.Legal;
import org.pestle.pricing.ItemToPrice.Supply;
import org.pestle.tariff.ProductFacts;
import org.pestle.tariff.TariffProduct;

/**
 * What the dictionary and the tariff say about a product.
 *
 * @param controlledDrugSchedule 1 to 5, or 0
 * @param specialContainer code of the special container flag, or null
 * @param quantityCountsPacks whether the claim's quantity counts whole packs
 * @param fees professional fees for one item, 1 unless it is a combination pack
 * @param charges patient charges for one item, likewise
 * @param measuredAndFitted whether MF may be endorsed: hosiery
 * @param garments hosiery: garments, each with a charge of its own; 0 if it is none or the quantity counts them
 * @param quantityCountsGarments hosiery: whether each unit supplied is a garment with a charge of its own
 * @param zeroDiscountIfEndorsed whether no discount is deducted if ZD is endorsed (reimbursement.md 2.10)
 */
public record Product(
        Legal legal,
        int controlledDrugSchedule,
        boolean discountNotDeducted,
        boolean contraceptive,
        @Nullable String specialContainer,
        boolean reconstituted,
        boolean quantityCountsPacks,
        int fees,
        int charges,
        boolean measuredAndFitted,
        int garments,
        boolean quantityCountsGarments,
        boolean zeroDiscountIfEndorsed) {
    /** What is taken where the dictionary says nothing: one fee, one charge, nothing special. */
    public static final Product ORDINARY =
            new Product(Legal.NONE, 0, false, false, null, false, false, 1, 1, false, 0, false, false);

    /** A listed product of which something is known. */
    static Product of(TariffProduct listed, ProductFacts facts, boolean quantityCountsPacks) {
        return new Product(
                "none".equals(facts.legal()) ? Legal.NONE : Legal.valueOf(facts.legal()),
                facts.controlledDrugSchedule(),
                facts.discountNotDeducted(),
                facts.contraceptive(),
                facts.specialContainer().orElse(null),
                facts.reconstituted(),
                quantityCountsPacks,
                facts.fees(),
                facts.charges(),
                listed.isHosiery(),
                0,
                listed.isHosiery(),
                facts.zeroDiscountIfEndorsed());
    }

    /** Whether each garment has a charge of its own. */
    boolean isHosiery() {
        return garments > 0 || quantityCountsGarments;
    }

    /** Charges for what was supplied, as far as it was ordered (reimbursement.md 4). */
    int chargesFor(Supply supply) {
        if (garments > 0) {
            return garments;
        }
        return quantityCountsGarments
                ? supply.supplied()
                        .min(supply.prescribed())
                        .setScale(0, RoundingMode.CEILING)
                        .intValueExact()
                : charges;
    }
}
