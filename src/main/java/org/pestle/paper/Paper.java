package org.pestle.paper;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * A document as we print it: headings, paragraphs and tables from top to bottom, over as many A4 pages as it takes,
 * with the table's head repeated on each page and a footer with page numbers. All lengths are points (1/72 inch).
 */
public final class Paper implements AutoCloseable {
    /** One column of a table. */
    public record Column(String title, float width, boolean isRight) {
        /** Text. */
        public static Column left(String title, float width) {
            return new Column(title, width, false);
        }

        /** Numbers. */
        public static Column right(String title, float width) {
            return new Column(title, width, true);
        }
    }

    /** One row of a table; an emphasised one is bold, under a line. */
    public record Row(List<String> cells, boolean isEmphasised) {
        /** Copies the list. */
        public Row {
            cells = List.copyOf(cells);
        }

        /** An ordinary row. */
        public static Row of(String... cells) {
            return new Row(List.of(cells), false);
        }

        /** A row of sums. */
        public static Row total(String... cells) {
            return new Row(List.of(cells), true);
        }
    }

    private static final float MARGIN = 45;
    private static final float FOOT = 40;
    private static final float PADDING = 4;
    private static final float GUTTER = 48;

    /** The height of a chart with what stands around it. */
    public static final float CHART = 180;

    private final Drawing drawing;
    private final Lettering lettering;
    private final float textSize;
    private float y;

    /** An empty paper; the text size is that of tables and paragraphs. */
    public Paper(String title, boolean isLandscape, float textSize, Instant writtenAt) throws IOException {
        this.drawing = new Drawing(title, isLandscape, writtenAt);
        this.lettering = drawing.lettering();
        this.textSize = textSize;
        this.y = drawing.height() - MARGIN;
    }

    /** Points between the margins. */
    public float width() {
        return drawing.width() - 2 * MARGIN;
    }

    /** The title, once, with a mark beside it that nobody can miss, unless the mark is empty. */
    public void title(String text, String mark) throws IOException {
        float markWidth = mark.isEmpty() ? 0 : lettering.width(mark, 11) + 16;
        y -= 18;
        for (String line : lettering.wrap(text, 20, width() - markWidth - 10)) {
            put("H1", List.of(line), Style.bold(20, Ink.BLUE));
            y -= 24;
        }
        if (!mark.isEmpty()) {
            float top = drawing.height() - MARGIN - 2;
            float x = drawing.width() - MARGIN - markWidth;
            drawing.box(x, top - 20, markWidth, 20, Ink.AMBER);
            drawing.text("P", List.of(mark), x + 8, top - 14, Style.bold(11, Ink.TEXT), 0);
        }
    }

    /** A section's heading; kept together with what follows. */
    public void heading(String text) throws IOException {
        need(90);
        y -= 22;
        put("H2", List.of(lettering.printable(text)), Style.bold(13, Ink.BLUE));
        y -= 6;
    }

    /** A line that stands out: who the paper is for. */
    public void strong(String text) throws IOException {
        for (String line : lettering.wrap(text, textSize + 3, width())) {
            y -= textSize + 7;
            put("P", List.of(line), Style.bold(textSize + 3, Ink.TEXT));
        }
        y -= 2;
    }

    /** A paragraph over the whole width. */
    public void paragraph(String text) throws IOException {
        lines(lettering.wrap(text, textSize, width()), Style.plain(textSize, Ink.TEXT));
    }

    /** A paragraph that explains, smaller and grey. */
    public void note(String text) throws IOException {
        lines(lettering.wrap(text, textSize - 1, width()), Style.plain(textSize - 1, Ink.GREY));
    }

    private void lines(List<String> lines, Style style) throws IOException {
        need(lines.size() * style.size() * 1.35f + 6);
        y -= style.size() + 3;
        put("P", lines, style);
        y -= (lines.size() - 1) * style.size() * 1.35f + 3;
    }

    private void put(String tag, List<String> lines, Style style) throws IOException {
        drawing.text(tag, lines, MARGIN, y, style, style.size() * 1.35f);
    }

    /** Turns the page unless so much room is left, so that what follows stays together. */
    public void together(float height) throws IOException {
        need(Math.min(height, drawing.height() - 2 * MARGIN - FOOT));
    }

    /** The height of a table of so many lines, none of which is wrapped. */
    public float tableHeight(int lines) {
        return (lines + 1) * (textSize * 1.25f + 2 * PADDING) + 10;
    }

