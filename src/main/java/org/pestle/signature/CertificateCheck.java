package org.pestle.signature;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pestle.signature.CertificateStatus.Status;
import org.pestle.signature.TrustedAuthorities.Signer;
import org.springframework.stereotype.Component;

/**
 * The checks of a signer's certificate, in the order of eps.md 7.5, whatever the form of the signature. What eps.md has
 * no text for (what a certificate is for, how long its key is) counts as not trusted, with a sentence that says why.
 */
@Component
class CertificateCheck {
    private static final int SMALLEST_CURVE = 256;

    private final SignatureSettings settings;
    private final CertificateStatus status;
    private final Clock clock;
    private volatile @Nullable ReadAuthorities authorities;

    CertificateCheck(SignatureSettings settings, CertificateStatus status, Clock clock) {
        this.settings = settings;
        this.status = status;
        this.clock = clock;
    }

    private record ReadAuthorities(FileTime version, TrustedAuthorities authorities) {}

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
        return authorities().signer(certificate);
    }

    /**
     * Checks a certificate.
     *
     * @param signedAt when it says it signed
     * @param isNew whether the signature came with this call: then the policy of new ones applies
     */
    Found check(Signer signer, Instant signedAt, boolean isNew) {
        List<String> reasons = new ArrayList<>();
        boolean undetermined = false;
        if (signer.issuer() != null) {
            Status own = status.of(signer.certificate(), signer.issuer(), signedAt);
            undetermined = own == Status.UNKNOWN;
            addUnless(own != Status.REVOKED, "Certificate is revoked", reasons);
            if (status.knows(signer.issuer())) {
                Status issuers = status.of(signer.issuer(), signer.issuer(), signedAt);
                addUnless(issuers != Status.REVOKED, "CA certificate is revoked", reasons);
            }
        }
        Instant now = clock.instant();
        boolean longEnough = !isNew || isLongEnough(signer);
        boolean trusted = signer.isTrustedAt(signedAt) && (!isNew || signer.isTrustedAt(now));
        addUnless(signer.isValidAt(signedAt), "Certificate expired when signed", reasons);
        addUnless(trusted && signer.isForSigning() && longEnough, "Certificate not trusted", reasons);
        addUnless(signer.isForSigning(), "Certificate is not for signing", reasons);
        addUnless(longEnough, "Key of the certificate is too short", reasons);
        addUnless(!isNew || signer.isValidAt(now), "Certificate is not valid when received", reasons);
        addUnless(!isNew || isRecent(signedAt), "Signing time is too long ago or in the future", reasons);
        return new Found(List.copyOf(reasons), undetermined, List.of());
    }

    private static void addUnless(boolean holds, String reason, List<String> reasons) {
        if (!holds) {
            reasons.add(reason);
        }
    }

    private boolean isLongEnough(Signer signer) {
        return switch (signer.certificate().getPublicKey()) {
            case RSAPublicKey key -> key.getModulus().bitLength() >= settings.smallestKey();
            case ECPublicKey key -> key.getParams().getOrder().bitLength() >= SMALLEST_CURVE;
            default -> false;
        };
    }

    private boolean isRecent(Instant signedAt) {
        Instant now = clock.instant();
        return !signedAt.isBefore(now.minus(settings.maxAge())) && !signedAt.isAfter(now.plus(settings.maxAhead()));
    }

    /** The authorities, read again when the file has changed. */
    private TrustedAuthorities authorities() throws IOException {
        Path file = settings.trustedCertificates();
        if (file == null) {
            throw new IOException("no trusted certificates are configured");
        }
        FileTime version = PemFile.version(file);
        ReadAuthorities known = authorities;
        if (known == null || !known.version().equals(version)) {
            known = new ReadAuthorities(version, new TrustedAuthorities(PemFile.certificates(file)));
            authorities = known;
        }
        return known.authorities();
    }
}
