package org.pestle.routing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Answers that were got before, with the time at which they were. The least recently used go when it is full. An answer
 * from the future (the clock was put back) counts as none.
 */
final class Remembered<K, V> {
    private final Clock clock;
    private final Map<K, Aged<V>> answers;

    private record Aged<V>(V value, Instant at) {}

    Remembered(int size, Clock clock) {
        this.clock = clock;
        this.answers = new LinkedHashMap<>(64, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, Aged<V>> eldest) {
                return size() > size;
            }
        };
    }

    /** The answer for a key, if it is not older than this. */
    synchronized Optional<V> notOlderThan(Duration age, K key) {
        Aged<V> aged = answers.get(key);
        Instant now = clock.instant();
        return aged == null || now.isBefore(aged.at()) || now.isAfter(aged.at().plus(age))
                ? Optional.empty()
                : Optional.of(aged.value());
    }

    synchronized void clear() {
        answers.clear();
    }

    synchronized void put(K key, V value) {
        answers.put(key, new Aged<>(value, clock.instant()));
    }
}
