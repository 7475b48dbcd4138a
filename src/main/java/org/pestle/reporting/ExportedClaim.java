package org.pestle.reporting;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A priced claim as it leaves in a bulk export.
 *
 * @param pseudonym what names it in this export and in no other
 * @param bornFrom first year of the patient's band of years of birth, or null
 * @param bornTo last year of it, or null; null like the other where too few patients share the band
 * @param month first day of the month for which it counts
 * @param dispensedIn first day of the month in which it was dispensed
 * @param items in the order of the claim
 */
record ExportedClaim(
        UUID pseudonym,
        @Nullable Integer bornFrom,
        @Nullable Integer bornTo,
        String contractor,
        String practice,
        String commissioner,
        LocalDate month,
        LocalDate dispensedIn,
        List<Item> items) {
    /** Copies the list. */
    ExportedClaim {
        items = List.copyOf(items);
    }

    /** The same with these items. */
    ExportedClaim with(List<Item> priced) {
        return new ExportedClaim(
                pseudonym, bornFrom, bornTo, contractor, practice, commissioner, month, dispensedIn, priced);
    }

    /**
     * One item with its price, exact pence. Basic price, discount and actual cost are those of the commissioner's
     * report (reimbursement.md 2.9).
     *
     * @param outcome paid, not-paid, referred-back or disallowed
     * @param beyondOrderP what the pharmacy is paid for the rest of a broken pack, less its discount, and adjustments
     */
    record Item(
            UUID pseudonym,
            int sequence,
            String outcome,
            String productCode,
            String productName,
            BigDecimal quantity,
            BigDecimal basicPriceP,
            BigDecimal discountP,
            BigDecimal actualCostP,
            BigDecimal beyondOrderP,
            BigDecimal feesP,
            BigDecimal chargeP) {
        /** Whether anything was given out. */
        boolean isSupplied() {
            return !outcome.equals("not-paid");
        }
    }
}
