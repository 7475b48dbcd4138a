package org.pestle.paper;

import java.util.List;
import java.util.Locale;

/**
 * A chart for a page, as SVG that needs no script and no style: as wide as the page gives it room, with letters that
 * keep their size, so that it can be read on a telephone. The page leaves a margin of 64 pixels on its left, where the
 * values of the lines stand. Its title and description are there for screen readers.
 */
public final class SvgChart {
    private static final int PLOT = 200;
    private static final int OVER = 26;
    private static final int UNDER = 42;
    private static final String TEXT = "#212b32";
    private static final String QUIET = "#4c6272";
    private static final String GRID = "#d8dde0";
    private static final String BLUE = "#005eb8";

    private final StringBuilder svg = new StringBuilder();
    private final BarChart chart;

    private SvgChart(BarChart chart) {
        this.chart = chart;
    }

    /**
     * The element.
     *
     * @param id of the element, unlike any other on the page
     */
    public static String of(BarChart chart, String id) {
        return new SvgChart(chart).draw(id);
    }

    private String draw(String id) {
        add(
                "<svg id=\"%s\" width=\"100%%\" height=\"%d\" role=\"img\" aria-labelledby=\"%s-title %s-desc\" "
                        + "font-size=\"12\" overflow=\"visible\" xmlns=\"http://www.w3.org/2000/svg\">",
                id, OVER + PLOT + UNDER, id, id);
        add("<title id=\"%s-title\">%s</title>", id, escaped(chart.title()));
        add("<desc id=\"%s-desc\">%s</desc>", id, escaped(chart.description()));
        for (BarChart.Line line : chart.lines()) {
            float y = OVER + PLOT * (1 - line.height());
            add("<line x1=\"0\" x2=\"100%%\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>", y, y, GRID);
            add(
                    "<text x=\"-8\" y=\"%.1f\" text-anchor=\"end\" fill=\"%s\">%s</text>",
                    y + 4, QUIET, escaped(line.shown()));
        }
        List<BarChart.Bar> bars = chart.bars();
        for (int i = 0; i < bars.size(); i++) {
            column(i, bars.get(i));
        }
        return svg.append("</svg>").toString();
    }

    private void column(int number, BarChart.Bar bar) {
        float height = PLOT * chart.height(number);
        float top = OVER + PLOT - height;
        String look = bar.isFirm()
                ? "fill=\"" + BLUE + "\""
                : "fill=\"#fff\" stroke=\"" + BLUE + "\" stroke-width=\"2\" stroke-dasharray=\"4 3\"";
        if (height > 0) {
            add(
                    "<rect x=\"%.2f%%\" width=\"%.2f%%\" y=\"%.1f\" height=\"%.1f\" %s/>",
                    100 * chart.left(number), 100 * chart.width(), top, height, look);
        }
        text(number, OVER + PLOT + 16, TEXT, bar.label());
        text(number, OVER + PLOT + 32, QUIET, bar.era());
    }

    private void text(int number, int y, String colour, String text) {
        if (!text.isEmpty()) {
            add(
                    "<text x=\"%.2f%%\" y=\"%d\" text-anchor=\"middle\" fill=\"%s\">%s</text>",
                    100 * chart.middle(number), y, colour, escaped(text));
        }
    }

    @SuppressWarnings("AnnotateFormatMethod") // the forms are constants of this class, each drawn by a test
    private void add(String form, Object... values) {
        svg.append(String.format(Locale.ROOT, form, values));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
