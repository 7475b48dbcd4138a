package org.pestle.prescription;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * What an honest prescriber signs on one day, by chance: patients seen one after the other, and repeats signed in up to
 * three sittings. About one item in twenty is controlled; one prescriber in twenty runs a clinic for pain or
 * dependence, where every third is.
 */
final class HonestDay {
    private HonestDay() {}

    /** One prescription. */
    record Signed(Instant at, int items, int controlled) {}

    static List<Signed> of(Random random, Instant start) {
        boolean clinic = random.nextInt(20) == 0;
        double controlledShare = clinic ? 0.33 : 0.05;
        List<Signed> day = new ArrayList<>();
        int seen = 15 + random.nextInt(clinic ? 45 : 25);
        for (int patient = 0; patient < seen; patient++) {
            day.add(signed(
                    random, start.plusSeconds(random.nextInt(9 * 3600)), 1 + random.nextInt(2), controlledShare));
        }
        int sittings = random.nextInt(clinic ? 2 : 4);
        for (int sitting = 0; sitting < sittings; sitting++) {
            Instant begin = start.plus(Duration.ofHours(1 + 3L * sitting));
            int repeats = 10 + random.nextInt(clinic ? 10 : 40);
            for (int repeat = 0; repeat < repeats; repeat++) {
                day.add(signed(random, begin.plusSeconds(10L * repeat), 1 + random.nextInt(3), controlledShare));
            }
        }
        day.sort(Comparator.comparing(Signed::at));
        return day;
    }

    private static Signed signed(Random random, Instant at, int items, double controlledShare) {
        int controlled = 0;
        for (int item = 0; item < items; item++) {
            if (random.nextDouble() < controlledShare) {
                controlled++;
            }
        }
        return new Signed(at, items, controlled);
    }
}
