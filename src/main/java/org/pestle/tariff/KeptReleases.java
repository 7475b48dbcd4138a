package org.pestle.tariff;

import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pestle.problems.Finding;
import org.pestle.tariff.DmdRowTable.Kind;
import org.pestle.values.NhsDates;
import org.springframework.stereotype.Component;

/**
 * The releases of dm+d that are on file: a new one must not have shrunk beside the one before, and those that nothing
 * needs any more are deleted. Prices need none of them once they are made: what they rest on is kept with them. What is
 * still to be priced needs the release in force in its month, and that is never a month before the last one.
 */
@Component
class KeptReleases {
    private final DmdReleaseTable table;
    private final TariffSettings settings;
    private final Clock clock;

    KeptReleases(DmdReleaseTable table, TariffSettings settings, Clock clock) {
        this.table = table;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Kinds of rows of which the release has too few beside the newest earlier one that has any; none if somebody says
     * that it is whole.
     *
     * @param mapped whether a mapping to the BNF came with it; without one the mapping before stays in force
     * @param accepted how many rows a release that has shrunk must have in all, or null if none may shrink
     */
    List<Finding> shrunk(LocalDate release, Map<Kind, Long> rows, boolean mapped, @Nullable Long accepted) {
        long all = rows.values().stream().mapToLong(Long::longValue).sum();
        if (accepted != null && accepted == all) {
            return List.of();
        }
        return table.before(release).stream()
                .filter(before -> before.kind() != Kind.BNF || mapped)
                .flatMap(before -> shrunk(rows.getOrDefault(before.kind(), 0L), all, before).stream())
                .toList();
    }

    private static Optional<Finding> shrunk(long rows, long all, DmdReleaseTable.Counted before) {
        return Shrinkage.of(
                "The release has %s rows of the kind " + before.kind(),
                rows,
                "that of " + before.release() + " has %s",
                before.rows(),
                " If it is whole, start load-dmd again with accept-shrunk-to=" + all + ", which is all its rows.");
    }

    /** How many rows the releases before brought, which tells about how many this one will; 0 if there is none. */
    long rowsBefore(LocalDate release) {
        return table.before(release).stream()
                .mapToLong(DmdReleaseTable.Counted::rows)
                .sum();
    }

    /** Counts a release in; answers how many former ones were deleted, because nothing needs them any more. */
    int add(LocalDate release, Map<Kind, Long> rows) {
        table.add(release, rows);
        LocalDate today = NhsDates.today(clock);
        YearMonth month = YearMonth.from(today);
        YearMonth first = month.minusMonths(settings.releaseMonths(today));
        return table.deleteNeedless(
                release, first.atEndOfMonth(), month.minusMonths(1).atDay(1));
    }
}
