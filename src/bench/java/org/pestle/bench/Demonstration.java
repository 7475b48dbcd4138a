package org.pestle.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** The sandbox's demonstration prescriber, with the key that the sandbox made on first start (contract.md 4). */
final class Demonstration {
    private final PrivateKey key;
    private final String certificate;

    private Demonstration(PrivateKey key, String certificate) {
        this.key = key;
        this.certificate = certificate;
    }

    /** PESTLE_HOME, by default {@code data}. */
    static Path home() {
        String home = System.getenv("PESTLE_HOME");
        return Path.of(home == null || home.isBlank() ? "data" : home);
    }

    static Demonstration prescriber(Path home) throws IOException, GeneralSecurityException {
        Path pki = home.resolve("pki");
        byte[] key = Base64.getMimeDecoder().decode(inner(Files.readString(pki.resolve("prescriber.key"))));
        String certificate =
                inner(Files.readString(pki.resolve("prescriber.pem"))).replaceAll("\\s", "");
        return new Demonstration(
                KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(key)), certificate);
    }

    /** The first block between the lines of PEM armour. */
    private static String inner(String pem) {
        int start = pem.indexOf("-----\n") + "-----\n".length();
        return pem.substring(start, pem.indexOf("-----END"));
    }

    /**
     * Signs a digest of {@code $prepare} with RSA and SHA-256.
     *
     * @param digest base64 of the SignedInfo
     * @return base64 of the XML signature
     */
    String sign(String digest) throws GeneralSecurityException {
        byte[] signedInfo = Base64.getDecoder().decode(digest);
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key);
        signature.update(signedInfo);
        String xml = "<Signature xmlns=\"http://www.w3.org/2000/09/xmldsig#\">"
                + new String(signedInfo, StandardCharsets.UTF_8) + "<SignatureValue>"
                + Base64.getEncoder().encodeToString(signature.sign())
                + "</SignatureValue><KeyInfo><X509Data><X509Certificate>" + certificate
                + "</X509Certificate></X509Data></KeyInfo></Signature>";
        return Base64.getEncoder().encodeToString(xml.getBytes(StandardCharsets.UTF_8));
    }
}
