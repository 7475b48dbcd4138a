package org.pestle.signature;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
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
     * @param algorithm RS256 or RS1; of a JWS the {@code alg} of its header
     * @param content of a JWS the payload as text, to read and to keep; else null
     */
    public record Prepared(
            String digest,
            String timestamp,
            String algorithm,
            @Nullable String content) {}

    /** Prepares a prescription for signing at {@code content.signedAt()}. */
    public Prepared prepare(SignedContent content, SignatureAlgorithm algorithm) {
        byte[] signedInfo = SignedInfo.over(SignedText.of(content), algorithm);
        return new Prepared(
                Base64.getEncoder().encodeToString(signedInfo), timestamp(content.signedAt()), algorithm.name(), null);
    }

    /**
     * Prepares a prescription for signing with a JWS (eps.md 7.7). The certificate is part of what is signed, so it is
     * asked for; whether it is trusted is not looked at here.
     *
     * @param certificates base64 of the DER form of each certificate of the signer's path, leaf first
     * @param algorithm the {@code alg} wanted, or null for the one that suits the key
     * @return refused if the leaf cannot be read, or its key does not sign with the algorithm
     */
    public Outcome<Prepared> prepareNative(
            SignedContent content, List<String> certificates, @Nullable String algorithm) {
        Optional<PublicKey> key = key(certificates);
        if (key.isEmpty()) {
            return Outcome.refused(Finding.at(
                    "Parameters.parameter.where(name = 'certificate').value",
                    Problem.INVALID_VALUE,
                    "The certificate must be the base64 of an X.509 certificate in DER form, the signer's first"));
        }
        List<JwsAlgorithm> possible = JwsAlgorithm.forKey(key.get());
        Optional<JwsAlgorithm> chosen = possible.stream()
                .filter(one -> algorithm == null || one.name().equals(algorithm))
                .findFirst();
        if (chosen.isEmpty()) {
            return Outcome.refused(Finding.at(
                    "Parameters.parameter.where(name = 'algorithm').value",
                    Problem.INVALID_VALUE,
                    possible.isEmpty()
                            ? "The certificate's key must be of RSA or of the curve P-256"
                            : "The algorithm must be one that the certificate's key signs with: " + possible));
        }
        byte[] payload = SignedJson.of(content);
        String timestamp = timestamp(content.signedAt());
        String header = JwsSignature.header(chosen.get(), certificates, timestamp);
        return Outcome.done(new Prepared(
                Base64.getEncoder().encodeToString(JwsSignature.signingInput(header, payload)),
                timestamp,
                chosen.get().name(),
                new String(payload, StandardCharsets.UTF_8)));
    }

    private static Optional<PublicKey> key(List<String> certificates) {
        if (certificates.isEmpty()) {
            return Optional.empty();
        }
        try {
            byte[] der = Base64.getDecoder().decode(certificates.getFirst());
            return Optional.of(PemFile.factory()
                    .generateCertificate(new ByteArrayInputStream(der))
                    .getPublicKey());
        } catch (CertificateException | IllegalArgumentException broken) {
            return Optional.empty();
        }
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
