package org.pestle.signature;

import java.net.URI;
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
 * @param rootCertificates PEM file of those above these authorities, whose lists say whether an authority itself is
 *     revoked; where it has the issuer of an authority, that issuer's list must be in hand
 * @param certificatePolicies object identifiers, one of which a signer's certificate must carry; none: any
 * @param revocationLists revocation lists of all of them: files, PEM or DER, and http(s) addresses
 * @param ocspResponder address that is asked about signers' certificates, or null
 * @param revocationRefresh how often lists are fetched and answers asked for
 * @param revocationGrace how long after its next update a list may still be used; how old an OCSP answer may be
 * @param sha1Clients clients that may still sign with SHA-1
 * @param smallestKey RSA key length, bits, for new signatures
 * @param maxAge how long before it arrives a new prescription may have been signed
 * @param maxAhead how far ahead of our clock it may have been signed
 */
@ConfigurationProperties("pestle.signature")
public record SignatureSettings(
        @Nullable Path trustedCertificates,
        @Nullable Path rootCertificates,
        @DefaultValue Set<String> certificatePolicies,
        @DefaultValue List<String> revocationLists,
        @Nullable URI ocspResponder,
        @DefaultValue("PT15M") Duration revocationRefresh,
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
