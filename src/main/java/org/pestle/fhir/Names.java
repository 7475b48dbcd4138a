package org.pestle.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.pestle.signature.SignedContent;

/** Names as people read them. */
final class Names {
    private Names() {}

    /** A name in one line: MS STACEY MARISA TWITCHETT. */
    static String inOneLine(SignedContent.Name name) {
        List<String> parts = new ArrayList<>(name.prefixes());
        parts.addAll(name.givens());
        if (name.family() != null) {
            parts.add(name.family());
        }
        parts.addAll(name.suffixes());
        return parts.isEmpty() ? Objects.requireNonNullElse(name.text(), "") : String.join(" ", parts);
    }
}
