package org.pestle.dispensing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.pestle.dispensing.Simulation.Violated;

/**
 * A simulated world of some prescriptions for two years. {@code -Dpestle.simulation=5000} makes it larger,
 * {@code -Dpestle.simulation.seed=…} repeats one that failed; both are said by the failure.
 */
class SimulationTest {
    private static final int PRESCRIPTIONS = 150;

    @Test
    void whatever_people_and_nights_do_the_record_is_as_an_independent_model_says() {
        long seed = Long.getLong("pestle.simulation.seed", 20261125L);
        int prescriptions = Integer.getInteger("pestle.simulation", PRESCRIPTIONS);
        Simulation simulation = new Simulation(seed);

        try {
            simulation.run(prescriptions);
        } catch (Violated violated) {
            String again = "mvn test -Dtest=SimulationTest -Dpestle.simulation=%d -Dpestle.simulation.seed=%d"
                    .formatted(prescriptions, seed);
            throw new AssertionError(again + "\n" + violated.getMessage(), violated);
        }
        assertThat(simulation.counts()).allSatisfy((what, counts) -> {
            assertThat(counts.done()).as("%s, done", what).isPositive();
            assertThat(what.equals("download") || counts.refused() > 0)
                    .as("%s, refused", what)
                    .isTrue();
        });
    }
}
