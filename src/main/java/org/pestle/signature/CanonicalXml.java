package org.pestle.signature;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Writes XML in the form of exclusive canonicalisation without comments: no self-closing tags, no insignificant white
 * space. Attributes are to be given in the order of their names, the namespace before them.
 */
final class CanonicalXml {
    private static final String HL7 = "urn:hl7-org:v3";
    private static final int USUAL_LENGTH = 12_000;

    private final StringBuilder text = new StringBuilder(USUAL_LENGTH);
    private String element = "";

    /** Opens an element without attributes. */
    CanonicalXml open(String name) {
        text.append('<').append(name).append('>');
        return this;
    }

    /** Closes an element. */
    CanonicalXml close(String name) {
        text.append("</").append(name).append('>');
        return this;
    }

    /** Begins the start tag of an element; {@link #open()} or {@link #empty()} ends it. */
    CanonicalXml start(String name) {
        element = name;
        text.append('<').append(name);
        return this;
    }

    /** Begins the start tag of the first element of a fragment, which carries the namespace. */
    CanonicalXml first(String name) {
        return start(name).attribute("xmlns", HL7);
    }

    /** Adds an attribute, white space of the value turned into blanks; nothing if there is no value. */
    CanonicalXml attribute(String name, @Nullable String value) {
        if (value == null) {
            return this;
        }
        text.append(' ').append(name).append("=\"");
        boolean blank = false;
        for (int i = 0; i < value.length(); i++) {
            char each = value.charAt(i);
            boolean turned = each == '\t' || each == '\n' || each == '\r' || each == '\f';
            if (turned && blank) {
                continue;
            }
            blank = turned;
            switch (each) {
                case '\t', '\n', '\r', '\f' -> text.append(' ');
                case '&' -> text.append("&amp;");
                case '<' -> text.append("&lt;");
                case '"' -> text.append("&quot;");
                default -> text.append(each);
            }
        }
        text.append('"');
        return this;
    }

    /** Ends the start tag; children follow. */
    void open() {
        text.append('>');
    }

    /** Ends the start tag and closes the element. */
    void empty() {
        text.append("></").append(element).append('>');
    }

    /** An element of nothing but text. */
    void element(String name, String value) {
        open(name).text(value).close(name);
    }

    /** Text, its line ends as an XML reader would hand them on. */
    CanonicalXml text(String value) {
        for (int i = 0; i < value.length(); i++) {
            char each = value.charAt(i);
            switch (each) {
                case '&' -> text.append("&amp;");
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '\r' -> {
                    if (i + 1 == value.length() || value.charAt(i + 1) != '\n') {
                        text.append('\n');
                    }
                }
                default -> text.append(each);
            }
        }
        return this;
    }

    /** What was written, in UTF-8. */
    byte[] bytes() {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
