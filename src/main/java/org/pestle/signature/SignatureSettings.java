package org.pestle.signature;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a signature must be like to be believed.
 *
 * @param trustedCertificates PEM file of the authorities whose certificates sign prescriptions; without it nothing can
 *     be checked and nothing is kept
 * @param revocationLists CRL files of these authorities, PEM or DER; none: revocation is not checked
 * @param revocationGrace how long after its next update a list may still be used
 * @param sha1Clients clients that may still sign with SHA-1
 * @param smallestKey RSA key length, bits
 * @param maxAge how long before it arrives a new prescription may have been signed
 * @param maxAhead how far ahead of our clock it may have been signed
 */
@ConfigurationProperties("pestle.signature")
public record SignatureSettings(
        @Nullable Path trustedCertificates,
        @DefaultValue List<Path> revocationLists,
        @DefaultValue("PT12H") Duration revocationGrace,
        @DefaultValue Set<String> sha1Clients,
        @DefaultValue("2048") int smallestKey,
        @DefaultValue("PT72H") Duration maxAge,
        @DefaultValue("PT5M") Duration maxAhead) {

    /** Whether a client may still sign with SHA-1. */
    public boolean allowsSha1(String clientId) {
        return sha1Clients.contains(clientId);
    }
}
