package org.pestle.signature;

import static org.pestle.signature.ZooCertificate.NOW;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.pestle.signature.SignatureVerdict.Invalid;
import org.pestle.signature.SignatureVerdict.Undetermined;
import org.pestle.signature.SignatureVerdict.Valid;
import org.pestle.testing.MadeAuthority;

/**
 * One signature of the zoo, in its world, and what a check must say of it: nothing if it is to be believed.
 *
 * @param trusted the authorities
 * @param roots those above them
 * @param lists what was published about revocation, in the order in which it was fetched
 * @param expected the reasons in their order, or {@link #UNDETERMINED}
 */
record Specimen(
        String name,
        SignedContent content,
        byte[] signature,
        List<X509Certificate> trusted,
        List<X509Certificate> roots,
        Set<String> policies,
        List<byte[]> lists,
        String client,
        List<String> expected) {
    static final String INVALID = "Signature is invalid";
    static final String NO_MATCH = "Signature doesn't match prescription";
    static final String REVOKED = "Certificate is revoked";
    static final String CA_REVOKED = "CA certificate is revoked";
    static final String EXPIRED = "Certificate expired when signed";
    static final String NOT_TRUSTED = "Certificate not trusted";
    static final String OTHER_USE = "Certificate is not for signing";
    static final String SHORT = "Key of the certificate is too short";
    static final String NOT_NOW = "Certificate is not valid when received";
    static final String NOT_ALLOWED = "Signature algorithm is not allowed";
    static final String TOO_LONG_AGO = "Signing time is too long ago or in the future";
    static final String FORMAT = "Invalid signature format";
    static final String SEVERAL = "Multiple certificates detected";
    static final String NO_CERTIFICATE = "Invalid certificate";
    static final String UNDETERMINED = "undetermined";

    static final SignedContent CONTENT = MadeContent.of(NOW, "Amlodipine 5mg tablets");
    static final X509Certificate AUTHORITY = ZooCertificate.authority().certificate();
    static final byte[] NOTHING_REVOKED = ZooList.list().der();

    @Override
    public String toString() {
        return name;
    }

    /** An ordinary signature with this certificate and the key of its signer. */
    static Specimen of(String name, X509Certificate certificate, String... expected) {
        return of(name, encoded(certificate), ZooKeys.signer(), "SHA256withRSA", expected);
    }

    /** A signature with this certificate, made with that key. */
    static Specimen of(String name, byte[] certificate, KeyPair keys, String algorithm, String... expected) {
        return forged(name, CONTENT, xml(CONTENT, certificate, keys.getPrivate(), algorithm), expected);
    }

    /** A signature of that text. */
    static Specimen forged(String name, SignedContent content, byte[] signature, String... expected) {
        return new Specimen(
                name,
                content,
                signature,
                List.of(AUTHORITY),
                List.of(),
                Set.of(),
                List.of(NOTHING_REVOKED),
                "gp-system",
                List.of(expected));
    }

    /** The ordinary signature as text, changed. */
    static Specimen changed(String name, UnaryOperator<String> change, String... expected) {
        String right = new String(ordinary(), StandardCharsets.UTF_8);
        String wrong = change.apply(right);
        if (wrong.equals(right)) {
            throw new IllegalStateException("nothing was changed: " + name);
        }
        return forged(name, CONTENT, wrong.getBytes(StandardCharsets.UTF_8), expected);
    }

    /** A signature that holds. */
    static byte[] ordinary() {
        return xml(CONTENT, ZooCertificate.prescriber().der(), ZooKeys.signer().getPrivate(), "SHA256withRSA");
    }

    static byte[] xml(SignedContent content, byte[] certificate, PrivateKey key, String algorithm) {
        byte[] info = signedInfo(content);
        return xml(info, sign(info, key, algorithm), certificate);
    }

    static byte[] xml(byte[] signedInfo, byte[] value, byte[] certificate) {
        return MadeAuthority.xml(
                new String(signedInfo, StandardCharsets.UTF_8),
                Base64.getEncoder().encodeToString(value),
                Base64.getEncoder().encodeToString(certificate));
    }

    static byte[] signedInfo(SignedContent content) {
        return SignedInfo.over(SignedText.of(content), SignatureAlgorithm.RS256);
    }

    static byte[] sign(byte[] signedInfo, PrivateKey key, String algorithm) {
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(signedInfo);
            return signature.sign();
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    Specimen trusting(X509Certificate... authorities) {
        return new Specimen(name, content, signature, List.of(authorities), roots, policies, lists, client, expected);
    }

    Specimen under(X509Certificate... above) {
        return new Specimen(name, content, signature, trusted, List.of(above), policies, lists, client, expected);
    }

    Specimen withPolicies(String... wanted) {
        return new Specimen(name, content, signature, trusted, roots, Set.of(wanted), lists, client, expected);
    }

    Specimen withLists(byte[]... published) {
        return new Specimen(name, content, signature, trusted, roots, policies, List.of(published), client, expected);
    }

    Specimen from(String otherClient) {
        return new Specimen(name, content, signature, trusted, roots, policies, lists, otherClient, expected);
    }

    /** What the check says of it, as a new signature. */
    List<String> verdict(Path folder) {
        SignatureSettings settings =
                MadeCheck.settings(file(folder, trusted), roots.isEmpty() ? null : file(folder, roots), policies);
        SignatureCheck check = MadeCheck.of(settings, Clock.fixed(NOW, ZoneOffset.UTC), lists);
        return switch (check.check(content, MadeCheck.xml(signature), client)) {
            case Valid valid -> List.of();
            case Invalid invalid -> invalid.reasons();
            case Undetermined undetermined -> List.of(UNDETERMINED);
        };
    }

    private static Path file(Path folder, List<X509Certificate> certificates) {
        StringBuilder pem = new StringBuilder();
        for (X509Certificate each : certificates) {
            pem.append("-----BEGIN CERTIFICATE-----\n")
                    .append(Base64.getMimeEncoder().encodeToString(encoded(each)))
                    .append("\n-----END CERTIFICATE-----\n");
        }
        try {
            return Files.writeString(folder.resolve(Integer.toHexString(certificates.hashCode()) + ".pem"), pem);
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
