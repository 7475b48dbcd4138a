package org.pestle.bench;

import java.util.Arrays;

/** How long calls took, in microseconds; one per worker, put together at the end. */
final class Latencies {
    private long[] micros = new long[4096];
    private int count;

    void add(long nanos) {
        if (count == micros.length) {
            micros = Arrays.copyOf(micros, 2 * count);
        }
        micros[count++] = nanos / 1000;
    }

    int count() {
        return count;
    }

    void addAll(Latencies others) {
        for (int i = 0; i < others.count; i++) {
            add(1000 * others.micros[i]);
        }
    }

    /** In ascending order. */
    long[] sorted() {
        long[] sorted = Arrays.copyOf(micros, count);
        Arrays.sort(sorted);
        return sorted;
    }
}
