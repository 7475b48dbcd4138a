package org.pestle.reporting;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.TimeZone;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;

/**
 * A document as we print it: headings, paragraphs and tables from top to bottom, over as many A4 pages as it takes,
 * with the table's head repeated on each page and a footer with page numbers. All lengths are points (1/72 inch).
 */
final class Paper implements AutoCloseable {
    /** One column of a table. */
    record Column(String title, float width, boolean isRight) {
        static Column left(String title, float width) {
            return new Column(title, width, false);
        }

        static Column right(String title, float width) {
            return new Column(title, width, true);
        }
    }

    /** One row of a table; an emphasised one is bold, under a line. */
    record Row(List<String> cells, boolean isEmphasised) {
        Row {
            cells = List.copyOf(cells);
        }

        static Row of(String... cells) {
            return new Row(List.of(cells), false);
        }

        static Row total(String... cells) {
            return new Row(List.of(cells), true);
        }
    }

    private static final Color BLUE = new Color(0x003087);
    private static final Color INK = new Color(0x212B32);
    private static final Color GREY = new Color(0x4C6272);
    private static final Color RULE = new Color(0xAEB7BD);
    private static final Color SHADE = new Color(0xE8EDEE);
    private static final Color AMBER = new Color(0xFFEB9C);
    private static final float MARGIN = 45;
    private static final float FOOT = 40;
    private static final float PADDING = 4;

    private final PDDocument document = new PDDocument();
    private final Lettering lettering;
    private final PaperTags tags;
    private final PDRectangle size;
    private final float textSize;
    private PDPage page;
    private PDPageContentStream content;
    private float y;

    /** An empty paper; the text size is that of tables and paragraphs. */
    Paper(String title, boolean isLandscape, float textSize, Instant writtenAt) throws IOException {
        float shorter = PDRectangle.A4.getWidth();
        float longer = PDRectangle.A4.getHeight();
        this.size = isLandscape ? new PDRectangle(longer, shorter) : PDRectangle.A4;
        this.textSize = textSize;
        this.lettering = new Lettering(document);
        this.tags = new PaperTags(document);
        describe(title, writtenAt);
        page = new PDPage(size);
        content = open(page);
    }

    /** Points between the margins. */
    float width() {
        return size.getWidth() - 2 * MARGIN;
    }

    /** The title, once, with a mark beside it that nobody can miss, unless the mark is empty. */
    void title(String text, String mark) throws IOException {
        float markWidth = mark.isEmpty() ? 0 : lettering.width(mark, 11) + 16;
        y -= 18;
        for (String line : lettering.wrap(text, 20, width() - markWidth - 10)) {
            tagged("H1", List.of(line), MARGIN, 20, BLUE, true);
            y -= 24;
        }
        if (!mark.isEmpty()) {
            float top = size.getHeight() - MARGIN - 2;
            box(size.getWidth() - MARGIN - markWidth, top - 20, markWidth, 20, AMBER);
            float below = y;
            y = top - 14;
            tagged("P", List.of(mark), size.getWidth() - MARGIN - markWidth + 8, 11, INK, true);
            y = below;
        }
    }

    /** A section's heading; kept together with what follows. */
    void heading(String text) throws IOException {
        need(90);
        y -= 22;
        tagged("H2", List.of(lettering.printable(text)), MARGIN, 13, BLUE, true);
        y -= 6;
    }

    /** A line that stands out: who the paper is for. */
    void strong(String text) throws IOException {
        for (String line : lettering.wrap(text, textSize + 3, width())) {
            y -= textSize + 7;
            tagged("P", List.of(line), MARGIN, textSize + 3, INK, true);
        }
        y -= 2;
    }

    /** A paragraph over the whole width. */
    void paragraph(String text) throws IOException {
        lines(lettering.wrap(text, textSize, width()), textSize, INK);
    }

    /** A paragraph that explains, smaller and grey. */
    void note(String text) throws IOException {
        lines(lettering.wrap(text, textSize - 1, width()), textSize - 1, GREY);
    }

    private void lines(List<String> lines, float lettersSize, Color colour) throws IOException {
        need(lines.size() * lettersSize * 1.35f + 6);
        y -= lettersSize + 3;
        tagged("P", lines, MARGIN, lettersSize, colour, false);
        y -= (lines.size() - 1) * lettersSize * 1.35f + 3;
    }

