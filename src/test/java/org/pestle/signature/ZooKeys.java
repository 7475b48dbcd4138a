package org.pestle.signature;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The keys of the certificate zoo: each is made once, when it is first needed. */
final class ZooKeys {
    private static final Map<String, KeyPair> MADE = new ConcurrentHashMap<>();

    private ZooKeys() {}

    static KeyPair authority() {
        return rsa("authority", 2048);
    }

    static KeyPair renewedAuthority() {
        return rsa("renewed authority", 2048);
    }

    static KeyPair lookalike() {
        return rsa("lookalike", 2048);
    }

    static KeyPair root() {
        return rsa("root", 2048);
    }

    static KeyPair signer() {
        return rsa("signer", 2048);
    }

    static KeyPair otherSigner() {
        return rsa("other signer", 2048);
    }

    /** An RSA key of so many bits. */
    static KeyPair rsa(int bits) {
        return bits == 2048 ? signer() : rsa("bits " + bits, bits);
    }

    static KeyPair curve() {
        return MADE.computeIfAbsent("curve", name -> {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
                generator.initialize(new ECGenParameterSpec("secp256r1"));
                return generator.generateKeyPair();
            } catch (GeneralSecurityException broken) {
                throw new IllegalStateException(broken);
            }
        });
    }

    static KeyPair of(String algorithm) {
        return MADE.computeIfAbsent(algorithm, name -> {
            try {
                return KeyPairGenerator.getInstance(name).generateKeyPair();
            } catch (GeneralSecurityException broken) {
                throw new IllegalStateException(broken);
            }
        });
    }

    private static KeyPair rsa(String who, int bits) {
        return MADE.computeIfAbsent(who, name -> {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(bits);
                return generator.generateKeyPair();
            } catch (GeneralSecurityException broken) {
                throw new IllegalStateException(broken);
            }
        });
    }
}
