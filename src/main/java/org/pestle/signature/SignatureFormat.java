package org.pestle.signature;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The two ways in which a prescription may be signed (eps.md 7.1, 7.7). A prescription may carry both. */
public enum SignatureFormat {
    /** An XML signature over the canonical text of what is signed. */
    XMLDSIG,
    /** A detached JWS over canonical JSON of what is signed. */
    JWS;

    /** The format of that name as {@code $prepare} is asked for it, in lower case; empty for any other. */
    public static Optional<SignatureFormat> of(String name) {
        return Arrays.stream(values())
                .filter(format -> format.code().equals(name))
                .findFirst();
    }

    /** Its name on the interface. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
