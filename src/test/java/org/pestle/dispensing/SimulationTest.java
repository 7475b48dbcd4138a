package org.pestle.dispensing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * A simulated world of some prescriptions for two years. {@code -Dpestle.simulation=5000} makes it larger,
 * {@code -Dpestle.simulation.seed=…} repeats one that failed.
 */
class SimulationTest {
    @Test
    void whatever_people_and_nights_do_the_record_stays_sound() {
        long seed = Long.getLong("pestle.simulation.seed", 20261125L);
        int prescriptions = Integer.getInteger("pestle.simulation", 20);
        Simulation simulation = new Simulation(seed);

        assertThat(simulation.run(prescriptions))
                .as("seed %d, %d prescriptions", seed, prescriptions)
                .isEmpty();
        assertThat(simulation.counts().done()).isGreaterThan(prescriptions * 3);
        assertThat(simulation.counts().refused()).isGreaterThan(prescriptions * 3);
    }
}
