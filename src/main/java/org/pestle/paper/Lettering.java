package org.pestle.paper;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/** The one typeface of our papers, embedded: Liberation Sans as PDFBox ships it. It knows the Welsh letters. */
public final class Lettering {
    private static final String FILE = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    private static final Pattern SPACES = Pattern.compile(" +");

    private final PDType0Font font;

    Lettering(PDDocument document) throws IOException {
        try (InputStream file = PDDocument.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException("PDFBox ships without " + FILE);
            }
            font = PDType0Font.load(document, file);
        }
    }

    PDType0Font font() {
        return font;
    }

    /** Width in points. */
    public float width(String text, float size) throws IOException {
        return font.getStringWidth(text) / 1000 * size;
    }

    /** What can be printed of a text: one line, and a question mark for what the typeface does not know. */
    public String printable(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints().forEach(point -> printable.append(Character.isWhitespace(point) ? " " : known(point)));
        return printable.toString();
    }

    /** The text in lines not wider than so many points; a word that is wider itself is cut. */
    public List<String> wrap(String text, float size, float width) throws IOException {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : SPACES.split(printable(text).strip(), -1)) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (width(longer, size) <= width) {
                line = longer;
                continue;
            }
            if (!line.isEmpty()) {
                lines.add(line);
            }
            line = word;
            while (width(line, size) > width && line.length() > 1) {
                int fits = fitting(line, size, width);
                lines.add(line.substring(0, fits));
                line = line.substring(fits);
            }
        }
        lines.add(line);
        return lines;
    }

    private int fitting(String word, float size, float width) throws IOException {
        int fits = word.length() - 1;
        while (fits > 1 && width(word.substring(0, fits), size) > width) {
            fits--;
        }
        return Character.isHighSurrogate(word.charAt(fits - 1)) && fits > 1 ? fits - 1 : fits;
    }

    private String known(int point) {
        String letter = Character.toString(point);
        try {
            font.encode(letter);
            return letter;
        } catch (IllegalArgumentException | IOException unknown) {
            return "?";
        }
    }
}
