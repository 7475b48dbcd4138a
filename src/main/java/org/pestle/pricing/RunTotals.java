package org.pestle.pricing;

import java.math.BigDecimal;

/**
 * What came of the claims of a run.
 *
 * @param claimsPriced each of their items has its price
 * @param claimsReferred at least one item went back to the contractor
 * @param claimsReplaced amended before they were priced; their amendment is priced in the next run
 * @param claimsRepriced priced before, and looked at again because of a late concession
 * @param itemsReplaced items of replaced claims
 * @param itemsPaid items with a price
 * @param itemsNotSupplied items for which nothing is paid because nothing was handed out
 * @param itemsReferred items referred back
 * @param itemsDisallowed items that are not allowed on the NHS
 * @param itemsRepriced items whose former price was taken back and replaced
 * @param totalP the sum of the items, exact pence: drugs, allowances and fees less charges
 * @param totalOfClaimsP the sum of the claims, which must be the same
 */
public record RunTotals(
        int claimsPriced,
        int claimsReferred,
        int claimsReplaced,
        int claimsRepriced,
        int itemsReplaced,
        int itemsPaid,
        int itemsNotSupplied,
        int itemsReferred,
        int itemsDisallowed,
        int itemsRepriced,
        BigDecimal totalP,
        BigDecimal totalOfClaimsP) {
    int claims() {
        return claimsPriced + claimsReferred + claimsReplaced;
    }

    int items() {
        return itemsPaid + itemsNotSupplied + itemsReferred + itemsDisallowed + itemsReplaced;
    }
}
