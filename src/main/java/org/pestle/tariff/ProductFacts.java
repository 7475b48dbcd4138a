package org.pestle.tariff;

import java.util.Optional;
import org.pestle.values.DmdCode;

/**
 * What pricing and reports must know of a medicine and the tariff does not print (reimbursement.md 7.1).
 *
 * @param vmp the medicine's code
 * @param bnfCode fifteen characters of the BNF classification, if mapped
 * @param legal legal category: POM, P, GSL or none
 * @param controlledDrugSchedule 1 to 5, or 0 if it is no controlled drug
 * @param discountNotDeducted whether no discount is deducted
 * @param contraceptive whether it is free of charge as a contraceptive
 * @param reconstituted whether it is an oral liquid made up from powder
 * @param specialContainer code of the special container flag, if it is one
 * @param packUnitCode SNOMED code of the unit in which claims count whole packs instead of the tariff's unit, if there
 *     is one
 */
public record ProductFacts(
        DmdCode vmp,
        Optional<String> bnfCode,
        String legal,
        int controlledDrugSchedule,
        boolean discountNotDeducted,
        boolean contraceptive,
        boolean reconstituted,
        Optional<String> specialContainer,
        Optional<String> packUnitCode) {}
