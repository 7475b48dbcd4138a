package org.pestle.prescription;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of the record.
 *
 * @param periods dated periods; those of the national service where none are set, and before the first that is set
 */
@ConfigurationProperties("pestle.prescription")
public record PrescriptionSettings(@Nullable List<Periods> periods) {
    /** Copies the list. */
    public PrescriptionSettings {
        periods = periods == null ? List.of() : List.copyOf(periods);
    }

    /** The periods in force on a day. */
    Periods inForce(LocalDate day) {
        List<Periods> set = periods == null ? List.of() : periods;
        return set.stream()
                .filter(dated -> !dated.from().isAfter(day))
                .max(Comparator.comparing(Periods::from))
                .orElse(Periods.NATIONAL);
    }
}
