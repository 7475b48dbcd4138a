package org.pestle.dispensing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pestle.prescription.Issue;
import org.pestle.prescription.PrescriptionRecord;
import org.pestle.values.NhsDates;
import org.springframework.stereotype.Component;

/**
 * The service's seal on a dispensing token: a JWS (RFC 7515, ES256, compact form) over what the token says of the
 * prescription, which anyone with the published key can check without a connection. It names no person and no medicine.
 */
@Component
public class TokenSeal {
    private static final JOSEObjectType TYPE = new JOSEObjectType("prescription-token+jwt");
    private static final int KEY_ID_LENGTH = 11;

    private final List<ECKey> keys;

    TokenSeal(DispensingSettings settings) {
        this.keys = settings.keyFiles().stream().map(TokenSeal::read).toList();
        if (keys.isEmpty()) {
            throw new IllegalStateException("pestle.dispensing.token-keys names no key to seal dispensing tokens with");
        }
    }

    /**
     * Seals the token of an issue as it stands.
     *
     * @param printedAt the time up to which the status is known
     * @return id, issue, status, number of items; void from the day after the last day of validity on
     */
    String seal(PrescriptionRecord prescription, Issue issue, Instant printedAt) {
        ECKey key = keys.getFirst();
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("sub", prescription.id().value());
        content.put("issue", issue.number());
        content.put("issues", prescription.issues().size());
        content.put("status", issue.status().code());
        content.put("items", issue.items().size());
        content.put("iat", printedAt.getEpochSecond());
        content.put("exp", NhsDates.startOf(issue.expiresOn().plusDays(1)).getEpochSecond());
        JWSObject seal = new JWSObject(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .keyID(key.getKeyID())
                        .type(TYPE)
                        .build(),
                new Payload(content));
        try {
            seal.sign(new ECDSASigner(key));
        } catch (JOSEException impossible) {
            throw new IllegalStateException("the key was good when it was read", impossible);
        }
        return seal.serialize();
    }

    /** The keys with which seals are checked, as a JSON Web Key Set (RFC 7517); no private part. */
    public Map<String, Object> publicKeys() {
        return new JWKSet(List.copyOf(keys)).toJSONObject(true);
    }

    private static ECKey read(Path file) {
        try {
            String pem = Files.readString(file);
            KeyFactory factory = KeyFactory.getInstance("EC");
            ECPublicKey publicKey =
                    (ECPublicKey) factory.generatePublic(new X509EncodedKeySpec(block(pem, "PUBLIC KEY")));
            ECPrivateKey privateKey =
                    (ECPrivateKey) factory.generatePrivate(new PKCS8EncodedKeySpec(block(pem, "PRIVATE KEY")));
            ECKey key = new ECKey.Builder(Curve.P_256, publicKey)
                    .privateKey(privateKey)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .build();
            String name = key.computeThumbprint().toString().substring(0, KEY_ID_LENGTH); // short: a QR code is small
            return new ECKey.Builder(key).keyID(name).build();
        } catch (IOException | GeneralSecurityException | JOSEException | IllegalArgumentException unusable) {
            throw new IllegalStateException("the key for dispensing tokens in " + file + " cannot be used", unusable);
        }
    }

    private static byte[] block(String pem, String label) {
        Matcher block = Pattern.compile("-----BEGIN " + label + "-----([^-]+)-----END " + label + "-----")
                .matcher(pem);
        if (!block.find()) {
            throw new IllegalArgumentException("the file has no " + label);
        }
        return Base64.getMimeDecoder().decode(block.group(1));
    }
}
