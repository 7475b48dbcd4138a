package org.pestle.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.pestle.sandbox.DatabaseAccess;
import org.pestle.sandbox.EmbeddedPostgres;

/**
 * What the service's own PostgreSQL can do alone: the same bytes, items and event, one statement and one commit each.
 */
final class Baseline {
    private Baseline() {}

    /**
     * Measures it in a schema of its own, which is dropped afterwards.
     *
     * @param postgres folder of the sandbox's PostgreSQL
     * @param messages stored over and over
     */
    static Measure measure(Path postgres, List<byte[]> messages, int threads, Duration time) throws Exception {
        DatabaseAccess access = EmbeddedPostgres.running(postgres)
                .orElseThrow(() -> new IllegalStateException(
                        "no PostgreSQL of the sandbox runs in " + postgres + "; name its PESTLE_HOME"))
                .owner();
        try (Connection owner = connect(access)) {
            BaselineTable.make(owner);
            try {
                return run(access, messages, threads, time);
            } finally {
                BaselineTable.drop(owner);
            }
        }
    }

    private static Measure run(DatabaseAccess access, List<byte[]> messages, int threads, Duration time)
            throws Exception {
        AtomicInteger next = new AtomicInteger();
        long start = System.nanoTime();
        long end = start + time.toNanos();
        Latencies all = new Latencies();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<Latencies>> parts = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                parts.add(pool.submit(() -> worker(access, messages, next, end)));
            }
            for (Future<Latencies> part : parts) {
                all.addAll(part.get());
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Measure("PostgreSQL alone: one statement, one commit", all.count(), 0, seconds, all.sorted());
    }

    private static Latencies worker(DatabaseAccess access, List<byte[]> messages, AtomicInteger next, long end)
            throws SQLException {
        Latencies latencies = new Latencies();
        try (Connection connection = connect(access);
                BaselineTable table = new BaselineTable(connection)) {
            for (long begun = System.nanoTime(); begun < end; begun = System.nanoTime()) {
                table.insert(messages.get(next.getAndIncrement() % messages.size()));
                latencies.add(System.nanoTime() - begun);
            }
        }
        return latencies;
    }

    private static Connection connect(DatabaseAccess access) throws SQLException {
        return DriverManager.getConnection(access.url(), access.user(), access.password());
    }
}
