package org.pestle.pricing;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.pestle.claim.ClaimToPrice;
import org.pestle.claim.ReturnedItem;

/** A claim and the price of each of its items that has none yet in an earlier claim. */
record PricedClaim(ClaimToPrice claim, List<PricedLine> lines) {
    PricedClaim {
        lines = List.copyOf(lines);
    }

    /** Whether an item went back to the contractor; the others are paid all the same. */
    boolean isReferred() {
        return lines.stream().anyMatch(line -> line.price().outcome() == ItemOutcome.REFERRED_BACK);
    }

    /** The items that go back to the contractor, to be answered. */
    Stream<ReturnedItem.Returning> returning() {
        return lines.stream()
                .flatMap(line -> line
                        .returnedAs()
                        .map(kind -> new ReturnedItem.Returning(
                                claim.claimId(),
                                line.item().lineItemId(),
                                kind,
                                String.valueOf(line.price().code())))
                        .stream());
    }

    BigDecimal totalP() {
        return lines.stream().map(PricedLine::totalP).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
