package org.pestle.reporting;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.pestle.paper.BarChart;

/**
 * What was spent month by month: the figures of the chart and of the table beside it, on page and paper.
 *
 * @param what what the figures are, as it stands in a sentence: Actual cost
 * @param months the last twelve, or since the first that has figures, oldest first; none is left out in between
 */
public record SpendByMonth(String what, List<Month> months) {
    /** Copies the list. */
    public SpendByMonth {
        months = List.copyOf(months);
    }

    /**
     * One month.
     *
     * @param pence exact
     * @param isProvisional whether claims can still be added to it
     */
    public record Month(YearMonth month, BigDecimal pence, boolean isProvisional) {
        /** July 2026. */
        public String words() {
            return Printed.month(month);
        }

        /** £1,234.57, to the nearest penny. */
        public String pounds() {
            return Pounds.inWords(pence);
        }
    }

    static final int MONTHS = 12;

    private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("MMM", Locale.ROOT);
    private static final BigDecimal HUNDRED = new BigDecimal(100);

    /**
     * The months up to one; a month between others without figures cost nothing.
     *
     * @param known in any order
     */
    static SpendByMonth upTo(YearMonth last, String what, List<Month> known) {
        YearMonth first =
                known.stream().map(Month::month).min(YearMonth::compareTo).orElse(last);
        YearMonth earliest = last.minusMonths(MONTHS - 1);
        List<Month> months = new ArrayList<>();
        for (YearMonth next = first.isBefore(earliest) ? earliest : first;
                !next.isAfter(last);
                next = next.plusMonths(1)) {
            YearMonth month = next;
            months.add(known.stream()
                    .filter(each -> each.month().equals(month))
                    .findFirst()
                    .orElseGet(() -> new Month(month, BigDecimal.ZERO, false)));
        }
        return new SpendByMonth(what, months);
    }

    /** One sentence that says what the last month was, and how it differs from the one before. */
    public String sentence() {
        Month last = months.getLast();
        String sentence =
                "%s in %s %s %s".formatted(what, last.words(), last.isProvisional() ? "is" : "was", last.pounds());
        String soFar = last.isProvisional() ? " so far" : "";
        if (months.size() < 2 || months.get(months.size() - 2).pence().signum() <= 0) {
            return sentence + soFar + ".";
        }
        Month before = months.get(months.size() - 2);
        return sentence + soFar + ", " + change(last.pence(), before.pence()) + " " + before.words() + " ("
                + before.pounds() + ").";
    }

    private static String change(BigDecimal now, BigDecimal before) {
        BigDecimal percent = now.subtract(before).multiply(HUNDRED).divide(before, 1, RoundingMode.HALF_UP);
        return switch (percent.signum()) {
            case 0 -> "as much as in";
            case 1 -> percent + "% more than in";
            default -> percent.negate() + "% less than in";
        };
    }

    /** The chart. */
    public BarChart chart() {
        String figures = months.stream().map(SpendByMonth::figure).collect(Collectors.joining(", ", "", "."));
        List<BarChart.Bar> bars = new ArrayList<>();
        for (int i = 0; i < months.size(); i++) {
            Month month = months.get(i);
            boolean beginsEra = i == 0 || month.month().getMonthValue() == 1;
            bars.add(new BarChart.Bar(
                    SHORT.format(month.month()),
                    beginsEra ? Integer.toString(month.month().getYear()) : "",
                    month.pence().movePointLeft(2),
                    month.pence().signum() == 0 ? "" : Pounds.rounded(month.pence()),
                    !month.isProvisional()));
        }
        return new BarChart(sentence(), figures, "£", bars);
    }

    private static String figure(Month month) {
        return month.words() + " " + month.pounds() + (month.isProvisional() ? " (provisional)" : "");
    }
}
