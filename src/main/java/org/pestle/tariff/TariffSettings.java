package org.pestle.tariff;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of reference data.
 *
 * @param releases for how long releases of dm+d are kept; a year where nothing is set, and before the first that is set
 */
@ConfigurationProperties("pestle.tariff")
public record TariffSettings(@Nullable List<Keeping> releases) {
    private static final Keeping A_YEAR = new Keeping(LocalDate.EPOCH, 12);

    /** Copies the list. */
    public TariffSettings {
        releases = releases == null ? List.of() : List.copyOf(releases);
    }

    /**
     * For how long releases of dm+d are kept, as in force from a day on.
     *
     * @param from first day on which it holds
     * @param months how many months before the current one keep the release that was in force at their end, one or more
     */
    public record Keeping(LocalDate from, int months) {
        /** Refuses less than a month, because claims of the month before are still priced. */
        public Keeping {
            if (months < 1) {
                throw new IllegalArgumentException("releases of dm+d are kept for one month at least");
            }
        }
    }

    /** How many months before the current one keep their release on that day. */
    int releaseMonths(LocalDate day) {
        return Stream.ofNullable(releases)
                .flatMap(List::stream)
                .filter(dated -> !dated.from().isAfter(day))
                .max(Comparator.comparing(Keeping::from))
                .orElse(A_YEAR)
                .months();
    }
}
