package org.pestle.claim;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.Optional;
import org.pestle.values.DmdCode;

/** What claims ask of units of measure; the module that has the tariff answers (reimbursement.md 2.5). */
public interface UnitsOfProducts {
    /**
     * How two units of a product compare.
     *
     * @param perClaimed how many of a third unit one unit of the claim is, more than 0
     * @param perSupplied how many of it one unit of the supply is, more than 0
     */
    record Compared(BigDecimal perClaimed, BigDecimal perSupplied) {}

    /**
     * How a claim's unit and that of the supply compare: one for one if both codes are of the same unit, and by what a
     * pack holds if one of them counts packs; empty if nothing relates them.
     *
     * @param product as ordered
     * @param claimed SNOMED CT code of the claim's unit
     * @param supplied SNOMED CT code of the supply's unit
     * @param month whose packs count
     */
    Optional<Compared> compared(DmdCode product, String claimed, String supplied, YearMonth month);
}
