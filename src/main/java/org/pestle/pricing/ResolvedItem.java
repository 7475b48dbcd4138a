package org.pestle.pricing;

import java.util.UUID;

/**
 * A claimed item with everything looked up.
 *
 * @param lineItemId of the prescription
 * @param sequence its place in the claim
 * @param input all that its price depends on
 * @param basis what of it was looked up
 */
record ResolvedItem(UUID lineItemId, int sequence, ItemToPrice input, Basis basis) {}
