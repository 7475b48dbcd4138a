package org.pestle.paper;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * A row of columns, one a month or the like, with where each of them stands; page and paper draw the same one. Lengths
 * are parts of the chart's width and height, from 0 to 1, heights from the bottom.
 *
 * @param title what it says
 * @param description the same for those who cannot see it: the figures in words
 * @param unit what the values are counted in, as it stands before a number: £
 * @param bars from left to right
 */
public record BarChart(String title, String description, String unit, List<Bar> bars) {
    /** Copies the list. */
    public BarChart {
        bars = List.copyOf(bars);
    }

    /**
     * One column.
     *
     * @param label under it, as short as can be: Jul
     * @param era under the label where it begins: 2026, or nothing
     * @param value how high it is; less than zero is drawn as nothing, and told in words
     * @param shown the value in words, over the last column
     * @param isFirm whether it can no longer change; else it is drawn as an outline
     */
    public record Bar(String label, String era, BigDecimal value, String shown, boolean isFirm) {}

    /** A line across the chart with its value. */
    public record Line(float height, String shown) {}

    private static final int MOST_LINES = 5;
    private static final int FEWEST_PLACES = 6;
    private static final float FILLED = 0.68f;
    private static final BigDecimal[] STEPS = {BigDecimal.ONE, BigDecimal.TWO, new BigDecimal(5), BigDecimal.TEN};

    /** The left edge of a column. */
    public float left(int bar) {
        return (bar + (1 - FILLED) / 2) / places();
    }

    /** The middle of a column. */
    public float middle(int bar) {
        return (bar + 0.5f) / places();
    }

    /** The width of each column. */
    public float width() {
        return FILLED / places();
    }

    private int places() {
        return Math.max(bars.size(), FEWEST_PLACES);
    }

    /** The height of a column. */
    public float height(int bar) {
        return part(bars.get(bar).value().max(BigDecimal.ZERO));
    }

    /** Lines at round values, from the bottom one to the one that no column is higher than. */
    public List<Line> lines() {
        BigDecimal step = step();
        List<Line> lines = new ArrayList<>();
        for (BigDecimal value = BigDecimal.ZERO; value.compareTo(top()) <= 0; value = value.add(step)) {
            lines.add(new Line(part(value), unit + shown(value, step)));
        }
        return lines;
    }

    private float part(BigDecimal value) {
        return value.divide(top(), MathContext.DECIMAL32).floatValue();
    }

    private BigDecimal top() {
        BigDecimal step = step();
        return highest().divide(step, 0, RoundingMode.CEILING).multiply(step);
    }

    /** The smallest of 1, 2, 5, 10, 20 … pence or pounds that needs no more lines than can be read. */
    private BigDecimal step() {
        BigDecimal least = highest().divide(BigDecimal.valueOf(MOST_LINES), MathContext.DECIMAL64);
        int power = least.precision() - least.scale() - 1;
        for (BigDecimal step : STEPS) {
            BigDecimal candidate = step.scaleByPowerOfTen(power);
            if (candidate.compareTo(least) >= 0) {
                return candidate;
            }
        }
        throw new IllegalStateException("ten times the power of ten is more than any number of it");
    }

    private BigDecimal highest() {
        BigDecimal highest = bars.stream().map(Bar::value).reduce(BigDecimal.ZERO, BigDecimal::max);
        return highest.signum() == 0 ? BigDecimal.ONE : highest;
    }

    private static String shown(BigDecimal value, BigDecimal step) {
        boolean isWhole = step.compareTo(BigDecimal.ONE) >= 0;
        return isWhole
                ? "%,d".formatted(value.toBigInteger())
                : value.setScale(2, RoundingMode.HALF_UP).toPlainString();
    }
}
