package org.pestle.signature;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.NameConstraintValidatorException;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PKIXNameConstraintValidator;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.jspecify.annotations.Nullable;

/**
 * The authorities whose certificates sign prescriptions. A certificate's path is validated by PKIX once and remembered;
 * what depends on the time of signing, the validity of each certificate of the path, is compared every time.
 */
final class TrustedAuthorities {
    private static final int REMEMBERED = 10_000;
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int NON_REPUDIATION = 1;
    private static final int CERTIFICATE_SIGNING = 5;
    private static final Set<String> FOR_OTHERS = Set.of(
            KeyPurposeId.id_kp_serverAuth.getId(),
            KeyPurposeId.id_kp_codeSigning.getId(),
            KeyPurposeId.id_kp_timeStamping.getId(),
            KeyPurposeId.id_kp_OCSPSigning.getId());

    private final List<X509Certificate> authorities;
    private final Set<String> policies;
    private final Map<String, Signer> signers = new ConcurrentHashMap<>();

    /**
     * These authorities.
     *
     * @param policies object identifiers, one of which a signer's certificate must carry; none: any
     */
    TrustedAuthorities(List<X509Certificate> authorities, Set<String> policies) {
        this.authorities = List.copyOf(authorities);
        this.policies = Set.copyOf(policies);
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

        /**
         * Whether it is for signing: its key usage, where it has one, has digital signature or non-repudiation, and it
         * is no authority's and not only for servers, code, time stamps or OCSP answers.
         */
        boolean isForSigning() {
            boolean[] usage = certificate.getKeyUsage();
            boolean signs = usage == null || usage[DIGITAL_SIGNATURE] || usage[NON_REPUDIATION];
            return signs && certificate.getBasicConstraints() < 0 && !isOnlyForOthers();
        }

        private boolean isOnlyForOthers() {
            try {
                List<String> uses = certificate.getExtendedKeyUsage();
                return uses != null && FOR_OTHERS.containsAll(uses);
            } catch (CertificateParsingException unreadable) {
                return true;
            }
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
    private boolean leads(X509Certificate certificate, X509Certificate authority) {
        if (!isAuthority(authority) || !mayName(certificate, authority)) {
            return false;
        }
        Instant issued = certificate.getNotBefore().toInstant();
        Instant established = authority.getNotBefore().toInstant();
        try {
            PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(authority, null)));
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(issued.isAfter(established) ? issued : established));
            if (!policies.isEmpty()) {
                parameters.setInitialPolicies(policies);
                parameters.setExplicitPolicyRequired(true);
            }
            CertPathValidator.getInstance("PKIX")
                    .validate(PemFile.factory().generateCertPath(List.of(certificate)), parameters);
            return true;
        } catch (GeneralSecurityException | IllegalArgumentException notTrusted) {
            return false;
        }
    }

    /** Whether that certificate may issue others: PKIX itself does not ask this of the one that is trusted. */
    private static boolean isAuthority(X509Certificate certificate) {
        boolean[] usage = certificate.getKeyUsage();
        return certificate.getBasicConstraints() >= 0 && (usage == null || usage[CERTIFICATE_SIGNING]);
    }

    /** Whether the authority may issue for these names: the platform's PKIX does not ask this of the one trusted. */
    private static boolean mayName(X509Certificate certificate, X509Certificate authority) {
        try {
            Extension extension = new JcaX509CertificateHolder(authority).getExtension(Extension.nameConstraints);
            if (extension == null) {
                return true;
            }
            NameConstraints constraints = NameConstraints.getInstance(extension.getParsedValue());
            PKIXNameConstraintValidator names = new PKIXNameConstraintValidator();
            if (constraints.getPermittedSubtrees() != null) {
                names.intersectPermittedSubtree(constraints.getPermittedSubtrees());
            }
            if (constraints.getExcludedSubtrees() != null) {
                for (GeneralSubtree excluded : constraints.getExcludedSubtrees()) {
                    names.addExcludedSubtree(excluded);
                }
            }
            for (GeneralName name : namesOf(new JcaX509CertificateHolder(certificate))) {
                names.checkPermitted(name);
                names.checkExcluded(name);
            }
            return true;
        } catch (NameConstraintValidatorException | CertificateException | IllegalArgumentException notFor) {
            return false;
        }
    }

    private static List<GeneralName> namesOf(X509CertificateHolder certificate) {
        List<GeneralName> names = new ArrayList<>(List.of(new GeneralName(certificate.getSubject())));
        GeneralNames others =
                GeneralNames.fromExtensions(certificate.getExtensions(), Extension.subjectAlternativeName);
        if (others != null) {
            names.addAll(List.of(others.getNames()));
        }
        return names;
    }
}
