package org.pestle.signature;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pestle.signature.SignatureVerdict.Invalid;
import org.pestle.signature.SignatureVerdict.Undetermined;
import org.pestle.signature.SignatureVerdict.Valid;
import org.pestle.signature.SignatureXml.NotASignature;
import org.pestle.signature.TrustedAuthorities.Signer;
import org.springframework.stereotype.Component;

/** Checks the JWS of a prescription: the same outcomes in the same order as of an XML signature (eps.md 7.5, 7.7). */
@Component
class JwsCheck {
    private final CertificateCheck certificates;

    JwsCheck(CertificateCheck certificates) {
        this.certificates = certificates;
    }

    /**
     * Checks a signature.
     *
     * @param isNew whether it came with this call: then the policy of new ones applies
     */
    SignatureVerdict check(SignedContent content, byte[] signature, boolean isNew) {
        JwsSignature received;
        try {
            received = JwsSignature.read(signature);
        } catch (NotASignature broken) {
            return new Invalid(List.of(broken.reason()));
        }
        Optional<Signer> signer;
        try {
            // Only the leaf is looked at: what is to be trusted is not told by the message.
            signer = certificates.signer(received.certificates().getFirst());
        } catch (IOException unreadable) {
            return new Undetermined("The trusted certificates cannot be read");
        }
        if (signer.isEmpty()) {
            return new Invalid(List.of("Invalid certificate"));
        }
        try {
            return check(content, received, signer.get(), isNew);
        } catch (GeneralSecurityException fault) {
            return new Invalid(List.of("Uncaught error during signature verification"));
        }
    }

    /**
     * A detached JWS has no digest of its own that could be compared apart: where the value does not fit the rebuilt
     * content, either may have been changed, and both are said.
     */
    private SignatureVerdict check(SignedContent content, JwsSignature received, Signer signer, boolean isNew)
            throws GeneralSecurityException {
        List<String> reasons = new ArrayList<>();
        byte[] signed = JwsSignature.signingInput(received.header(), SignedJson.of(content));
        if (!received.algorithm().verifies(signer.certificate().getPublicKey(), signed, received.value())) {
            reasons.add("Signature is invalid");
            reasons.add("Signature doesn't match prescription");
        } else if (!received.signedAt().equals(content.signedAt())) {
            reasons.add("Signature doesn't match prescription");
        }
        CertificateCheck.Found certificate = certificates.check(signer, content.signedAt(), isNew);
        reasons.addAll(certificate.reasons());
        if (!reasons.isEmpty()) {
            return new Invalid(List.copyOf(reasons));
        }
        if (certificate.undetermined()) {
            return new Undetermined("The revocation list cannot be read or is too old");
        }
        return new Valid(
                signer.certificate().getSubjectX500Principal().getName(),
                content.signedAt(),
                SignedInfo.contentDigest(SignedText.of(content)),
                signer.chain(),
                certificate.evidence());
    }
}
