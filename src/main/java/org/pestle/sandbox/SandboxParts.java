package org.pestle.sandbox;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the sandbox starts beside the application context, so that neither waits for the other longer than it must. */
final class SandboxParts {
    static final String PDS = "pds";
    static final String ODS = "ods";

    private static final Duration SERVICE_STARTS_WITHIN = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final @Nullable CompletableFuture<EmbeddedPostgres> postgres;
    private final CompletableFuture<StandIns> standIns;

    private SandboxParts(@Nullable CompletableFuture<EmbeddedPostgres> postgres, CompletableFuture<StandIns> standIns) {
        this.postgres = postgres;
        this.standIns = standIns;
    }

    /**
     * Starts them.
     *
     * @param home where the database is kept
     * @param programs where PostgreSQL's programs are unpacked
     * @param withDatabase false if an external database was configured
     * @param isJob whether this process is one job, which uses the database of a service that runs
     */
    static SandboxParts start(Path home, Path programs, boolean withDatabase, boolean isJob) {
        Path data = home.resolve("postgres");
        return new SandboxParts(
                withDatabase
                        ? inBackground("start-postgresql", () -> isJob ? join(data, programs) : start(data, programs))
                        : null,
                inBackground("start-stand-ins", () -> StandIns.start(PDS, ODS)));
    }

    /** The database, as soon as it is there. */
    EmbeddedPostgres postgres() {
        if (postgres == null) {
            throw new IllegalStateException("an external database was configured");
        }
        return get(postgres);
    }

    /** The stand-ins, as soon as they are there. */
    StandIns standIns() {
        return get(standIns);
    }

    /** Stops whatever was started, waiting for what is starting. */
    void close() {
        if (postgres != null) {
            stop(postgres, EmbeddedPostgres::close);
        }
        stop(standIns, StandIns::close);
    }

    private static <T> void stop(CompletableFuture<T> future, Consumer<T> close) {
        try {
            close.accept(future.join());
        } catch (CompletionException neverStarted) {
            // then there is nothing to stop
        }
    }

    private static EmbeddedPostgres start(Path data, Path programs) {
        return EmbeddedPostgres.start(data, programs, Map.of());
    }

    private static EmbeddedPostgres join(Path data, Path programs) {
        long deadline = System.nanoTime() + SERVICE_STARTS_WITHIN.toNanos();
        while (true) {
            Optional<EmbeddedPostgres> running = EmbeddedPostgres.running(data);
            if (running.isPresent()) {
                return running.get();
            }
            try {
                return start(data, programs);
            } catch (DataInUse startingOrStopping) {
                if (System.nanoTime() > deadline) {
                    throw startingOrStopping;
                }
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            }
        }
    }

    private static <T> CompletableFuture<T> inBackground(String name, Supplier<T> start) {
        CompletableFuture<T> future = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name(name).start(() -> {
            try {
                future.complete(start.get());
            } catch (RuntimeException | Error broken) {
                future.completeExceptionally(broken);
            }
        });
        return future;
    }

    private static <T> T get(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException broken) {
            if (broken.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw broken;
        }
    }
}
