package org.pestle.tariff;

import java.util.List;
import java.util.Optional;
import org.pestle.values.DmdCode;

/**
 * What pricing and reports must know of a product and the tariff does not print (reimbursement.md 7.1).
 *
 * @param code the product's code
 * @param bnfCode characters of the BNF classification, 15 for medicines and 11 for appliances, if mapped
 * @param legal legal category: POM, P, GSL or none
 * @param controlledDrugSchedule 1 to 5, or 0 if it is no controlled drug
 * @param discountNotDeducted whether no discount is deducted
 * @param contraceptive whether it is free of charge as a contraceptive
 * @param reconstituted whether it is an oral liquid made up from powder
 * @param specialContainer code of the special container flag, if it is one
 * @param packUnitCode SNOMED code of the unit in which claims count whole packs instead of the tariff's unit, if there
 *     is one
 * @param fees professional fees for one item, 1 unless it is a combination pack
 * @param charges patient charges for one item, likewise
 * @param zeroDiscountIfEndorsed whether no discount is deducted if ZD is endorsed
 * @param disallowed why it is not allowed on the NHS, or not to everybody; mostly empty
 */
public record ProductFacts(
        DmdCode code,
        Optional<String> bnfCode,
        String legal,
        int controlledDrugSchedule,
        boolean discountNotDeducted,
        boolean contraceptive,
        boolean reconstituted,
        Optional<String> specialContainer,
        Optional<String> packUnitCode,
        int fees,
        int charges,
        boolean zeroDiscountIfEndorsed,
        List<DisallowedReason> disallowed) {
    private static final String SPECIAL_CONTAINER = "0001";

    /** Keeps a copy of the reasons. */
    public ProductFacts {
        disallowed = List.copyOf(disallowed);
    }

    /** What is taken where nothing is known but, perhaps, its place in the BNF: nothing special. */
    static ProductFacts unknown(DmdCode code, Optional<String> bnfCode) {
        return new ProductFacts(
                code,
                bnfCode,
                "none",
                0,
                false,
                false,
                false,
                Optional.empty(),
                Optional.empty(),
                1,
                1,
                false,
                List.of());
    }

    /** The same as a special container. */
    ProductFacts asSpecialContainer() {
        return with(bnfCode, Optional.of(specialContainer.orElse(SPECIAL_CONTAINER)));
    }

    /** The same with this place in the BNF, unless another is known. */
    ProductFacts orInBnf(String code) {
        return with(Optional.of(bnfCode.orElse(code)), specialContainer);
    }

    private ProductFacts with(Optional<String> otherBnfCode, Optional<String> otherSpecialContainer) {
        return new ProductFacts(
                code,
                otherBnfCode,
                legal,
                controlledDrugSchedule,
                discountNotDeducted,
                contraceptive,
                reconstituted,
                otherSpecialContainer,
                packUnitCode,
                fees,
                charges,
                zeroDiscountIfEndorsed,
                disallowed);
    }
}
