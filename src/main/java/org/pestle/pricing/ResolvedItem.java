package org.pestle.pricing;

import java.util.UUID;

/**
 * A claimed item with everything looked up, and what reports need of it.
 *
 * @param lineItemId of the prescription
 * @param sequence its place in the claim
 * @param input all that its price depends on
 * @param bnfCode its place in the BNF, or {@code UNMAPPED}
 * @param preparationClass 1 to 5 (reimbursement.md 2.1)
 * @param productCode what was ordered
 * @param productName its name
 */
record ResolvedItem(
        UUID lineItemId,
        int sequence,
        ItemToPrice input,
        String bnfCode,
        int preparationClass,
        String productCode,
        String productName) {}
