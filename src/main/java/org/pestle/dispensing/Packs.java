package org.pestle.dispensing;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.pestle.prescription.LineItem;

/** What the supply of whole packs allows beyond the order; known to the module that has the tariff. */
public interface Packs {
    /**
     * Whether more may be supplied of an item than was ordered because that makes whole packs (special containers,
     * original pack dispensing: reimbursement.md 2.6, 2.7).
     *
     * @param supplied what is said to have been supplied, in the unit of the order
     */
    boolean allow(LineItem ordered, BigDecimal supplied, LocalDate day);
}
