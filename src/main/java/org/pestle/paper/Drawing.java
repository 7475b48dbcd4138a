package org.pestle.paper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.TimeZone;
import org.apache.pdfbox.cos.COSDictionary;
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
 * A4 pages on which text, boxes, lines and codes are put at their places, tagged for screen readers in the order in
 * which they are put. All lengths are points (1/72 inch), counted from the lower left corner.
 */
public final class Drawing implements AutoCloseable {
    private final PDDocument document = new PDDocument();
    private final PDRectangle size;
    private final Lettering lettering;
    private final PaperTags tags;
    private PDPage page;
    private PDPageContentStream content;
    private boolean isInFigure;

    /** With one empty page. */
    public Drawing(String title, boolean isLandscape, Instant writtenAt) throws IOException {
        float shorter = PDRectangle.A4.getWidth();
        float longer = PDRectangle.A4.getHeight();
        this.size = isLandscape ? new PDRectangle(longer, shorter) : PDRectangle.A4;
        this.lettering = new Lettering(document);
        this.tags = new PaperTags(document);
        describe(title, writtenAt);
        page = new PDPage(size);
        content = open(page);
    }

    /** Of a page. */
    public float width() {
        return size.getWidth();
    }

    /** Of a page. */
    public float height() {
        return size.getHeight();
    }

    /** The typeface, to measure with. */
    public Lettering lettering() {
        return lettering;
    }

    /** Takes the next, empty page. */
    public void turn() throws IOException {
        content.close();
        page = new PDPage(size);
        content = open(page);
    }

    /** Opens an element that holds others: a table, a row. */
    void begin(String tag) {
        tags.begin(tag);
    }

    /** Closes the element opened last. */
    void end() {
        tags.end();
    }

    /**
     * Lines of text under each other.
     *
     * @param tag what they are: H1, H2, P, TH, TD
     * @param y base line of the first
     * @param leading from one base line to the next
     */
    public void text(String tag, List<String> lines, float x, float y, Style style, float leading) throws IOException {
        content.beginMarkedContent(COSName.getPDFName(tag), tags.leaf(tag, page));
        letters(lines, x, y, style, leading);
        content.endMarkedContent();
    }

    /** The same, each line ending at {@code right}. */
    public void textTo(String tag, List<String> lines, float right, float y, Style style, float leading)
            throws IOException {
        content.beginMarkedContent(COSName.getPDFName(tag), tags.leaf(tag, page));
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            letters(List.of(line), right - lettering.width(line, style.size()), y - i * leading, style, 0);
        }
        content.endMarkedContent();
    }

    /** A line of text that is no content: a footer. */
    void aside(String line, float x, float y, Style style) throws IOException {
        beginArtifact();
        letters(List.of(line), x, y, style, 0);
        endArtifact();
    }

    /** A filled box. */
    public void box(float x, float bottom, float width, float height, Ink ink) throws IOException {
        beginArtifact();
        content.setNonStrokingColor(ink.colour());
        content.addRect(x, bottom, width, height);
        content.fill();
        endArtifact();
    }

    /** A horizontal line. */
    public void line(float x, float y, float width, Ink ink, float thickness) throws IOException {
        stroke(x, y, x + width, y, ink, thickness);
    }

    /** A dashed vertical line: where the paper is torn. */
    public void tearLine(float x, float bottom, float top) throws IOException {
        content.setLineDashPattern(new float[] {3, 3}, 0);
        stroke(x, bottom, x, top, Ink.RULE, 0.6f);
        content.setLineDashPattern(new float[0], 0);
    }

    /**
     * A code for scanners, drawn as lines, not as an image, so that every printer gives it its own sharpness.
     *
     * @param meaning what it says, for those who cannot see it
     * @param height of the whole; for a QR code the same as its width
     */
    public void symbol(Symbol symbol, String meaning, float x, float bottom, float width, float height)
            throws IOException {
        content.beginMarkedContent(COSName.getPDFName("Figure"), tags.figure(meaning, page));
        content.setNonStrokingColor(Ink.BLACK.colour());
        float module = width / symbol.width();
        float row = height / symbol.height();
        for (Symbol.Bar bar : symbol.bars()) {
            content.addRect(
                    x + bar.column() * module, bottom + height - (bar.row() + 1) * row, bar.length() * module, row);
        }
        content.fill();
        content.endMarkedContent();
    }

    /** Begins a picture; what is put until {@link #endFigure} is part of it, and read out as its meaning. */
    void beginFigure(String meaning) throws IOException {
        content.beginMarkedContent(COSName.getPDFName("Figure"), tags.figure(meaning, page));
        isInFigure = true;
    }

    /** Ends the picture. */
    void endFigure() throws IOException {
        isInFigure = false;
        content.endMarkedContent();
    }

    /** An outlined box. */
    void frame(float x, float bottom, float width, float height, Ink ink, float thickness) throws IOException {
        beginArtifact();
        content.setStrokingColor(ink.colour());
        content.setLineWidth(thickness);
        content.setLineDashPattern(new float[] {3, 2}, 0);
        content.addRect(x, bottom, width, height);
        content.stroke();
        content.setLineDashPattern(new float[0], 0);
        endArtifact();
    }

    private void beginArtifact() throws IOException {
        if (!isInFigure) {
            content.beginMarkedContent(COSName.ARTIFACT);
        }
    }

    private void endArtifact() throws IOException {
        if (!isInFigure) {
            content.endMarkedContent();
        }
    }

    /** What is put on every page at the end. */
    interface Foot {
        /** Draws it on a page, counted from 1. */
        void draw(int page, int pages) throws IOException;
    }

    /** The file, without more. */
    public byte[] finish() throws IOException {
        return finish((number, pages) -> {});
    }

    byte[] finish(Foot foot) throws IOException {
        content.close();
        tags.finish();
        int pages = document.getNumberOfPages();
        for (int i = 0; i < pages; i++) {
            try (PDPageContentStream again =
                    new PDPageContentStream(document, document.getPage(i), AppendMode.APPEND, true, true)) {
                content = again;
                foot.draw(i + 1, pages);
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
        PDViewerPreferences preferences = new PDViewerPreferences(new COSDictionary());
        preferences.setDisplayDocTitle(true);
        document.getDocumentCatalog().setViewerPreferences(preferences);
    }

    private PDPageContentStream open(PDPage next) throws IOException {
        document.addPage(next);
        tags.page(next);
        return new PDPageContentStream(document, next, AppendMode.OVERWRITE, true, true);
    }

    /** The typeface has one weight; bold is drawn with an outline. */
    private void letters(List<String> lines, float x, float y, Style style, float leading) throws IOException {
        content.beginText();
        content.setFont(lettering.font(), style.size());
        content.setNonStrokingColor(style.ink().colour());
        content.setStrokingColor(style.ink().colour());
        content.setRenderingMode(style.isBold() ? RenderingMode.FILL_STROKE : RenderingMode.FILL);
        content.setLineWidth(style.size() * 0.035f);
        content.newLineAtOffset(x, y);
        for (String line : lines) {
            content.showText(line);
            content.newLineAtOffset(0, -leading);
        }
        content.endText();
    }

    private void stroke(float x, float y, float toX, float toY, Ink ink, float thickness) throws IOException {
        beginArtifact();
        content.setStrokingColor(ink.colour());
        content.setLineWidth(thickness);
        content.moveTo(x, y);
        content.lineTo(toX, toY);
        content.stroke();
        endArtifact();
    }
}
