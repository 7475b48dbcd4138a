package org.pestle.prescription;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.ConstructorBinding;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the record.
 *
 * @param periods dated periods; those of the national service where none are set, and before the first that is set
 * @param controlled how controlled drugs are treated
 */
@ConfigurationProperties("pestle.prescription")
public record PrescriptionSettings(
        @Nullable List<Periods> periods, @DefaultValue ControlledDrugs controlled) {
    /** Copies the list. */
    @ConstructorBinding
    public PrescriptionSettings {
        periods = periods == null ? List.of() : List.copyOf(periods);
    }

    /** With controlled drugs as in the national service. */
    public PrescriptionSettings(@Nullable List<Periods> periods) {
        this(periods, ControlledDrugs.NATIONAL);
    }

    /** The periods in force on a day: those that begin to run on it have these lengths. */
    public Periods inForce(LocalDate day) {
        List<Periods> set = periods == null ? List.of() : periods;
        return set.stream()
                .filter(dated -> !dated.from().isAfter(day))
                .max(Comparator.comparing(Periods::from))
                .orElse(Periods.NATIONAL);
    }
}