    /** A table; its head comes again on every page. */
    void table(List<Column> columns, List<Row> rows) throws IOException {
        y -= 6;
        tags.begin("Table");
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
        tags.end();
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
            box(MARGIN, top - height, tableWidth, height, isHead ? SHADE : Color.WHITE);
        }
        tags.begin("TR");
        float x = MARGIN;
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            List<String> lines = cell(column, row.cells().get(i));
            y = top - PADDING - textSize;
            cellText(type, lines, x, column, row.isEmphasised());
            x += column.width();
        }
        tags.end();
        y = top - height;
        line(MARGIN, y, tableWidth, RULE, 0.5f);
        if (row.isEmphasised() && !isHead) {
            line(MARGIN, top, tableWidth, INK, 0.9f);
        }
    }

    private void cellText(String type, List<String> lines, float x, Column column, boolean isBold) throws IOException {
        if (!column.isRight()) {
            tagged(type, lines, x + PADDING, textSize, INK, isBold, textSize * 1.25f);
            return;
        }
        content.beginMarkedContent(COSName.getPDFName(type), tags.leaf(type, page));
        for (int i = 0; i < lines.size(); i++) {
            float right = x + column.width() - PADDING - lettering.width(lines.get(i), textSize);
            letters(List.of(lines.get(i)), right, y - i * textSize * 1.25f, textSize, INK, isBold, 0);
        }
        content.endMarkedContent();
    }

    /** Puts the footer under every page, fixes title and language, and gives the file. */
    byte[] finish(String footer) throws IOException {
        content.close();
        tags.finish();
        int pages = document.getNumberOfPages();
        for (int i = 0; i < pages; i++) {
            PDPage each = document.getPage(i);
            try (PDPageContentStream foot = new PDPageContentStream(document, each, AppendMode.APPEND, true, true)) {
                content = foot;
                line(MARGIN, MARGIN + 14, width(), RULE, 0.5f);
                foot.beginMarkedContent(COSName.ARTIFACT);
                String number = "Page " + (i + 1) + " of " + pages;
                letters(List.of(lettering.printable(footer)), MARGIN, MARGIN, 8, GREY, false, 0);
                letters(List.of(number), MARGIN + width() - lettering.width(number, 8), MARGIN, 8, GREY, false, 0);
                foot.endMarkedContent();
            }
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        document.save(file);
        return file.toByteArray();
    }

    @Override
    public void close() throws IOException {
        document.close();
    }

    private void describe(String title, Instant writtenAt) {
        PDDocumentInformation information = document.getDocumentInformation();
        information.setTitle(title);
        information.setCreator("Pestle");
        information.setProducer("Pestle");
        Calendar at = new GregorianCalendar(TimeZone.getTimeZone("UTC"));
        at.setTimeInMillis(writtenAt.toEpochMilli());
        information.setCreationDate(at);
        information.setModificationDate(at);
        document.setDocumentId(writtenAt.toEpochMilli()); // the same paper written again is the same file
        document.getDocumentCatalog().setLanguage("en-GB");
        PDViewerPreferences preferences = new PDViewerPreferences(new org.apache.pdfbox.cos.COSDictionary());
        preferences.setDisplayDocTitle(true);
        document.getDocumentCatalog().setViewerPreferences(preferences);
    }

    private PDPageContentStream open(PDPage next) throws IOException {
        document.addPage(next);
        tags.page(next);
        y = size.getHeight() - MARGIN;
        return new PDPageContentStream(document, next, AppendMode.OVERWRITE, true, true);
    }

    private void turn() throws IOException {
        content.close();
        page = new PDPage(size);
        content = open(page);
    }

    private void need(float height) throws IOException {
        if (y - height < MARGIN + FOOT) {
            turn();
        }
    }

    private void tagged(String type, List<String> lines, float x, float lettersSize, Color colour, boolean isBold)
            throws IOException {
        tagged(type, lines, x, lettersSize, colour, isBold, lettersSize * 1.35f);
    }

    private void tagged(
            String type, List<String> lines, float x, float lettersSize, Color colour, boolean isBold, float leading)
            throws IOException {
        content.beginMarkedContent(COSName.getPDFName(type), tags.leaf(type, page));
        letters(lines, x, y, lettersSize, colour, isBold, leading);
        content.endMarkedContent();
    }

    /** The typeface has one weight; bold is drawn with an outline. */
    private void letters(
            List<String> lines, float x, float at, float lettersSize, Color colour, boolean isBold, float leading)
            throws IOException {
        content.beginText();
        content.setFont(lettering.font(), lettersSize);
        content.setNonStrokingColor(colour);
        content.setStrokingColor(colour);
        content.setRenderingMode(isBold ? RenderingMode.FILL_STROKE : RenderingMode.FILL);
        content.setLineWidth(lettersSize * 0.035f);
        content.newLineAtOffset(x, at);
        for (String line : lines) {
            content.showText(line);
            content.newLineAtOffset(0, -leading);
        }
        content.endText();
    }

    private void box(float x, float bottom, float width, float height, Color colour) throws IOException {
        content.beginMarkedContent(COSName.ARTIFACT);
        content.setNonStrokingColor(colour);
        content.addRect(x, bottom, width, height);
        content.fill();
        content.endMarkedContent();
    }

    private void line(float x, float at, float width, Color colour, float thickness) throws IOException {
        content.beginMarkedContent(COSName.ARTIFACT);
        content.setStrokingColor(colour);
        content.setLineWidth(thickness);
        content.moveTo(x, at);
        content.lineTo(x + width, at);
        content.stroke();
        content.endMarkedContent();
    }
}
