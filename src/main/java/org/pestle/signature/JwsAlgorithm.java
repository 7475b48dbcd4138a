package org.pestle.signature;

import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The algorithms of a JWS that are accepted (RFC 7518, eps.md 7.7), the first for a key being the one proposed. */
enum JwsAlgorithm {
    /** What signing services for XML signatures make of the same bytes. */
    RS256("SHA256withRSA"),
    PS256("RSASSA-PSS"),
    /** On the curve P-256; the value is R and S, 32 bytes each. */
    ES256("SHA256withECDSAinP1363Format");

    private static final PSSParameterSpec PSS =
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1);
    private static final ECParameterSpec P256 = p256();

    private final String standardName;

    JwsAlgorithm(String standardName) {
        this.standardName = standardName;
    }

    /** The algorithm of that name; empty for any other, whatever its case. */
    static Optional<JwsAlgorithm> of(String name) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.name().equals(name))
                .findFirst();
    }

    /** The algorithms that a key can sign with, the one to propose first; none for a key of another kind. */
    static List<JwsAlgorithm> forKey(PublicKey key) {
        return Arrays.stream(values()).filter(algorithm -> algorithm.isFor(key)).toList();
    }

    private static ECParameterSpec p256() {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec("secp256r1"));
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has P-256", impossible);
        }
    }

    private boolean isFor(PublicKey key) {
        return switch (this) {
            case RS256, PS256 -> key instanceof RSAPublicKey;
            case ES256 ->
                key instanceof ECPublicKey curve
                        && curve.getParams().getCurve().equals(P256.getCurve())
                        && curve.getParams().getGenerator().equals(P256.getGenerator());
        };
    }

    /** Whether the key made that value over these bytes; false for a key of another kind. */
    boolean verifies(PublicKey key, byte[] signed, byte[] value) throws GeneralSecurityException {
        if (!isFor(key)) {
            return false;
        }
        Signature check = Signature.getInstance(standardName);
        if (this == PS256) {
            check.setParameter(PSS);
        }
        check.initVerify(key);
        check.update(signed);
        try {
            return check.verify(value);
        } catch (SignatureException wrongLength) {
            return false;
        }
    }
}
