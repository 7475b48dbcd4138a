package org.pestle.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pestle.reporting.PublishedReport.Sums;

/** What is told to everybody names no small number, and gives none away by its totals (reliability-security.md T26). */
class SmallNumbersTest {
    private static final YearMonth JULY = YearMonth.of(2026, 7);

    @ParameterizedTest(name = "cells of {0} items: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            # items of the cells of one practice | what is told of it
            9 7 12                               | 9 7 12
            5                                    | 5
            9 4 7 12                             | 9 12 +11
            9 4 3 12                             | 9 12 +7
            9 1 3 12                             | 12 +13
            9 1 1 12                             | 12 +11
            1 2 2                                | +5
            5 4                                  | +9
            """)
    void merges_small_cells_and_as_few_others_as_hide_them(String cells, String told) {
        List<CommissionerReport.Row> report = rows(List.of(practice("A83008", cells)));

        Published published = published(report, 5);

        assertThat(published.rows().stream()
                        .map(row -> (row.contractor().equals(PublishedReport.SUPPRESSED) ? "+" : "")
                                + row.sums().items()))
                .containsExactly(told.split(" ", -1));
        assertThat(published.totals()).contains(sums(report));
    }

    @Test
    void merges_a_practice_whose_own_total_is_small_with_the_smallest_other_one() {
        Published published = published(
                rows(List.of(practice("A83008", "3 1"), practice("B82001", "20 30"), practice("B83010", "7 8"))), 5);

        assertThat(published.rows())
                .extracting(row -> row.practice() + " " + row.sums().items())
                .containsExactly("B82001 20", "B82001 30", "SUPPRESSED 19");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4", "3 1", "2 1 1"})
    void tells_nothing_at_all_of_a_commissioner_with_too_few_items(String cells) {
        Published published = published(rows(List.of(practice("A83008", cells))), 5);

        assertThat(published.rows()).isEmpty();
        assertThat(published.totals()).isEmpty();
    }

    @Test
    void leaves_out_what_was_not_paid_and_counts_too_rare_to_be_told() {
        List<CommissionerReport.Row> report = rows(List.of(practice("A83008", "0 8")));

        assertThat(published(report, 5).rows()).singleElement().satisfies(row -> {
            assertThat(row.sums().items()).isEqualTo(8);
            assertThat(row.snomedCode()).isEqualTo("397320110000001");
        });
    }

    /** Whoever reads it knows each cell that is told and each total; what is left is one sum of two cells or more. */
    @Test
    void no_total_gives_away_what_is_merged_whatever_the_numbers() {
        Random random = new Random(26);
        for (int i = 0; i < 2_000; i++) {
            List<CommissionerReport.Row> report = anyReport(random);

            Published published = published(report, 5);

            if (published.totals().isPresent()) {
                assertThat(published.totals()).contains(sums(report));
                assertThat(published.rows())
                        .allSatisfy(row -> assertThat(row.sums().items()).isGreaterThanOrEqualTo(5));
                assertThat(cellsBehindMergedRows(report, published))
                        .allSatisfy(cells -> assertThat(cells).isGreaterThanOrEqualTo(2));
            } else {
                assertThat(published.rows()).isEmpty();
                assertThat(sums(report).items()).isLessThan(5);
            }
        }
    }

    @Test
    void the_policy_goes_by_the_month_of_the_figures() {
        DisclosureSettings settings = new DisclosureSettings(List.of(
                new DisclosureSettings.Policy(YearMonth.of(2026, 8), 10),
                new DisclosureSettings.Policy(YearMonth.of(2026, 1), 7)));

        assertThat(settings.leastCount(YearMonth.of(2025, 12))).isEqualTo(5);
        assertThat(settings.leastCount(JULY)).isEqualTo(7);
        assertThat(settings.leastCount(YearMonth.of(2026, 8))).isEqualTo(10);
        assertThat(new DisclosureSettings(null).leastCount(JULY)).isEqualTo(5);
        assertThatThrownBy(() -> new DisclosureSettings.Policy(JULY, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    /** For each merged row, how many cells, or practices where practices are merged, its sum is made of. */
    private static List<Integer> cellsBehindMergedRows(List<CommissionerReport.Row> report, Published published) {
        Map<String, Integer> cells = new HashMap<>();
        Map<String, Integer> told = new HashMap<>();
        report.stream()
                .filter(row -> row.measures().items() > 0)
                .forEach(row -> cells.merge(row.practice(), 1, Integer::sum));
        List<String> merged = new ArrayList<>();
        for (PublishedReport.Row row : published.rows()) {
            if (row.contractor().equals(PublishedReport.SUPPRESSED)) {
                merged.add(row.practice());
            } else {
                told.merge(row.practice(), 1, Integer::sum);
            }
        }
        List<Integer> behind = new ArrayList<>();
        for (String practice : merged) {
            behind.add(
                    practice.equals(PublishedReport.SUPPRESSED)
                            ? (int) cells.keySet().stream()
                                    .filter(each -> !told.containsKey(each) && !merged.contains(each))
                                    .count()
                            : cells.getOrDefault(practice, 0) - told.getOrDefault(practice, 0));
        }
        return behind;
    }

    private static List<CommissionerReport.Row> anyReport(Random random) {
        List<List<CommissionerReport.Row>> practices = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(5); i++) {
            List<String> cells = new ArrayList<>();
            for (int j = 0; j <= random.nextInt(6); j++) {
                cells.add(Integer.toString(random.nextInt(random.nextBoolean() ? 6 : 40)));
            }
            practices.add(practice("A8300" + i, String.join(" ", cells)));
        }
        return rows(practices);
    }

    private static List<CommissionerReport.Row> rows(List<List<CommissionerReport.Row>> practices) {
        return practices.stream().flatMap(List::stream).toList();
    }

    /** All that is told of a report. */
    private record Published(List<PublishedReport.Row> rows, Optional<Sums> totals) {}

    private static Published published(List<CommissionerReport.Row> report, int leastCount) {
        List<PublishedReport.Row> told = new ArrayList<>();
        Optional<Sums> totals = SmallNumbers.publish(report::forEach, leastCount, told::add);
        return new Published(told, totals);
    }

    private static List<CommissionerReport.Row> practice(String code, String cells) {
        List<CommissionerReport.Row> rows = new ArrayList<>();
        for (String items : cells.split(" ", -1)) {
            rows.add(new CommissionerReport.Row(
                    code, "FA565", "0206020A0AAABAB", "39732011000000" + rows.size(), 1, measures(items)));
        }
        return rows;
    }

    private static Measures measures(String items) {
        BigDecimal number = new BigDecimal(items);
        return new Measures(
                number.longValue(),
                number.multiply(new BigDecimal(28)),
                number.multiply(new BigDecimal(64)),
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                number.multiply(new BigDecimal("52.44")),
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                0,
                BigDecimal.ZERO,
                0,
                0);
    }

    private static Sums sums(List<CommissionerReport.Row> report) {
        return report.stream()
                .filter(row -> row.measures().items() > 0)
                .map(row -> Sums.of(row.measures()))
                .reduce(Sums.NONE, Sums::plus);
    }
}
