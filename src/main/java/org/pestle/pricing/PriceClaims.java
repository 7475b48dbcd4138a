package org.pestle.pricing;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.pestle.claim.ClaimToPrice;
import org.pestle.claim.Claims;
import org.pestle.tariff.Tariff;
import org.springframework.stereotype.Component;

/**
 * The pricing of a night, in the caller's transactions: open a run, price its claims chunk by chunk, balance it. Doing
 * any part again adds nothing: a run is known by its cut-off, a claim is in one run only, and has one price (invariant
 * of reliability-security.md D10).
 */
@Component
public class PriceClaims {
    private final PricingTable table;
    private final PriceTable prices;
    private final Claims claims;
    private final Tariff tariff;
    private final Clock clock;
    private volatile PricerOfRun current;

    PriceClaims(PricingTable table, PriceTable prices, Claims claims, Tariff tariff, Clock clock) {
        this.table = table;
        this.prices = prices;
        this.claims = claims;
        this.tariff = tariff;
        this.clock = clock;
        this.current = new PricerOfRun(0, new ClaimPricer(new TariffInUse(tariff)));
    }

    private record PricerOfRun(long run, ClaimPricer pricer) {}

    /** A claim of a run and its place in it. */
    public record RunClaim(int position, UUID claim) {}

    /** The run with this cut-off; opens it if there is none, and fixes which claims are in it. */
    public PricingRun open(Instant cutOff) {
        table.takeTime();
        if (table.insertRun(cutOff, clock.instant())) {
            table.fixClaims(cutOff);
        }
        return find(cutOff).orElseThrow();
    }

    /** The run with this cut-off, if it was opened. */
    public Optional<PricingRun> find(Instant cutOff) {
        return table.find(cutOff);
    }

    /** Claims of a run that have no price yet, in their order, after a position; no more than so many. */
    public List<RunClaim> unpriced(long run, int after, int limit) {
        return table.unpriced(run, after, limit);
    }

    /** Prices these claims of a run and stores the prices; a claim that was amended in the meantime is left out. */
    public void price(long run, Collection<UUID> ids) {
        ClaimPricer pricer = pricerOf(run);
        List<PricedClaim> priced =
                claims.waiting(ids).stream().map(pricer::price).toList();
        prices.store(run, priced);
        claims.referred(idsOf(priced.stream().filter(PricedClaim::isReferred).toList()));
        claims.priced(idsOf(priced.stream().filter(claim -> !claim.isReferred()).toList()));
    }

    /**
     * Compares what a run made with what it was given, and closes it.
     *
     * @throws NotBalancedException if they differ; the run stays open and nothing of it leaves
     */
    public PricingRun balance(Instant cutOff) {
        PricingRun run = find(cutOff).orElseThrow(() -> new NotBalancedException("there is no run of this cut-off"));
        if (run.result().isPresent()) {
            return run;
        }
        table.takeTime();
        RunTotals totals = table.totals(run.id());
        require(run.claimsIn() == totals.claims(), run.claimsIn() + " claims in, " + totals.claims() + " out");
        require(run.itemsIn() == totals.items(), run.itemsIn() + " items in, " + totals.items() + " out");
        require(
                totals.totalP().compareTo(totals.totalOfClaimsP()) == 0,
                "the items add up to " + totals.totalP() + "p, the claims to " + totals.totalOfClaimsP() + "p");
        table.close(run.id(), totals, clock.instant());
        return find(cutOff).orElseThrow();
    }

    private static void require(boolean isSo, String otherwise) {
        if (!isSo) {
            throw new NotBalancedException("The run does not balance: " + otherwise + ".");
        }
    }

    private ClaimPricer pricerOf(long run) {
        PricerOfRun last = current;
        if (last.run() != run) {
            last = new PricerOfRun(run, new ClaimPricer(new TariffInUse(tariff)));
            current = last;
        }
        return last.pricer();
    }

    private static List<UUID> idsOf(List<PricedClaim> priced) {
        return priced.stream()
                .map(PricedClaim::claim)
                .map(ClaimToPrice::claimId)
                .toList();
    }
}
