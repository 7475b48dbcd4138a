package org.pestle.signature;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.CertificateEncodingException;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pestle.signature.CertificateStatus.Status;
import org.pestle.signature.SignatureVerdict.Invalid;
import org.pestle.signature.SignatureVerdict.Undetermined;
import org.pestle.signature.SignatureVerdict.Valid;
import org.pestle.signature.SignatureXml.NotASignature;
import org.pestle.signature.TrustedAuthorities.Signer;
import org.springframework.stereotype.Component;

/**
 * Checks the signature of a prescription, in the order of eps.md 7.5: what cannot be read ends the check at once, then
 * all reasons that apply are collected. What cannot be found out is undetermined, never valid.
 */
@Component
public class SignatureCheck {
    private final SignatureSettings settings;
    private final CertificateStatus status;
    private final Clock clock;
    private volatile @Nullable ReadAuthorities authorities;

    SignatureCheck(SignatureSettings settings, CertificateStatus status, Clock clock) {
        this.settings = settings;
        this.status = status;
        this.clock = clock;
    }

    private record ReadAuthorities(FileTime version, TrustedAuthorities authorities) {}

    /**
     * Checks the signature of a prescription that is new: the policy of today applies (algorithm, key length, how long
     * ago it may have been signed).
     *
     * @param content what the message says was signed
     * @param signature the XML signature
     * @param clientId the client that sends it
     */
    public SignatureVerdict check(SignedContent content, byte[] signature, String clientId) {
        return check(content, signature, new Policy(settings.allowsSha1(clientId), true));
    }

    /** Checks the signature of a prescription that was kept: everything but the policy of its creation. */
    public SignatureVerdict checkAgain(SignedContent content, byte[] signature) {
        return check(content, signature, new Policy(true, false));
    }

    private record Policy(boolean allowsSha1, boolean isNew) {}

    private SignatureVerdict check(SignedContent content, byte[] signature, Policy policy) {
        TrustedAuthorities trusted;
        try {
            trusted = authorities();
        } catch (IOException unreadable) {
            return new Undetermined("The trusted certificates cannot be read");
        }
        SignatureXml received;
        try {
            received = SignatureXml.read(signature);
        } catch (NotASignature broken) {
            return new Invalid(List.of(broken.reason()));
        }
        Optional<Signer> signer = trusted.signer(received.certificate());
        if (signer.isEmpty()) {
            return new Invalid(List.of("Invalid certificate"));
        }
        try {
            return new Checking(content, received, signer.get(), policy).verdict();
        } catch (GeneralSecurityException fault) {
            return new Invalid(List.of("Uncaught error during signature verification"));
        }
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

    /** The checks of one signature that could be read. */
    private final class Checking {
        private final SignedContent content;
        private final SignatureXml received;
        private final Signer signer;
        private final Policy policy;
        private final Instant signedAt;
        private final List<String> reasons = new ArrayList<>();
        private boolean undetermined;

        Checking(SignedContent content, SignatureXml received, Signer signer, Policy policy) {
            this.content = content;
            this.received = received;
            this.signer = signer;
            this.policy = policy;
            this.signedAt = content.signedAt();
        }

        SignatureVerdict verdict() throws GeneralSecurityException {
            byte[] text = SignedText.of(content);
            SignatureAlgorithm algorithm = algorithm();
            refuseUnless(isSignedByItsKey(algorithm), "Signature is invalid");
            refuseUnless(
                    MessageDigest.isEqual(SignedInfo.over(text, algorithm), received.signedInfo()),
                    "Signature doesn't match prescription");
            checkRevocation();
            refuseUnless(signer.isValidAt(signedAt), "Certificate expired when signed");
            refuseUnless(signer.isTrustedAt(signedAt), "Certificate not trusted");
            refuseUnless(signer.isForSigning(), "Certificate is not for signing");
            refuseUnless(isLongEnough(), "Key of the certificate is too short");
            refuseUnless(
                    algorithm == SignatureAlgorithm.RS256 || policy.allowsSha1(), "Signature algorithm is not allowed");
            refuseUnless(!policy.isNew() || isRecent(), "Signing time is too long ago or in the future");
            if (!reasons.isEmpty()) {
                return new Invalid(List.copyOf(reasons));
            }
            return undetermined ? new Undetermined("The revocation list cannot be read or is too old") : valid(text);
        }

        /** An algorithm that is not known counts as SHA-1, and then matches nothing. */
        private SignatureAlgorithm algorithm() {
            return received.signatureMethod().equals(SignedInfo.signatureMethod(SignatureAlgorithm.RS256))
                    ? SignatureAlgorithm.RS256
                    : SignatureAlgorithm.RS1;
        }

        private boolean isSignedByItsKey(SignatureAlgorithm algorithm) throws GeneralSecurityException {
            if (!(signer.certificate().getPublicKey() instanceof RSAPublicKey key)) {
                return false;
            }
            Signature check = Signature.getInstance(
                    switch (algorithm) {
                        case RS256 -> "SHA256withRSA";
                        case RS1 -> "SHA1withRSA";
                    });
            check.initVerify(key);
            check.update(received.signedInfo());
            try {
                return check.verify(received.value());
            } catch (SignatureException wrongLength) {
                return false;
            }
        }

        private void checkRevocation() {
            if (signer.issuer() == null) {
                return;
            }
            Status own = status.of(signer.certificate(), signer.issuer(), signedAt);
            refuseUnless(own != Status.REVOKED, "Certificate is revoked");
            undetermined = own == Status.UNKNOWN;
            if (status.knows(signer.issuer())) {
                Status issuers = status.of(signer.issuer(), signer.issuer(), signedAt);
                refuseUnless(issuers != Status.REVOKED, "CA certificate is revoked");
            }
        }

        private boolean isLongEnough() {
            return signer.certificate().getPublicKey() instanceof RSAPublicKey key
                    && key.getModulus().bitLength() >= settings.smallestKey();
        }

        private boolean isRecent() {
            Instant now = clock.instant();
            return !signedAt.isBefore(now.minus(settings.maxAge())) && !signedAt.isAfter(now.plus(settings.maxAhead()));
        }

        private void refuseUnless(boolean holds, String reason) {
            if (!holds) {
                reasons.add(reason);
            }
        }

        private Valid valid(byte[] text) throws CertificateEncodingException {
            List<byte[]> certificates = new ArrayList<>();
            certificates.add(signer.certificate().getEncoded());
            if (signer.issuer() != null) {
                certificates.add(signer.issuer().getEncoded());
            }
            return new Valid(
                    signer.certificate().getSubjectX500Principal().getName(),
                    signedAt,
                    SignedInfo.contentDigest(text),
                    List.copyOf(certificates));
        }
    }
}
