package org.pestle.signature;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.CertificateEncodingException;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    private final CertificateCheck certificates;
    private final JwsCheck natives;

    SignatureCheck(SignatureSettings settings, CertificateCheck certificates, JwsCheck natives) {
        this.settings = settings;
        this.certificates = certificates;
        this.natives = natives;
    }

    /**
     * Checks the signature of a prescription that is new: the policy of today applies (algorithm, key length, how long
     * ago it may have been signed).
     *
     * @param content what the message says was signed
     * @param signatures one of each format at most; all must hold
     * @param clientId the client that sends it
     */
    public SignatureVerdict check(SignedContent content, List<ReceivedSignature> signatures, String clientId) {
        return checkAll(content, signatures, new Policy(settings.allowsSha1(clientId), true));
    }

    /** Checks the signatures of a prescription that was kept: everything but the policy of its creation. */
    public SignatureVerdict checkAgain(SignedContent content, List<ReceivedSignature> signatures) {
        return checkAll(content, signatures, new Policy(true, false));
    }

    private SignatureVerdict checkAll(SignedContent content, List<ReceivedSignature> signatures, Policy policy) {
        return SignatureVerdict.together(signatures.stream()
                .map(signature -> switch (signature.format()) {
                    case XMLDSIG -> check(content, signature.data(), policy);
                    case JWS -> natives.check(content, signature.data(), policy.isNew());
                })
                .toList());
    }

    /** Whether it is certain that every signature can be checked now: nobody's revocation is unknown. */
    public boolean isCertain() {
        return certificates.isCertain();
    }

    private record Policy(boolean allowsSha1, boolean isNew) {}

    private SignatureVerdict check(SignedContent content, byte[] signature, Policy policy) {
        SignatureXml received;
        try {
            received = SignatureXml.read(signature);
        } catch (NotASignature broken) {
            return new Invalid(List.of(broken.reason()));
        }
        Optional<Signer> signer;
        try {
            signer = certificates.signer(received.certificate());
        } catch (IOException unreadable) {
            return new Undetermined("The trusted certificates cannot be read");
        }
        if (signer.isEmpty()) {
            return new Invalid(List.of("Invalid certificate"));
        }
        try {
            return new Checking(content, received, signer.get(), policy).verdict();
        } catch (GeneralSecurityException fault) {
            return new Invalid(List.of("Uncaught error during signature verification"));
        }
    }

    /** The checks of one signature that could be read. */
    private final class Checking {
        private final SignedContent content;
        private final SignatureXml received;
        private final Signer signer;
        private final Policy policy;
        private final List<String> reasons = new ArrayList<>();

        Checking(SignedContent content, SignatureXml received, Signer signer, Policy policy) {
            this.content = content;
            this.received = received;
            this.signer = signer;
            this.policy = policy;
        }

        SignatureVerdict verdict() throws GeneralSecurityException {
            byte[] text = SignedText.of(content);
            SignatureAlgorithm algorithm = algorithm();
            refuseUnless(isSignedByItsKey(algorithm), "Signature is invalid");
            refuseUnless(
                    MessageDigest.isEqual(SignedInfo.over(text, algorithm), received.signedInfo()),
                    "Signature doesn't match prescription");
            CertificateCheck.Found certificate = certificates.check(signer, content.signedAt(), policy.isNew());
            reasons.addAll(certificate.reasons());
            refuseUnless(
                    algorithm == SignatureAlgorithm.RS256 || policy.allowsSha1(), "Signature algorithm is not allowed");
            if (!reasons.isEmpty()) {
                return new Invalid(List.copyOf(reasons));
            }
            return certificate.undetermined()
                    ? new Undetermined("The revocation list cannot be read or is too old")
                    : valid(text, certificate.evidence());
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

        private void refuseUnless(boolean holds, String reason) {
            if (!holds) {
                reasons.add(reason);
            }
        }

        private Valid valid(byte[] text, List<byte[]> evidence) throws CertificateEncodingException {
            return new Valid(
                    signer.certificate().getSubjectX500Principal().getName(),
                    content.signedAt(),
                    SignedInfo.contentDigest(text),
                    signer.chain(),
                    evidence);
        }
    }
}
