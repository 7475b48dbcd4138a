package org.pestle.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/**
 * Signs as a prescriber with a smartcard would (eps.md 7.1): the digest of {@code $prepare} goes in, the signature
 * comes out.
 */
final class DemonstrationPrescriber {
    private final PrivateKey key;
    private final Certificate certificate;

    private DemonstrationPrescriber(PrivateKey key, Certificate certificate) {
        this.key = key;
        this.certificate = certificate;
    }

    /** Reads certificate and key of that name from the folder of the demonstration PKI. */
    static DemonstrationPrescriber read(Path pki, String name) {
        try (InputStream pem = Files.newInputStream(pki.resolve(name + ".pem"))) {
            String text = Files.readString(pki.resolve(name + ".key")).replaceAll("-----[A-Z ]+-----", "");
            byte[] key = Base64.getMimeDecoder().decode(text);
            return new DemonstrationPrescriber(
                    KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(key)),
                    CertificateFactory.getInstance("X.509").generateCertificate(pem));
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot read the demonstration PKI in " + pki, broken);
        } catch (GeneralSecurityException unusable) {
            throw new IllegalStateException(
                    "the demonstration PKI in " + pki + " cannot be used; delete the folder to get a new one",
                    unusable);
        }
    }

    /**
     * Signs.
     *
     * @param digest base64 of the canonical {@code SignedInfo}
     * @param algorithm {@code RS256} or {@code RS1}
     * @return base64 of the {@code Signature} element, for {@code Provenance.signature.data}
     * @throws IllegalArgumentException if the digest is not base64, or the algorithm another one
     */
    String sign(String digest, String algorithm) {
        byte[] signedInfo = Base64.getDecoder().decode(digest);
        try {
            Signature signature = Signature.getInstance(
                    switch (algorithm) {
                        case "RS256" -> "SHA256withRSA";
                        case "RS1" -> "SHA1withRSA";
                        default -> throw new IllegalArgumentException("the algorithm is RS256 or RS1");
                    });
            signature.initSign(key);
            signature.update(signedInfo);
            Base64.Encoder base64 = Base64.getEncoder();
            String xml = "<Signature xmlns=\"http://www.w3.org/2000/09/xmldsig#\">"
                    + new String(signedInfo, StandardCharsets.UTF_8)
                    + "<SignatureValue>" + base64.encodeToString(signature.sign()) + "</SignatureValue>"
                    + "<KeyInfo><X509Data><X509Certificate>" + base64.encodeToString(certificate.getEncoded())
                    + "</X509Certificate></X509Data></KeyInfo></Signature>";
            return base64.encodeToString(xml.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("cannot sign", broken);
        }
    }
}
