package org.pestle.signature;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The bytes that a prescriber's key signs: the digest of the signed text in its fixed wrapping (eps.md 7.4). */
final class SignedInfo {
    static final String NAMESPACE = "http://www.w3.org/2000/09/xmldsig#";

    private static final String CANONICAL = "http://www.w3.org/2001/10/xml-exc-c14n#";

    private SignedInfo() {}

    /** Over a signed text. */
    static byte[] over(byte[] signedText, SignatureAlgorithm algorithm) {
        String digest = Base64.getEncoder().encodeToString(digest(signedText, digestName(algorithm)));
        String info = "<SignedInfo xmlns=\"" + NAMESPACE + "\">"
                + empty("CanonicalizationMethod", CANONICAL)
                + empty("SignatureMethod", signatureMethod(algorithm))
                + "<Reference><Transforms>"
                + empty("Transform", CANONICAL)
                + "</Transforms>"
                + empty("DigestMethod", digestMethod(algorithm))
                + "<DigestValue>" + digest + "</DigestValue></Reference></SignedInfo>";
        return info.getBytes(StandardCharsets.UTF_8);
    }

    /** SHA-256 of a signed text: what identifies it, whatever algorithm it was signed with. */
    static byte[] contentDigest(byte[] signedText) {
        return digest(signedText, "SHA-256");
    }

    static String signatureMethod(SignatureAlgorithm algorithm) {
        return switch (algorithm) {
            case RS256 -> "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
            case RS1 -> "http://www.w3.org/2000/09/xmldsig#rsa-sha1";
        };
    }

    private static String digestMethod(SignatureAlgorithm algorithm) {
        return switch (algorithm) {
            case RS256 -> "http://www.w3.org/2001/04/xmlenc#sha256";
            case RS1 -> "http://www.w3.org/2000/09/xmldsig#sha1";
        };
    }

    private static String digestName(SignatureAlgorithm algorithm) {
        return switch (algorithm) {
            case RS256 -> "SHA-256";
            case RS1 -> "SHA-1";
        };
    }

    private static byte[] digest(byte[] text, String name) {
        try {
            return MessageDigest.getInstance(name).digest(text);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has " + name, impossible);
        }
    }

    private static String empty(String element, String algorithm) {
        return "<" + element + " Algorithm=\"" + algorithm + "\"></" + element + ">";
    }
}
