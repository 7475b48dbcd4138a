package org.pestle.pricing;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/**
 * What a night would come to, and what has changed since it was last rehearsed.
 *
 * @param now the sums of this rehearsal
 * @param before those of the one before it, if there was one
 * @param differences the products that came to something else, the largest difference first
 */
public record Rehearsal(Sums now, Optional<Sums> before, List<Difference> differences) {
    /** Copies the list. */
    public Rehearsal {
        differences = List.copyOf(differences);
    }

    /** What became of items. */
    public record Counts(int paid, int notSupplied, int referredBack, int disallowed) {
        /** Nothing yet. */
        static final Counts NONE = new Counts(0, 0, 0, 0);

        Counts and(ItemOutcome outcome) {
            return switch (outcome) {
                case PAID -> new Counts(paid + 1, notSupplied, referredBack, disallowed);
                case NOT_PAID -> new Counts(paid, notSupplied + 1, referredBack, disallowed);
                case REFERRED_BACK -> new Counts(paid, notSupplied, referredBack + 1, disallowed);
                case DISALLOWED -> new Counts(paid, notSupplied, referredBack, disallowed + 1);
            };
        }

        /** All of them. */
        public int all() {
            return paid + notSupplied + referredBack + disallowed;
        }
    }

    /**
     * A whole rehearsal.
     *
     * @param totalP exact pence, as a run would post it
     */
    public record Sums(Instant cutOff, int claims, Counts counts, BigDecimal totalP) {}

    /** What one product came to in one payment month. */
    record Line(YearMonth month, String productCode, String productName, Counts counts, BigDecimal totalP) {
        Line and(PricedLine priced) {
            return new Line(
                    month, productCode, productName, counts.and(priced.price().outcome()), totalP.add(priced.totalP()));
        }
    }

    /** What a product came to: items paid and referred back, and exact pence. */
    public record Came(int paid, int referredBack, BigDecimal totalP) {}

    /** A product that came to something else than in the rehearsal before. */
    public record Difference(YearMonth month, String productCode, String productName, Came before, Came now) {}
}
