package org.pestle.bench;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.pestle.cli.Json;
import org.pestle.cli.SampleRelease;
import org.pestle.cli.ServiceClient;

/** Calls a service from a number of threads, each with a connection of its own, and measures how long that took. */
final class Load {
    private static final String PREPARE = "/fhir-prescribing/FHIR/R4/$prepare";
    private static final String CREATE = "/fhir-prescribing/FHIR/R4/$process-message";
    private static final String RELEASE = "/fhir-dispensing/FHIR/R4/Task/$release";
    private static final String TRACK = "/electronic-prescriptions/FHIR/R4/Task?focus%3Aidentifier=";
    /** An answer without prescriptions is shorter than this. */
    private static final int EMPTY_RELEASE_BYTES = 4096;

    private final ServiceClient client;
    private final int threads;

    Load(ServiceClient client, int threads) {
        this.client = client;
        this.threads = threads;
    }

    /** One call of a worker: true to go on, false if there is nothing left. */
    private interface Work {
        Result on(Wire wire, int number) throws IOException;
    }

    private enum Result {
        DONE,
        REFUSED,
        NOTHING_LEFT
    }

    /**
     * Sends messages until they are used up or the time is over.
     *
     * @param rate calls a second, or 0 for as fast as possible
     */
    Measure creates(String what, List<byte[]> messages, Duration time, int rate) throws InterruptedException {
        String token = client.token("prescriber");
        return run(what, threads, messages.size(), time, rate, (wire, number) -> {
            Wire.Answer answer = wire.call("POST", CREATE, token, messages.get(number));
            return answer.status() == 200 ? Result.DONE : Result.REFUSED;
        });
    }

    /**
     * Prepares orders, each once.
     *
     * @param answers where the answer to each order is left, at its place
     */
    Measure prepares(String what, List<byte[]> orders, byte[][] answers) throws InterruptedException {
        String token = client.token("prescriber");
        return run(what, threads, orders.size(), Duration.ofSeconds(60), 0, (wire, number) -> {
            answers[number] = wire.fetch("POST", PREPARE, token, orders.get(number));
            return Result.DONE;
        });
    }

    /** Reads prescriptions by their ids, over and over. */
    Measure reads(String what, List<String> ids, Duration time, int rate) throws InterruptedException {
        String token = client.token("support");
        List<String> paths = ids.stream()
                .map(id -> TRACK + URLEncoder.encode(id, StandardCharsets.UTF_8))
                .toList();
        return run(what, threads, Integer.MAX_VALUE, time, rate, (wire, number) -> {
            // a prime step, so that neighbours in time are not neighbours in the record
            String path = paths.get((int) (number * 7919L % paths.size()));
            return wire.call("GET", path, token, null).status() == 200 ? Result.DONE : Result.REFUSED;
        });
    }

    /** Releases what is nominated to the pharmacies of these personas, 25 a call, one thread for each. */
    Measure releases(String what, List<String> personas, int most) throws InterruptedException {
        List<String> tokens = personas.stream().map(client::token).toList();
        List<byte[]> bodies = personas.stream().map(this::releaseBody).toList();
        return run(what, personas.size(), most, Duration.ofSeconds(60), 0, (wire, number) -> {
            int who = number % tokens.size();
            Wire.Answer answer = wire.call("POST", RELEASE, tokens.get(who), bodies.get(who));
            if (answer.status() != 200) {
                return Result.REFUSED;
            }
            return answer.bytes() < EMPTY_RELEASE_BYTES ? Result.NOTHING_LEFT : Result.DONE;
        });
    }

    private byte[] releaseBody(String persona) {
        String body = SampleRelease.nominated(client.pharmacy(persona));
        return Json.write(Json.read(body.getBytes(StandardCharsets.UTF_8)));
    }

    private record Part(Latencies latencies, int refused) {}

    private Measure run(String what, int workers, int most, Duration time, int rate, Work work)
            throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        long start = System.nanoTime();
        long end = start + time.toNanos();
        Latencies all = new Latencies();
        int refused = 0;
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Part>> parts = new ArrayList<>();
            for (int i = 0; i < workers; i++) {
                parts.add(pool.submit(() -> worker(next, most, start, end, rate, work)));
            }
            for (Future<Part> each : parts) {
                Part part = each.get();
                all.addAll(part.latencies());
                refused += part.refused();
            }
        } catch (ExecutionException failed) {
            throw new IllegalStateException("the service failed under load", failed.getCause());
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Measure(what, all.count(), refused, seconds, all.sorted());
    }

    private Part worker(AtomicInteger next, int most, long start, long end, int rate, Work work) throws IOException {
        Latencies latencies = new Latencies();
        int refused = 0;
        try (Wire wire = new Wire(client.base())) {
            while (true) {
                int number = next.getAndIncrement();
                // At a steady rate a call is due at its time: if the service is late, waiting counts.
                long due = rate == 0 ? System.nanoTime() : start + number * 1_000_000_000L / rate;
                if (number >= most || due >= end) {
                    return new Part(latencies, refused);
                }
                waitUntil(due);
                switch (work.on(wire, number)) {
                    case DONE -> latencies.add(System.nanoTime() - due);
                    case REFUSED -> refused++;
                    case NOTHING_LEFT -> {
                        return new Part(latencies, refused);
                    }
                }
            }
        }
    }

    private static void waitUntil(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
