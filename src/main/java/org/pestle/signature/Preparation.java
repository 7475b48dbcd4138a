package org.pestle.signature;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Makes of a prescription the digest that the prescriber's key is to sign (eps.md 7.1). Stateless. */
@Component
public class Preparation {
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx", Locale.ROOT).withZone(ZoneOffset.UTC);

    /**
     * What a signing service needs.
     *
     * @param digest base64 of the bytes to sign
     * @param timestamp the time of signing, to be sent back as {@code Provenance.signature.when}
     * @param algorithm RS256 or RS1
     */
    public record Prepared(String digest, String timestamp, String algorithm) {}

    /** Prepares a prescription for signing at {@code content.signedAt()}. */
    public Prepared prepare(SignedContent content, SignatureAlgorithm algorithm) {
        byte[] signedInfo = SignedInfo.over(SignedText.of(content), algorithm);
        return new Prepared(
                Base64.getEncoder().encodeToString(signedInfo), timestamp(content.signedAt()), algorithm.name());
    }

    /** A time as timestamps are written: {@code 2024-12-09T11:50:04+00:00}. */
    public static String timestamp(Instant time) {
        return TIMESTAMP.format(time);
    }

    /** A time in whole seconds: no more of it is signed. */
    public static Instant wholeSeconds(Instant time) {
        return Instant.ofEpochSecond(time.getEpochSecond());
    }
}
