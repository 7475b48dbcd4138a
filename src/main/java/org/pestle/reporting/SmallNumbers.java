package org.pestle.reporting;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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

    /** Cells under one total: those that are told, and those that are merged. */
    private record Split<T>(List<T> told, List<T> merged, boolean isSafe) {}

    /** A practice with its cells. */
    private record Practice(String code, Split<CommissionerReport.Row> cells, long items) {
        Sums sums() {
            return PublishedReport.Sums.NONE.plus(sum(cells.told())).plus(sum(cells.merged()));
        }
    }

    /**
     * The report as everybody may have it. Rows without a paid item are left out.
     *
     * @param leastCount the least number of items that is told, 2 or more
     */
    static PublishedReport published(CommissionerReport report, int leastCount) {
        return new SmallNumbers(leastCount).publish(report);
    }

    private PublishedReport publish(CommissionerReport report) {
        Split<Practice> practices =
                split(practices(report), practice -> !practice.cells().isSafe(), Practice::items);
        List<Row> rows = new ArrayList<>();
        practices.told().stream()
                .sorted(Comparator.comparing(Practice::code))
                .forEach(practice -> addRows(practice, rows));
        if (!practices.merged().isEmpty() && practices.isSafe()) {
            rows.add(merged(
                    PublishedReport.SUPPRESSED,
                    practices.merged().stream().map(Practice::sums).reduce(Sums.NONE, Sums::plus)));
        }
        Optional<Sums> totals = practices.isSafe()
                ? Optional.of(rows.stream().map(Row::sums).reduce(Sums.NONE, Sums::plus))
                : Optional.empty();
        return new PublishedReport(report.icb(), report.month(), Math.toIntExact(leastCount), rows, totals);
    }

    private List<Practice> practices(CommissionerReport report) {
        Map<String, List<CommissionerReport.Row>> byPractice = report.rows().stream()
                .filter(row -> row.measures().items() > 0)
                .collect(Collectors.groupingBy(CommissionerReport.Row::practice, TreeMap::new, Collectors.toList()));
        return byPractice.entrySet().stream()
                .map(each -> new Practice(
                        each.getKey(),
                        split(
                                each.getValue(),
                                row -> row.measures().items() < leastCount,
                                row -> row.measures().items()),
                        each.getValue().stream()
                                .mapToLong(row -> row.measures().items())
                                .sum()))
                .toList();
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

    private static void addRows(Practice practice, List<Row> rows) {
        practice.cells()
                .told()
                .forEach(row -> rows.add(new Row(
                        row.practice(),
                        row.contractor(),
                        row.bnfCode(),
                        row.snomedCode(),
                        Integer.toString(row.preparationClass()),
                        Sums.of(row.measures()))));
        if (!practice.cells().merged().isEmpty()) {
            rows.add(merged(practice.code(), sum(practice.cells().merged())));
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
