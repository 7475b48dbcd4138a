package org.pestle.signature;

import java.io.IOException;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.pestle.signature.CertificateStatus.Status;
import org.pestle.signature.CertificateStatus.Word;
import org.pestle.signature.TrustedAuthorities.Signer;
import org.springframework.stereotype.Component;

/**
 * The checks of a signer's certificate, in the order of eps.md 7.5, whatever the form of the signature. What eps.md has
 * no text for (what a certificate is for, how long its key is) counts as not trusted, with a sentence that says why.
 */
@Component
class CertificateCheck {
    private static final int SMALLEST_CURVE = 256;
    private static final BigInteger SMALLEST_EXPONENT = BigInteger.valueOf(3);

    private final SignatureSettings settings;
    private final TrustStore trust;
    private final CertificateStatus status;
    private final Clock clock;

    CertificateCheck(SignatureSettings settings, TrustStore trust, CertificateStatus status, Clock clock) {
        this.settings = settings;
        this.trust = trust;
        this.status = status;
        this.clock = clock;
    }

    /**
     * What the checks found.
     *
     * @param reasons against the certificate, in their order; none if it holds
     * @param undetermined whether its revocation could not be found out
     * @param evidence SHA-256 of each revocation list or answer that was looked at
     */
    record Found(List<String> reasons, boolean undetermined, List<byte[]> evidence) {}

    /**
     * Reads the certificate of a signer and looks for its authority.
     *
     * @param certificate base64 of the DER form
     * @return empty if it is no certificate
     * @throws IOException if the trusted certificates cannot be read
     */
    Optional<Signer> signer(String certificate) throws IOException {
        return trust.authorities().signer(certificate);
    }

    /**
     * Checks a certificate.
     *
     * @param signedAt when it says it signed
     * @param isNew whether the signature came with this call: then the policy of new ones applies
     */
    Found check(Signer signer, Instant signedAt, boolean isNew) {
        List<String> reasons = new ArrayList<>();
        List<byte[]> evidence = new ArrayList<>();
        boolean undetermined = false;
        X509Certificate issuer = signer.issuer();
        if (issuer != null) {
            Status own = status.of(signer.certificate(), issuer, signedAt);
            Status issuers = status.ofAuthority(issuer, signedAt);
            addUnless(own.word() != Word.REVOKED, "Certificate is revoked", reasons);
            addUnless(issuers.word() != Word.REVOKED, "CA certificate is revoked", reasons);
            undetermined = own.word() == Word.UNKNOWN || issuers.word() == Word.UNKNOWN;
            addNew(own.evidence(), evidence);
            addNew(issuers.evidence(), evidence);
        }
        Instant now = clock.instant();
        boolean strong = !isNew || isStrong(signer);
        boolean trusted = signer.isTrustedAt(signedAt) && (!isNew || signer.isTrustedAt(now));
        addUnless(signer.isValidAt(signedAt), "Certificate expired when signed", reasons);
        addUnless(trusted && signer.isForSigning() && strong, "Certificate not trusted", reasons);
        addUnless(signer.isForSigning(), "Certificate is not for signing", reasons);
        addUnless(strong, "Key of the certificate is too short", reasons);
        addUnless(!isNew || signer.isValidAt(now), "Certificate is not valid when received", reasons);
        addUnless(!isNew || isRecent(signedAt, now), "Signing time is too long ago or in the future", reasons);
        return new Found(List.copyOf(reasons), undetermined, List.copyOf(evidence));
    }

    /** Whether nobody's revocation is unknown now. */
    boolean isCertain() {
        return status.isUpToDate();
    }

    private static void addUnless(boolean holds, String reason, List<String> reasons) {
        if (!holds) {
            reasons.add(reason);
        }
    }

    private static void addNew(List<byte[]> digests, List<byte[]> evidence) {
        for (byte[] digest : digests) {
            if (evidence.stream().noneMatch(known -> Arrays.equals(known, digest))) {
                evidence.add(digest);
            }
        }
    }

    private boolean isStrong(Signer signer) {
        return switch (signer.certificate().getPublicKey()) {
            case RSAPublicKey key ->
                key.getModulus().bitLength() >= settings.smallestKey()
                        && key.getPublicExponent().compareTo(SMALLEST_EXPONENT) >= 0
                        && key.getPublicExponent().testBit(0);
            case ECPublicKey key -> key.getParams().getOrder().bitLength() >= SMALLEST_CURVE;
            default -> false;
        };
    }

    private boolean isRecent(Instant signedAt, Instant now) {
        return !signedAt.isBefore(now.minus(settings.maxAge())) && !signedAt.isAfter(now.plus(settings.maxAhead()));
    }
}
