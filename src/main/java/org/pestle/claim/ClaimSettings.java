package org.pestle.claim;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of claims.
 *
 * @param periods dated periods; those of the national service where none are set, and before the first that is set
 * @param windows months whose claims close on a day of their own, as is announced around bank holidays
 */
@ConfigurationProperties("pestle.claim")
public record ClaimSettings(
        @Nullable List<ClaimPeriods> periods, @Nullable List<Window> windows) {
    /** Those of the national service. */
    public static final ClaimSettings NATIONAL = new ClaimSettings(null, null);

    /** Copies the lists. */
    public ClaimSettings {
        periods = periods == null ? List.of() : List.copyOf(periods);
        windows = windows == null ? List.of() : List.copyOf(windows);
    }

    /**
     * A month whose claims close on a day of its own.
     *
     * @param month of the supply
     * @param closesOn last London day on which a claim counts for it; after the month
     */
    public record Window(YearMonth month, LocalDate closesOn) {
        /** Refuses a day that is not after the month. */
        public Window {
            if (!closesOn.isAfter(month.atEndOfMonth())) {
                throw new IllegalArgumentException("claims for " + month + " close after its end, not on " + closesOn);
            }
        }
    }

    ClaimPeriods inForce(LocalDate day) {
        return Stream.concat(
                        Stream.of(ClaimPeriods.NATIONAL),
                        Stream.ofNullable(periods).flatMap(List::stream))
                .filter(dated -> !dated.from().isAfter(day))
                .max(Comparator.comparing(ClaimPeriods::from))
                .orElse(ClaimPeriods.NATIONAL);
    }

    Optional<LocalDate> ownClosingDay(YearMonth month) {
        return Stream.ofNullable(windows)
                .flatMap(List::stream)
                .filter(window -> window.month().equals(month))
                .map(Window::closesOn)
                .findFirst();
    }
}
