package org.pestle.pricing;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.springframework.stereotype.Component;

/** Prices a run with several threads. Other processes may do the same at the same time. */
@Component
public class PricingWorkers {
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final PriceClaims pricing;
    private final PricingSettings settings;

    PricingWorkers(PriceClaims pricing, PricingSettings settings) {
        this.pricing = pricing;
        this.settings = settings;
    }

    /** Prices until nothing of the run is left, also what others hold: if they die, it is taken over. */
    public void finish(PricingRun run, int chunk) {
        work(run, chunk, true);
    }

    /** Prices what nobody else holds, and comes back when there is no such part. */
    public void help(PricingRun run, int chunk) {
        work(run, chunk, false);
    }

    private void work(PricingRun run, int chunk, boolean toTheEnd) {
        AtomicBoolean broken = new AtomicBoolean();
        try (ExecutorService pool = Executors.newFixedThreadPool(
                settings.workers(), Thread.ofPlatform().name("pricing-", 1).factory())) {
            List<Future<?>> workers = new ArrayList<>();
            for (int i = 1; i <= settings.workers(); i++) {
                String name = ManagementFactory.getRuntimeMXBean().getPid() + "-" + i;
                workers.add(pool.submit(() -> worker(run, chunk, name, toTheEnd, broken)));
            }
            for (Future<?> worker : workers) {
                await(worker);
            }
        }
    }

    private void worker(PricingRun run, int chunk, String name, boolean toTheEnd, AtomicBoolean broken) {
        try {
            while (!broken.get()) {
                switch (pricing.priceNext(run, name, chunk)) {
                    case PRICED -> {
                        // There may be more.
                    }
                    case NOTHING -> {
                        return;
                    }
                    case HELD -> {
                        if (!toTheEnd) {
                            return;
                        }
                        LockSupport.parkNanos(PAUSE.toNanos());
                    }
                }
            }
        } catch (RuntimeException | Error failure) {
            broken.set(true);
            throw failure;
        }
    }

    private static void await(Future<?> worker) {
        try {
            worker.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("pricing was interrupted", interrupted);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("pricing failed", failed.getCause());
        }
    }
}
