package org.pestle.pricing;

import java.math.BigDecimal;
import java.util.List;
import org.pestle.claim.ClaimToPrice;

/** A claim and the price of each of its items. */
record PricedClaim(ClaimToPrice claim, List<PricedLine> lines) {
    PricedClaim {
        lines = List.copyOf(lines);
    }

    /** Whether an item went back to the contractor; the others are paid all the same. */
    boolean isReferred() {
        return lines.stream().anyMatch(line -> line.price().outcome() == ItemOutcome.REFERRED_BACK);
    }

    BigDecimal totalP() {
        return lines.stream().map(PricedLine::totalP).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
