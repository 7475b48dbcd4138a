package org.pestle.reporting;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.pestle.reporting.PublishedReport.Row;
import org.pestle.reporting.PublishedReport.Sums;

/**
 * Statistical disclosure control of a commissioner's report (reliability-security.md T26). A row is a cell of one
 * ladder of totals: row, practice, commissioner. Primary suppression merges the cells of a practice that count fewer
 * items than the policy allows; secondary suppression merges the smallest others with them until two or more cells that
 * count enough together are merged, since one alone would be the practice's total less the others. A practice where
 * that cannot be had is itself merged with other practices in the same way. There is no second ladder: totals by
 * contractor or by medicine over the same cells would allow to solve for merged ones.
 */
final class SmallNumbers {
    private final long leastCount;

    private SmallNumbers(long leastCount) {
        this.leastCount = leastCount;
    }

    /** The rows of a report, which can be read more than once. */
    interface Rows {
        /** Hands over each row, those of one practice one after another. */
        void each(Consumer<CommissionerReport.Row> reader);
    }

    /** Cells under one total: those that are told, and those that are merged. */
    private record Split<T>(List<T> told, List<T> merged, boolean isSafe) {}

    /** A practice without its cells. */
    private record Practice(String code, boolean isSafe, Sums sums) {}

    /**
     * The report as everybody may have it, with the rows of no more than one practice in memory. Rows without a paid
     * item are left out.
     *
     * @param leastCount the least number of items that is told, 2 or more
     * @param reader takes the rows in the order of their keys, merged ones behind the others of their practice
     * @return the totals of all rows, or empty if even these are too few to be told
     */
    static Optional<Sums> publish(Rows rows, int leastCount, Consumer<Row> reader) {
        return new SmallNumbers(leastCount).publish(rows, reader);
    }

    private Optional<Sums> publish(Rows rows, Consumer<Row> reader) {
        List<Practice> all = new ArrayList<>();
        eachPractice(
                rows,
                cells -> all.add(
                        new Practice(cells.getFirst().practice(), split(cells).isSafe(), sum(cells))));
        Split<Practice> practices = split(
                all, practice -> !practice.isSafe(), practice -> practice.sums().items());
        Set<String> told = practices.told().stream().map(Practice::code).collect(Collectors.toSet());
        eachPractice(rows, cells -> {
            if (told.contains(cells.getFirst().practice())) {
                tell(split(cells), reader);
            }
        });
        if (!practices.isSafe()) {
            return Optional.empty();
        }
        if (!practices.merged().isEmpty()) {
            reader.accept(merged(PublishedReport.SUPPRESSED, total(practices.merged())));
        }
        return Optional.of(total(all));
    }

    private static Sums total(List<Practice> practices) {
        return practices.stream().map(Practice::sums).reduce(Sums.NONE, Sums::plus);
    }

    /** Hands over the paid cells of each practice at once. */
    private static void eachPractice(Rows rows, Consumer<List<CommissionerReport.Row>> reader) {
        List<CommissionerReport.Row> cells = new ArrayList<>();
        rows.each(row -> {
            if (row.measures().items() <= 0) {
                return;
            }
            if (!cells.isEmpty() && !cells.getFirst().practice().equals(row.practice())) {
                reader.accept(List.copyOf(cells));
                cells.clear();
            }
            cells.add(row);
        });
        if (!cells.isEmpty()) {
            reader.accept(List.copyOf(cells));
        }
    }

    private Split<CommissionerReport.Row> split(List<CommissionerReport.Row> cells) {
        return split(
                cells,
                row -> row.measures().items() < leastCount,
                row -> row.measures().items());
    }

    /** Merges what must be and then the smallest others, as few as make it safe; all, if nothing does. */
    private <T> Split<T> split(List<T> cells, Predicate<T> mustMerge, ToLongFunction<T> items) {
        List<T> ascending = cells.stream()
                .sorted(Comparator.comparing((T cell) -> !mustMerge.test(cell)).thenComparingLong(items))
                .toList();
        int merged = (int) cells.stream().filter(mustMerge).count();
        while (merged < ascending.size() && !isSafe(ascending.subList(0, merged), items)) {
            merged++;
        }
        Set<T> told = Set.copyOf(ascending.subList(merged, ascending.size()));
        return new Split<>(
                cells.stream().filter(told::contains).toList(),
                ascending.subList(0, merged),
                isSafe(ascending.subList(0, merged), items));
    }

    private <T> boolean isSafe(List<T> merged, ToLongFunction<T> items) {
        return merged.isEmpty()
                || (merged.size() > 1 && merged.stream().mapToLong(items).sum() >= leastCount);
    }

    private static void tell(Split<CommissionerReport.Row> cells, Consumer<Row> reader) {
        cells.told()
                .forEach(row -> reader.accept(new Row(
                        row.practice(),
                        row.contractor(),
                        row.bnfCode(),
                        row.snomedCode(),
                        Integer.toString(row.preparationClass()),
                        Sums.of(row.measures()))));
        if (!cells.merged().isEmpty()) {
            reader.accept(merged(cells.merged().getFirst().practice(), sum(cells.merged())));
        }
    }

    private static Row merged(String practice, Sums sums) {
        String suppressed = PublishedReport.SUPPRESSED;
        return new Row(practice, suppressed, suppressed, suppressed, "", sums);
    }

    private static Sums sum(List<CommissionerReport.Row> rows) {
        return rows.stream().map(row -> Sums.of(row.measures())).reduce(Sums.NONE, Sums::plus);
    }
}
