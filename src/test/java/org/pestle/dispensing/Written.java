package org.pestle.dispensing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.pestle.prescription.ControlledSchedule;
import org.pestle.prescription.CreatedPrescriptions.Wanted;
import org.pestle.values.NhsNumber;

/** What prescribers of the simulation write: acute and repeat dispensing, ahead or not, controlled drugs among it. */
final class Written {
    private static final List<ControlledSchedule> SCHEDULES =
            List.of(ControlledSchedule.CD2, ControlledSchedule.CD3, ControlledSchedule.CD4, ControlledSchedule.CD5);

    private final Random random;

    Written(Random random) {
        this.random = random;
    }

    Wanted any() {
        int issues = random.nextInt(3) == 0 ? 2 + random.nextInt(12) : 1;
        List<Integer> items = new ArrayList<>();
        for (int item = random.nextInt(4); item >= 0; item--) {
            items.add(items.isEmpty() ? issues : 1 + random.nextInt(issues));
        }
        int ahead = Math.max(0, random.nextInt(12) - 8);
        int controlled = random.nextInt(3) == 0 ? 1 + random.nextInt(items.size()) : 0;
        ControlledSchedule schedule = SCHEDULES.get(random.nextInt(SCHEDULES.size()));
        return new Wanted(issues, ahead, items, random.nextInt(5) > 0, controlled, schedule);
    }

    /** The same, as the model has it. */
    static ExpectedOrder expected(Wanted wanted, LocalDate today) {
        LocalDate starts = today.plusDays(wanted.daysAhead());
        return new ExpectedOrder(
                wanted.issues() > 1 ? today : starts,
                starts,
                wanted.itemIssues(),
                wanted.controlled(),
                Integer.parseInt(wanted.schedule().name().substring(2)),
                wanted.nominated() ? Stage.HIGH_STREET.value() : null);
    }

    /** NHS number of one of the patients. */
    static NhsNumber patient(int which) {
        for (int number = 944930000 + which * 11; ; number++) {
            int sum = 0;
            String digits = Integer.toString(number);
            for (int i = 0; i < 9; i++) {
                sum += (10 - i) * (digits.charAt(i) - '0');
            }
            int check = (11 - sum % 11) % 11;
            if (check < 10) {
                return new NhsNumber(digits + check);
            }
        }
    }
}
