package org.pestle.signature;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Writes JSON in its canonical form (RFC 8785): no white space, members ordered by the UTF-16 units of their names, as
 * {@link String} compares them, and each character written in the one way the RFC gives. Knows objects, arrays, text
 * and whole numbers; nothing that is signed has any other kind of number.
 */
final class CanonicalJson {
    private static final char FIRST_PRINTABLE = ' ';

    private CanonicalJson() {}

    /** Appends a value. */
    static void write(Object value, StringBuilder text) {
        switch (value) {
            case SortedMap<?, ?> object -> object(object, text);
            case List<?> array -> array(array, text);
            case Integer number -> text.append(number.intValue());
            case String string -> string(string, text);
            default -> throw new IllegalArgumentException("no such value is signed: " + value.getClass());
        }
    }

    private static void object(SortedMap<?, ?> object, StringBuilder text) {
        text.append('{');
        for (Iterator<? extends Map.Entry<?, ?>> members = object.entrySet().iterator(); members.hasNext(); ) {
            Map.Entry<?, ?> member = members.next();
            string((String) member.getKey(), text);
            text.append(':');
            write(member.getValue(), text);
            if (members.hasNext()) {
                text.append(',');
            }
        }
        text.append('}');
    }

    private static void array(List<?> array, StringBuilder text) {
        text.append('[');
        for (Iterator<?> elements = array.iterator(); elements.hasNext(); ) {
            write(elements.next(), text);
            if (elements.hasNext()) {
                text.append(',');
            }
        }
        text.append(']');
    }

    private static void string(String string, StringBuilder text) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\b' -> text.append("\\b");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\f' -> text.append("\\f");
                case '\r' -> text.append("\\r");
                default -> {
                    if (c < FIRST_PRINTABLE) {
                        text.append("\\u00")
                                .append(Character.forDigit(c >> 4, 16))
                                .append(Character.forDigit(c & 15, 16));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        text.append('"');
    }
}
