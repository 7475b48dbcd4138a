package org.pestle.pricing;

import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A claimed item with everything looked up.
 *
 * @param lineItemId of the prescription
 * @param sequence its place in the claim
 * @param input all that its price depends on
 * @param basis what of it was looked up
 */
record ResolvedItem(UUID lineItemId, int sequence, ItemToPrice input, Basis basis) {
    /** The same with so much left of broken bulk, or with none if that is null. */
    ResolvedItem withResidualBefore(@Nullable BigDecimal units) {
        return units == null ? this : new ResolvedItem(lineItemId, sequence, input.withResidualBefore(units), basis);
    }
}
