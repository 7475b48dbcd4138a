package org.pestle.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the bench makes of the times it took. */
class MeasureTest {
    @ParameterizedTest(name = "of 1 to 100 ms, {0} of the calls took at most {1} ms")
    @CsvSource(textBlock = """
            0.50,  50
            0.90,  90
            0.99,  99
            1.00, 100
            """)
    void a_share_of_the_calls_took_no_longer(double share, double millis) {
        Latencies latencies = new Latencies();
        LongStream.rangeClosed(1, 100).map(i -> 101 - i).forEach(i -> latencies.add(i * 1_000_000));

        assertThat(new Measure("create", 100, 0, 1, latencies.sorted()).millis(share))
                .isEqualTo(millis);
    }

    @Test
    void the_rate_counts_only_what_was_done() {
        assertThat(new Measure("create", 300, 100, 2, new long[300]).perSecond())
                .isEqualTo(150);
    }

    @Test
    void times_of_all_workers_are_put_together_however_many_there_are() {
        Latencies all = new Latencies();
        for (int worker = 0; worker < 3; worker++) {
            Latencies part = new Latencies();
            LongStream.range(0, 5000).forEach(i -> part.add(1000));
            all.addAll(part);
        }

        assertThat(all.count()).isEqualTo(15_000);
        assertThat(all.sorted()).hasSize(15_000).containsOnly(1L);
    }

    @Test
    void a_measurement_without_calls_has_no_rate_and_no_latency() {
        Measure none = new Measure("read", 0, 0, 0, new long[0]);

        assertThat(none.perSecond()).isZero();
        assertThat(none.millis(0.99)).isZero();
    }
}
