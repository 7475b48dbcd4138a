package org.pestle.signature;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The authorities whose certificates sign prescriptions. A certificate's path is validated by PKIX once and remembered;
 * what depends on the time of signing, the validity of each certificate of the path, is compared every time.
 */
final class TrustedAuthorities {
    private static final int REMEMBERED = 10_000;
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int NON_REPUDIATION = 1;

    private final List<X509Certificate> authorities;
    private final Map<String, Signer> signers = new ConcurrentHashMap<>();

    TrustedAuthorities(List<X509Certificate> authorities) {
        this.authorities = List.copyOf(authorities);
    }

    /**
     * The certificate of a signer.
     *
     * @param issuer the trusted authority at the other end of its path, or null if there is no path
     */
    record Signer(X509Certificate certificate, @Nullable X509Certificate issuer) {
        /** Whether the time is strictly inside the certificate's validity. */
        boolean isValidAt(Instant time) {
            return inside(certificate, time);
        }

        /** Whether a trusted authority, itself valid at the time, issued it for signing. */
        boolean isTrustedAt(Instant time) {
            return issuer != null && inside(issuer, time);
        }

        /** Whether it is for signing: digital signatures or non-repudiation, or for anything. */
        boolean isForSigning() {
            boolean[] usage = certificate.getKeyUsage();
            return usage == null || usage[DIGITAL_SIGNATURE] || usage[NON_REPUDIATION];
        }

        /** Its path, each DER, leaf first: what is kept with what it signed. */
        List<byte[]> chain() throws CertificateEncodingException {
            return issuer == null
                    ? List.of(certificate.getEncoded())
                    : List.of(certificate.getEncoded(), issuer.getEncoded());
        }

        private static boolean inside(X509Certificate certificate, Instant time) {
            return time.isAfter(certificate.getNotBefore().toInstant())
                    && time.isBefore(certificate.getNotAfter().toInstant());
        }
    }

    /** All of them. */
    List<X509Certificate> all() {
        return authorities;
    }

    /**
     * The signer of that certificate.
     *
     * @param certificate base64 of the DER form
     * @return empty if it is no certificate
     */
    Optional<Signer> signer(String certificate) {
        Signer known = signers.get(certificate);
        if (known != null) {
            return Optional.of(known);
        }
        try {
            byte[] der = Base64.getDecoder().decode(certificate);
            ByteArrayInputStream in = new ByteArrayInputStream(der);
            X509Certificate parsed = (X509Certificate) PemFile.factory().generateCertificate(in);
            if (in.available() > 0) {
                return Optional.empty();
            }
            Signer signer = new Signer(parsed, issuer(parsed));
            if (signers.size() >= REMEMBERED) {
                signers.clear();
            }
            signers.put(certificate, signer);
            return Optional.of(signer);
        } catch (CertificateException | IllegalArgumentException broken) {
            return Optional.empty();
        }
    }

    private @Nullable X509Certificate issuer(X509Certificate certificate) {
        for (X509Certificate authority : authorities) {
            if (authority.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())
                    && leads(certificate, authority)) {
                return authority;
            }
        }
        return null;
    }

    /** Whether PKIX validates the path from the certificate to the authority on the first day that both were valid. */
    private static boolean leads(X509Certificate certificate, X509Certificate authority) {
        Instant issued = certificate.getNotBefore().toInstant();
        Instant established = authority.getNotBefore().toInstant();
        try {
            PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(authority, null)));
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(issued.isAfter(established) ? issued : established));
            CertPathValidator.getInstance("PKIX")
                    .validate(PemFile.factory().generateCertPath(List.of(certificate)), parameters);
            return authority.getBasicConstraints() >= 0;
        } catch (GeneralSecurityException notTrusted) {
            return false;
        }
    }
}