    /** A chart over the whole width, with the values of its lines on the left. */
    public void chart(BarChart chart) throws IOException {
        float plot = 120;
        need(CHART);
        float bottom = y - plot - 18;
        drawing.beginFigure(chart.title() + ". " + chart.description());
        for (BarChart.Line line : chart.lines()) {
            float height = bottom + plot * line.height();
            drawing.line(MARGIN + GUTTER, height, width() - GUTTER, Ink.SHADE, 0.7f);
            float room = GUTTER - PADDING - lettering.width(line.shown(), 7);
            drawing.aside(line.shown(), MARGIN + room, height - 2.5f, Style.plain(7, Ink.GREY));
        }
        for (int i = 0; i < chart.bars().size(); i++) {
            column(chart, i, bottom, plot);
        }
        drawing.endFigure();
        y = bottom - 28;
    }

    private void column(BarChart chart, int number, float bottom, float plot) throws IOException {
        BarChart.Bar bar = chart.bars().get(number);
        float start = MARGIN + GUTTER;
        float room = width() - GUTTER;
        float x = start + room * chart.left(number);
        float height = plot * chart.height(number);
        float broad = room * chart.width();
        if (bar.isFirm()) {
            drawing.box(x, bottom, broad, height, Ink.BLUE);
        } else {
            drawing.box(x, bottom, broad, height, Ink.WHITE);
            drawing.frame(x, bottom, broad, height, Ink.BLUE, 1.2f);
        }
        float middle = start + room * chart.middle(number);
        under(bar.shown(), middle, bottom + height + 3, Ink.TEXT);
        under(bar.label(), middle, bottom - 10, Ink.TEXT);
        under(bar.era(), middle, bottom - 20, Ink.GREY);
    }

    private void under(String text, float middle, float base, Ink ink) throws IOException {
        String printable = lettering.printable(text);
        drawing.aside(printable, middle - lettering.width(printable, 7) / 2, base, Style.plain(7, ink));
    }

    /** A table; its head comes again on every page. */
    public void table(List<Column> columns, List<Row> rows) throws IOException {
        y -= 6;
        drawing.begin("Table");
        Row head = new Row(columns.stream().map(Column::title).toList(), true);
        need(height(columns, head) + (rows.isEmpty() ? 0 : height(columns, rows.getFirst())));
        row(columns, head, "TH", true);
        for (Row row : rows) {
            if (y - height(columns, row) < MARGIN + FOOT) {
                turn();
                row(columns, head, "TH", true);
            }
            row(columns, row, "TD", false);
        }
        drawing.end();
        y -= 4;
    }

    private float height(List<Column> columns, Row row) throws IOException {
        int lines = 1;
        for (int i = 0; i < columns.size(); i++) {
            lines = Math.max(lines, cell(columns.get(i), row.cells().get(i)).size());
        }
        return lines * textSize * 1.25f + 2 * PADDING;
    }

    private List<String> cell(Column column, String text) throws IOException {
        return lettering.wrap(text, textSize, column.width() - 2 * PADDING);
    }

    private void row(List<Column> columns, Row row, String type, boolean isHead) throws IOException {
        float height = height(columns, row);
        float top = y;
        float tableWidth = (float) columns.stream().mapToDouble(Column::width).sum();
        if (isHead || row.isEmphasised()) {
            drawing.box(MARGIN, top - height, tableWidth, height, isHead ? Ink.SHADE : Ink.WHITE);
        }
        drawing.begin("TR");
        float x = MARGIN;
        float line = top - PADDING - textSize;
        Style style = new Style(textSize, Ink.TEXT, row.isEmphasised());
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            List<String> lines = cell(column, row.cells().get(i));
            if (column.isRight()) {
                drawing.textTo(type, lines, x + column.width() - PADDING, line, style, textSize * 1.25f);
            } else {
                drawing.text(type, lines, x + PADDING, line, style, textSize * 1.25f);
            }
            x += column.width();
        }
        drawing.end();
        y = top - height;
        drawing.line(MARGIN, y, tableWidth, Ink.RULE, 0.5f);
        if (row.isEmphasised() && !isHead) {
            drawing.line(MARGIN, top, tableWidth, Ink.TEXT, 0.9f);
        }
    }

    /** Puts the footer under every page, fixes title and language, and gives the file. */
    public byte[] finish(String footer) throws IOException {
        String printable = lettering.printable(footer);
        Style style = Style.plain(8, Ink.GREY);
        return drawing.finish((page, pages) -> {
            String number = "Page " + page + " of " + pages;
            drawing.line(MARGIN, MARGIN + 14, width(), Ink.RULE, 0.5f);
            drawing.aside(printable, MARGIN, MARGIN, style);
            drawing.aside(number, MARGIN + width() - lettering.width(number, 8), MARGIN, style);
        });
    }

    @Override
    public void close() throws IOException {
        drawing.close();
    }

    private void turn() throws IOException {
        drawing.turn();
        y = drawing.height() - MARGIN;
    }

    private void need(float height) throws IOException {
        if (y - height < MARGIN + FOOT) {
            turn();
        }
    }
}
