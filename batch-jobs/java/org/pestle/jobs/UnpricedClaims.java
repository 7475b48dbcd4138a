package org.pestle.jobs;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pestle.pricing.PriceClaims;
import org.pestle.pricing.PricingRun;
import org.springframework.batch.infrastructure.item.ItemReader;

/**
 * Reads the claims of a run that have no price yet, page by page in their order. What an earlier start has priced is
 * not among them, so it needs no memory of where that one stopped.
 */
class UnpricedClaims implements ItemReader<UnpricedClaims.Unpriced> {
    /** A claim of a run. */
    record Unpriced(long run, UUID claim) {}

    private final PriceClaims pricing;
    private final Instant cutOff;
    private final int pageSize;
    private final Deque<PriceClaims.RunClaim> page = new ArrayDeque<>();
    private @Nullable PricingRun run;
    private int position;

    UnpricedClaims(PriceClaims pricing, Instant cutOff, int pageSize) {
        this.pricing = pricing;
        this.cutOff = cutOff;
        this.pageSize = pageSize;
    }

    @Override
    public @Nullable Unpriced read() {
        PricingRun opened = run == null ? pricing.find(cutOff).orElseThrow() : run;
        run = opened;
        if (page.isEmpty()) {
            page.addAll(pricing.unpriced(opened.id(), position, pageSize));
        }
        PriceClaims.RunClaim next = page.poll();
        if (next == null) {
            return null;
        }
        position = next.position();
        return new Unpriced(opened.id(), next.claim());
    }
}
