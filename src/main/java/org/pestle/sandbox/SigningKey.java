package org.pestle.sandbox;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;

/** The key that signs tokens. It is kept, so that a token outlives a restart. */
final class SigningKey {
    private static final int BITS = 2048;

    private SigningKey() {}

    /** Reads the key, or makes it and writes it where only its owner can read it. */
    static JWKSet keptIn(Path file) {
        try {
            if (!Files.exists(file)) {
                RSAKey key = new RSAKeyGenerator(BITS)
                        .keyUse(KeyUse.SIGNATURE)
                        .algorithm(JWSAlgorithm.RS256)
                        .keyIDFromThumbprint(true)
                        .generate();
                PrivateFile.write(file, key.toJSONString());
            }
            return new JWKSet(RSAKey.parse(Files.readString(file)));
        } catch (JOSEException | ParseException unusable) {
            throw new IllegalStateException(
                    "the key in " + file + " cannot be used; delete it to get a new one", unusable);
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot read " + file, broken);
        }
    }
}
