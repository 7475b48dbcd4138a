package org.pestle.signature;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CRLException;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.jspecify.annotations.Nullable;

/**
 * A revocation list that may be used: whole, of one authority, with a time of the next update. Delta lists, indirect
 * lists, lists of some reasons only and lists that say what is not understood are refused when they are read.
 *
 * @param crl the list
 * @param der its bytes
 * @param number its number, or null where the authority gives none
 * @param scope the part of the authority's certificates that it speaks for, or null for all
 */
record RevocationList(
        X509CRL crl,
        byte[] der,
        @Nullable BigInteger number,
        @Nullable IssuingDistributionPoint scope) {
    private static final Set<String> UNDERSTOOD = Set.of(
            Extension.issuingDistributionPoint.getId(),
            Extension.cRLNumber.getId(),
            Extension.authorityKeyIdentifier.getId());
    private static final Set<String> UNDERSTOOD_OF_ENTRIES =
            Set.of(Extension.reasonCode.getId(), Extension.invalidityDate.getId());
    private static final int CRL_SIGN = 6;
    private static final byte SEQUENCE = 0x30;

    /** Something that is no list, or none that may be used; the message says why. */
    static final class NotUsable extends Exception {
        private static final long serialVersionUID = 1L;

        NotUsable(String reason) {
            super(reason, null, false, false);
        }
    }

    /** Reads a list, DER or PEM. */
    static RevocationList read(byte[] content) throws NotUsable {
        try {
            X509CRL crl = (X509CRL) PemFile.factory().generateCRL(new ByteArrayInputStream(content));
            byte[] der = crl.getEncoded();
            if (content[0] == SEQUENCE && content.length > der.length) {
                throw new NotUsable("something follows it");
            }
            X509CRLHolder holder = new X509CRLHolder(der);
            Extension number = holder.getExtension(Extension.cRLNumber);
            Extension scope = holder.getExtension(Extension.issuingDistributionPoint);
            RevocationList list = new RevocationList(
                    crl,
                    der,
                    number == null
                            ? null
                            : ASN1Integer.getInstance(number.getParsedValue()).getValue(),
                    scope == null ? null : IssuingDistributionPoint.getInstance(scope.getParsedValue()));
            list.requireUsable();
            return list;
        } catch (CRLException | IOException | RuntimeException broken) {
            throw new NotUsable("it cannot be read");
        }
    }

    private void requireUsable() throws NotUsable {
        if (crl.getNextUpdate() == null || nextUpdate().isBefore(thisUpdate())) {
            throw new NotUsable("it has no time of its next update");
        }
        if (crl.getExtensionValue(Extension.deltaCRLIndicator.getId()) != null) {
            throw new NotUsable("it is a delta list");
        }
        if (!isUnderstood(crl.getCriticalExtensionOIDs(), UNDERSTOOD)) {
            throw new NotUsable("it has a critical extension that is not understood");
        }
        if (scope != null
                && (scope.isIndirectCRL()
                        || scope.onlyContainsAttributeCerts()
                        || scope.getOnlySomeReasons() != null)) {
            throw new NotUsable("it does not speak for all reasons, or for other authorities too");
        }
        Set<? extends X509CRLEntry> entries = crl.getRevokedCertificates();
        if (entries != null) {
            for (X509CRLEntry entry : entries) {
                if (!isUnderstood(entry.getCriticalExtensionOIDs(), UNDERSTOOD_OF_ENTRIES)) {
                    throw new NotUsable("it has an entry that is not understood");
                }
            }
        }
    }

    private static boolean isUnderstood(@Nullable Set<String> critical, Set<String> understood) {
        return critical == null || understood.containsAll(critical);
    }

    /** Whether the authority of that certificate signed it, and may sign lists. */
    boolean isSignedBy(X509Certificate authority) {
        boolean[] usage = authority.getKeyUsage();
        return crl.getIssuerX500Principal().equals(authority.getSubjectX500Principal())
                && (usage == null || usage[CRL_SIGN])
                && isSignedWith(authority.getPublicKey());
    }

    private boolean isSignedWith(PublicKey key) {
        try {
            if (crl.getSigAlgName().startsWith("MD")) {
                return false;
            }
            crl.verify(key);
            return true;
        } catch (GeneralSecurityException notTheirs) {
            return false;
        }
    }

    /** Whether it says something about a certificate, be it that it is not on the list. */
    boolean speaksFor(X509Certificate certificate) {
        if (!crl.getIssuerX500Principal().equals(certificate.getIssuerX500Principal())) {
            return false;
        }
        if (scope == null) {
            return true;
        }
        boolean authority = certificate.getBasicConstraints() >= 0;
        return !(authority && scope.onlyContainsUserCerts())
                && !(!authority && scope.onlyContainsCACerts())
                && (scope.getDistributionPoint() == null || isAtPointOf(certificate, scope.getDistributionPoint()));
    }

    private static boolean isAtPointOf(X509Certificate certificate, DistributionPointName point) {
        try {
            CRLDistPoint points = CRLDistPoint.fromExtensions(new JcaX509CertificateHolder(certificate)
                    .toASN1Structure()
                    .getTBSCertificate()
                    .getExtensions());
            return points != null
                    && Arrays.stream(points.getDistributionPoints())
                            .map(DistributionPoint::getDistributionPoint)
                            .anyMatch(name -> name != null && haveNameInCommon(name, point));
        } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
            return false;
        }
    }

    private static boolean haveNameInCommon(DistributionPointName one, DistributionPointName other) {
        if (one.getType() != DistributionPointName.FULL_NAME || other.getType() != DistributionPointName.FULL_NAME) {
            return one.equals(other);
        }
        var names = Arrays.asList(GeneralNames.getInstance(one.getName()).getNames());
        return Arrays.stream(GeneralNames.getInstance(other.getName()).getNames())
                .anyMatch(names::contains);
    }

    /** What it says of a certificate, or null if it is not listed. */
    @Nullable
    Revocation entry(X509Certificate certificate) {
        X509CRLEntry entry = crl.getRevokedCertificate(certificate);
        return entry == null
                ? null
                : new Revocation(entry.getRevocationDate().toInstant(), entry.getRevocationReason());
    }

    /** Whether it was made after another one: by their numbers, or else by their dates. */
    boolean isNewerThan(RevocationList other) {
        if (number != null && other.number != null && !number.equals(other.number)) {
            return number.compareTo(other.number) > 0;
        }
        return thisUpdate().isAfter(other.thisUpdate());
    }

    Instant thisUpdate() {
        return crl.getThisUpdate().toInstant();
    }

    Instant nextUpdate() {
        return crl.getNextUpdate().toInstant();
    }

    /** SHA-256 of its bytes. */
    byte[] digest() {
        return SignedInfo.contentDigest(der);
    }

    /** The part of the authority's certificates, as text that two lists of the same part share. */
    String part() {
        try {
            return scope == null ? "" : HexFormat.of().formatHex(scope.getEncoded());
        } catch (IOException impossible) {
            throw new IllegalStateException("what was read can be written", impossible);
        }
    }
}
