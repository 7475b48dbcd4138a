package org.pestle.signature;

/** The signing algorithms of the XML signature (eps.md 7.1). */
public enum SignatureAlgorithm {
    /** RSA with SHA-256, for everyone. */
    RS256,
    /** RSA with SHA-1, only for clients on the allow-list. */
    RS1
}
