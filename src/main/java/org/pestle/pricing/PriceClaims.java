package org.pestle.pricing;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The pricing of a night: open a run, price its claims chunk by chunk, balance it and post it to the ledger. Doing any
 * part again adds nothing: a run is known by its cut-off, a claim is in one run only, and has one price (invariant of
 * reliability-security.md D10).
 *
 * <p>Any number of threads and processes may price chunks of a run at once. Whoever takes a partition holds its row
 * locked until the chunk is stored and the partition's position moved, all in one transaction: if the process dies, the
 * lock goes with its connection and the next one goes on from there.
 */
@Component
public class PriceClaims {
    private final RunTable runs;
    private final LateConcessions concessions;
    private final Chunk chunk;
    private final Balance balance;
    private final PlanTable plan;
    private final Parts parts;

    PriceClaims(RunTable runs, LateConcessions concessions, Chunk chunk, Balance balance, PlanTable plan, Parts parts) {
        this.runs = runs;
        this.concessions = concessions;
        this.chunk = chunk;
        this.balance = balance;
        this.plan = plan;
        this.parts = parts;
    }

    /**
     * The run with this cut-off; opens it if there is none, and fixes which claims are in it. In the caller's
     * transaction.
     */
    public PricingRun open(Instant cutOff) {
        plan.forANight();
        if (runs.insertRun(cutOff, parts.now())) {
            PricingRun run = find(cutOff).orElseThrow();
            runs.fixClaims(run, parts.count(), concessions.fix(run, parts.count()));
            runs.openPartitions(run.id());
        }
        return find(cutOff).orElseThrow();
    }

    /** The run with this cut-off, if it was opened. */
    public Optional<PricingRun> find(Instant cutOff) {
        return runs.find(cutOff);
    }

    /** The oldest run that is not balanced yet, if there is one. */
    public Optional<PricingRun> findOpen() {
        return runs.findOpen();
    }

    /** How many claims of a run are done, by whomever. */
    public int done(PricingRun run) {
        return runs.done(run.id());
    }

    /** What came of asking for a chunk. */
    enum Taken {
        /** A chunk was priced and stored. */
        PRICED,
        /** Others hold all that is left. */
        HELD,
        /** Nothing is left. */
        NOTHING
    }

    /**
     * Prices and stores the next chunk of a part that nobody else holds, in a transaction of its own.
     *
     * @param worker who does it, for those who watch
     * @param most claims in it
     */
    Taken priceNext(PricingRun run, String worker, int most) {
        return parts.inTransaction(() -> {
            Optional<RunTable.Partition> taken = runs.takePartition(run.id());
            if (taken.isEmpty()) {
                return runs.done(run.id()) < run.claimsIn() + run.claimsToReprice() ? Taken.HELD : Taken.NOTHING;
            }
            RunTable.Partition partition = taken.get();
            List<RunTable.RunClaim> claims = runs.next(run.id(), partition, most);
            chunk.price(run, claims);
            runs.advance(
                    run.id(),
                    new RunTable.Partition(partition.number(), partition.position() + claims.size()),
                    worker,
                    parts.now());
            return Taken.PRICED;
        });
    }

    /**
     * Compares what a run made with what it was given, posts it and closes it, in the caller's transaction.
     *
     * @throws NotBalancedException if they differ; the run stays open and nothing of it leaves
     */
    public PricingRun balance(Instant cutOff) {
        PricingRun run = find(cutOff).orElseThrow(() -> new NotBalancedException("there is no run of this cut-off"));
        if (run.result().isPresent()) {
            return run;
        }
        plan.forANight();
        balance.close(run, parts.now());
        return find(cutOff).orElseThrow();
    }

    /** What every part of a run is done with: its number, the clock and transactions. */
    @Component
    static class Parts {
        private final PricingSettings settings;
        private final TransactionTemplate transaction;
        private final Clock clock;

        Parts(PricingSettings settings, TransactionTemplate transaction, Clock clock) {
            this.settings = settings;
            this.transaction = transaction;
            this.clock = clock;
        }

        int count() {
            return settings.partitions();
        }

        Instant now() {
            return clock.instant();
        }

        <T> T inTransaction(Supplier<T> work) {
            return Objects.requireNonNull(transaction.execute(status -> work.get()));
        }
    }
}
