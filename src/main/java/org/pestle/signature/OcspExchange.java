package org.pestle.signature;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CRLReason;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.bouncycastle.cert.ocsp.jcajce.JcaCertificateID;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.jspecify.annotations.Nullable;
import org.pestle.signature.RevocationList.NotUsable;

/** The question about one certificate to an OCSP responder, and what its answer says (RFC 6960). */
final class OcspExchange {
    private static final String OCSP_SIGNING = "1.3.6.1.5.5.7.3.9";
    private static final Duration CLOCKS_DIFFER_BY = Duration.ofMinutes(5);

    private final X509Certificate issuer;
    private final CertificateID id;

    OcspExchange(X509Certificate certificate, X509Certificate issuer) throws NotUsable {
        this.issuer = issuer;
        try {
            this.id = new JcaCertificateID(
                    new JcaDigestCalculatorProviderBuilder().build().get(CertificateID.HASH_SHA1),
                    issuer,
                    certificate.getSerialNumber());
        } catch (OCSPException | OperatorCreationException | GeneralSecurityException impossible) {
            throw new NotUsable("the certificate cannot be named");
        }
    }

    /** What a responder said. */
    record Said(
            Instant thisUpdate,
            Instant nextUpdate,
            @Nullable Revocation revocation) {}

    /** The question, DER. */
    byte[] question() throws NotUsable, IOException {
        try {
            return new OCSPReqBuilder().addRequest(id).build().getEncoded();
        } catch (OCSPException impossible) {
            throw new NotUsable("the question cannot be written");
        }
    }

    /** What an answer says, if the issuer or someone it charged with that signed it. */
    Said read(byte[] content, Instant now) throws NotUsable {
        try {
            OCSPResp response = new OCSPResp(content);
            if (response.getStatus() != OCSPResp.SUCCESSFUL
                    || !(response.getResponseObject() instanceof BasicOCSPResp basic)) {
                throw new NotUsable("it is no answer");
            }
            if (!isSigned(basic, now)) {
                throw new NotUsable("neither the authority nor its responder signed it");
            }
            for (SingleResp single : basic.getResponses()) {
                if (single.getCertID().matchesIssuer(new X509CertificateHolder(issuer.getEncoded()), digests())
                        && single.getCertID().getSerialNumber().equals(id.getSerialNumber())) {
                    return said(single, now);
                }
            }
            throw new NotUsable("it is about another certificate");
        } catch (IOException
                | OCSPException
                | GeneralSecurityException
                | OperatorCreationException
                | RuntimeException broken) {
            throw new NotUsable("it cannot be read");
        }
    }

    private static DigestCalculatorProvider digests() throws OperatorCreationException {
        return new JcaDigestCalculatorProviderBuilder().build();
    }

    private static Said said(SingleResp single, Instant now) throws NotUsable {
        Instant thisUpdate = single.getThisUpdate().toInstant();
        if (thisUpdate.isAfter(now.plus(CLOCKS_DIFFER_BY))) {
            throw new NotUsable("it is dated in the future");
        }
        Date next = single.getNextUpdate();
        Instant nextUpdate = next == null ? thisUpdate : next.toInstant();
        return switch (single.getCertStatus()) {
            case null -> new Said(thisUpdate, nextUpdate, null);
            case RevokedStatus revoked ->
                new Said(
                        thisUpdate,
                        nextUpdate,
                        new Revocation(
                                revoked.getRevocationTime().toInstant(),
                                revoked.hasRevocationReason()
                                        ? reason(revoked.getRevocationReason())
                                        : CRLReason.UNSPECIFIED));
            default -> throw new NotUsable("the responder does not know the certificate");
        };
    }

    /** Only those reasons are told apart that matter for a signature. */
    private static CRLReason reason(int code) {
        return switch (code) {
            case 1 -> CRLReason.KEY_COMPROMISE;
            case 2 -> CRLReason.CA_COMPROMISE;
            case 8 -> CRLReason.REMOVE_FROM_CRL;
            case 10 -> CRLReason.AA_COMPROMISE;
            default -> CRLReason.UNSPECIFIED;
        };
    }

    private boolean isSigned(BasicOCSPResp basic, Instant now)
            throws OCSPException, OperatorCreationException, GeneralSecurityException {
        if (isSignedBy(basic, issuer)) {
            return true;
        }
        for (X509CertificateHolder holder : basic.getCerts()) {
            X509Certificate responder = new JcaX509CertificateConverter().getCertificate(holder);
            if (isCharged(responder, now) && isSignedBy(basic, responder)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSignedBy(BasicOCSPResp basic, X509Certificate signer)
            throws OCSPException, OperatorCreationException {
        return basic.isSignatureValid(new JcaContentVerifierProviderBuilder().build(signer.getPublicKey()));
    }

    /** Whether the issuer itself charged it with answering, and it is valid now. */
    private boolean isCharged(X509Certificate responder, Instant now) {
        try {
            responder.verify(issuer.getPublicKey());
            responder.checkValidity(Date.from(now));
            List<String> uses = responder.getExtendedKeyUsage();
            return responder.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())
                    && uses != null
                    && uses.contains(OCSP_SIGNING);
        } catch (GeneralSecurityException notCharged) {
            return false;
        }
    }
}
