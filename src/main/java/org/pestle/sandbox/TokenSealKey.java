package org.pestle.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/** The key that seals the sandbox's dispensing tokens. It is kept, so that a printed token outlives a restart. */
final class TokenSealKey {
    private TokenSealKey() {}

    /** Makes the key and writes it where only its owner can read it, if the file does not exist. */
    static void makeIn(Path file) {
        if (Files.exists(file)) {
            return;
        }
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair keys = generator.generateKeyPair();
            PrivateFile.write(file, pem("PRIVATE KEY", keys.getPrivate()) + pem("PUBLIC KEY", keys.getPublic()));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform knows the curve P-256", impossible);
        }
    }

    private static String pem(String label, Key key) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
        return "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(label, body, label);
    }
}
