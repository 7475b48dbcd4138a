package org.pestle.claim;

import java.time.YearMonth;
import org.pestle.values.DmdCode;

/** What claims ask of licences; the module that has the tariff and the dictionary answers (reimbursement.md 5). */
public interface LicensedProducts {
    /**
     * Whether a product is known to be a licensed medicine; false if it is not one, or nobody knows.
     *
     * @param product generic, a brand, or a pack of either
     * @param month whose tariff and dictionary count
     */
    boolean isLicensed(DmdCode product, YearMonth month);
}
