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
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.PSSParameterSpec;
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
            return new DemonstrationPrescriber(
                    key(pki.resolve(name + ".key")),
                    CertificateFactory.getInstance("X.509").generateCertificate(pem));
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot read the demonstration PKI in " + pki, broken);
        } catch (GeneralSecurityException unusable) {
            throw new IllegalStateException(
                    "the demonstration PKI in " + pki + " cannot be used; delete the folder to get a new one",
                    unusable);
        }
    }

    /** The private key of a PEM file. */
    static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
        String text = Files.readString(file).replaceAll("-----[A-Z ]+-----", "");
        byte[] key = Base64.getMimeDecoder().decode(text);
        return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(key));
    }

    /**
     * Signs what {@code $prepare} answered.
     *
     * @param digest base64 of the canonical {@code SignedInfo}, or of the signing input of a JWS
     * @param algorithm {@code RS256}, {@code RS1} or, of a JWS, {@code PS256}
     * @return base64 of the {@code Signature} element or of the JWS, for {@code Provenance.signature.data}
     * @throws IllegalArgumentException if the digest is not base64, or the algorithm another one
     */
    String sign(String digest, String algorithm) {
        byte[] toSign = Base64.getDecoder().decode(digest);
        String text = new String(toSign, StandardCharsets.UTF_8);
        String signed =
                text.startsWith("<") ? xml(text, value(toSign, algorithm)) : jws(text, value(toSign, algorithm));
        return Base64.getEncoder().encodeToString(signed.getBytes(StandardCharsets.UTF_8));
    }

    /** Base64 of the certificate's DER form: {@code $prepare} needs it for a JWS. */
    String certificate() {
        try {
            return Base64.getEncoder().encodeToString(certificate.getEncoded());
        } catch (CertificateEncodingException broken) {
            throw new IllegalStateException("the demonstration certificate has no DER form", broken);
        }
    }

    private byte[] value(byte[] toSign, String algorithm) {
        try {
            Signature signature = Signature.getInstance(
                    switch (algorithm) {
                        case "RS256" -> "SHA256withRSA";
                        case "RS1" -> "SHA1withRSA";
                        case "PS256" -> "RSASSA-PSS";
                        default -> throw new IllegalArgumentException("the algorithm is RS256, RS1 or PS256");
                    });
            if (algorithm.equals("PS256")) {
                signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
            }
            signature.initSign(key);
            signature.update(toSign);
            return signature.sign();
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("cannot sign", broken);
        }
    }

    private String xml(String signedInfo, byte[] value) {
        return "<Signature xmlns=\"http://www.w3.org/2000/09/xmldsig#\">" + signedInfo + "<SignatureValue>"
                + Base64.getEncoder().encodeToString(value) + "</SignatureValue><KeyInfo><X509Data><X509Certificate>"
                + certificate() + "</X509Certificate></X509Data></KeyInfo></Signature>";
    }

    private static String jws(String signingInput, byte[] value) {
        String header = signingInput.substring(0, signingInput.indexOf('.') + 1);
        return header + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(value);
    }
}
