package org.pestle.dispensing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pestle.dispensing.Simulation.Violated;
import org.pestle.prescription.ControlledDrugs.WhenOver;

/**
 * Two simulated worlds of some prescriptions for two years: one as in England, and a smaller one in which controlled
 * drugs are refused after their time. {@code -Dpestle.simulation=5000} makes them larger,
 * {@code -Dpestle.simulation.seed=…} repeats one that failed; both are said by the failure.
 */
class SimulationTest {
    private static final int PRESCRIPTIONS = 150;

    /** What can only be done, being answered as before; and what can only be refused. */
    private static final Set<String> NEVER_REFUSED =
            Set.of("download", "again-same", "again-altered", "again-resent", "again-forged");

    private static final Set<String> NEVER_DONE = Set.of("duplicate");

    @ParameterizedTest(name = "{0}: {1} of 150")
    @CsvSource({"WARN, 100", "REFUSE, 50"})
    void whatever_people_and_nights_do_the_record_is_as_an_independent_model_says(WhenOver controlled, int share) {
        long seed = Long.getLong("pestle.simulation.seed", 20261125L);
        int prescriptions = Integer.getInteger("pestle.simulation", PRESCRIPTIONS);
        Simulation simulation = new Simulation(seed, controlled);

        try {
            simulation.run(prescriptions * share / PRESCRIPTIONS);
        } catch (Violated violated) {
            String again = "mvn test -Dtest=SimulationTest -Dpestle.simulation=%d -Dpestle.simulation.seed=%d"
                    .formatted(prescriptions, seed);
            throw new AssertionError(again + "\n" + violated.getMessage(), violated);
        }
        assertThat(simulation.counts()).allSatisfy((what, counts) -> {
            assertThat(NEVER_DONE.contains(what) || counts.done() > 0)
                    .as("%s, done", what)
                    .isTrue();
            assertThat(NEVER_REFUSED.contains(what) || counts.refused() > 0)
                    .as("%s, refused", what)
                    .isTrue();
        });
    }
}
