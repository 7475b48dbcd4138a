package org.pestle.dispensing;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of dispensing.
 *
 * @param tokenKeys PEM files, each with a private key on the curve P-256 (PKCS #8) and its public key; the first seals
 *     dispensing tokens, all are published, so that a token outlives the change of a key
 */
@ConfigurationProperties("pestle.dispensing")
record DispensingSettings(@Nullable List<Path> tokenKeys) {
    /** Copies the list. */
    DispensingSettings {
        tokenKeys = tokenKeys == null ? List.of() : List.copyOf(tokenKeys);
    }

    List<Path> keyFiles() {
        return tokenKeys == null ? List.of() : tokenKeys;
    }
}
