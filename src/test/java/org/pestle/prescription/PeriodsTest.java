package org.pestle.prescription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pestle.prescription.NextActivity.Days;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Periods are dated settings: the one of the day on which a period begins to run counts (eps.md 4.6, 4.7). */
class PeriodsTest {
    private static final LocalDate CHANGE = LocalDate.of(2027, 3, 1);
    private static final LocalDate LONG_AFTER = LocalDate.of(2030, 1, 1);
    private static final PrescriptionSettings SETTINGS =
            new PrescriptionSettings(List.of(new Periods(CHANGE, 3, 9, 5, 10, 60, 70, 200, 11, 22, 33, 44, 24, 15)));

    @ParameterizedTest(name = "{0} begun on {1}: {2}")
    @CsvSource({
        "0006, 2027-02-28, createNoClaim 2027-08-27",
        "0006, 2027-03-01, createNoClaim 2027-05-10",
        "0003, 2027-02-28, createNoClaim 2027-08-27",
        "0003, 2027-03-01, createNoClaim 2027-04-30",
        "0007, 2027-02-28, delete 2027-03-30",
        "0007, 2027-03-01, delete 2027-03-12",
        "0004, 2027-02-28, delete 2027-05-29",
        "0004, 2027-03-01, delete 2027-03-23",
        "0005, 2027-02-28, delete 2027-08-27",
        "0005, 2027-03-01, delete 2027-04-03",
        "0008, 2027-02-28, delete 2027-04-05",
        "0008, 2027-03-01, delete 2027-04-14",
        "0009, 2027-02-28, delete 2027-04-05",
        "0009, 2027-03-01, delete 2027-04-14",
        "9005, 2027-02-28, delete 2027-08-27",
        "9005, 2027-03-01, delete 2027-04-03"
    })
    void a_change_of_a_period_moves_nothing_that_runs_already(String status, LocalDate began, String next) {
        Days days = new Days(LONG_AFTER, null, began, began, began);

        NextActivity activity = NextActivity.of(PrescriptionStatus.of(status), days, SETTINGS, LONG_AFTER);

        assertThat(activity.action().code() + " " + activity.on()).isEqualTo(next);
    }

    @Test
    void validity_and_lead_are_those_of_the_day_on_which_the_prescription_was_written() {
        LocalDate before = CHANGE.minusDays(1);

        assertThat(SETTINGS.inForce(before).expiresOn(before, 1)).isEqualTo("2027-08-28");
        assertThat(SETTINGS.inForce(CHANGE).expiresOn(CHANGE, 1)).isEqualTo("2027-06-01");
        assertThat(SETTINGS.inForce(before).expiresOn(before, 2)).isEqualTo("2028-02-28");
        assertThat(SETTINGS.inForce(CHANGE).expiresOn(CHANGE, 2)).isEqualTo("2027-12-01");
        assertThat(NextIssue.downloadOn(before, 28, 1, SETTINGS.inForce(before)))
                .isEqualTo("2027-03-21");
        assertThat(NextIssue.downloadOn(CHANGE, 28, 1, SETTINGS.inForce(CHANGE)))
                .isEqualTo("2027-03-19");
    }

    @Test
    void an_entry_that_names_its_day_alone_is_the_national_service() {
        PrescriptionSettings bound = bind(Map.of("pestle.prescription.periods[0].from", "2027-03-01"));

        assertThat(bound.inForce(CHANGE))
                .usingRecursiveComparison()
                .ignoringFields("from")
                .isEqualTo(Periods.NATIONAL);
    }

    @Test
    void one_length_can_be_changed_by_itself() {
        PrescriptionSettings bound = bind(Map.of(
                "pestle.prescription.periods[0].from", "2027-03-01",
                "pestle.prescription.periods[0].claim-days", "90"));

        assertThat(bound.inForce(CHANGE.minusDays(1)).claimDays()).isEqualTo(180);
        assertThat(bound.inForce(CHANGE).claimDays()).isEqualTo(90);
        assertThat(bound.inForce(CHANGE).activeDays()).isEqualTo(180);
    }

    @Test
    void a_length_of_nothing_is_refused() {
        assertThatThrownBy(() -> new Periods(CHANGE, 0, 12, 1, 7, 180, 180, 365, 30, 90, 180, 36, 12, 18))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static PrescriptionSettings bind(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bind("pestle.prescription", PrescriptionSettings.class)
                .get();
    }
}
