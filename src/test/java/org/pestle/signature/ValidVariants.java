package org.pestle.signature;

import static org.pestle.signature.Specimen.CONTENT;
import static org.pestle.signature.Specimen.changed;
import static org.pestle.signature.ZooCertificate.AUTHORITY;
import static org.pestle.signature.ZooCertificate.NOW;
import static org.pestle.signature.ZooCertificate.ROOT;
import static org.pestle.signature.ZooCertificate.authority;
import static org.pestle.signature.ZooCertificate.prescriber;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.PolicyInformation;

/** Signatures that look unusual and must be believed all the same. */
final class ValidVariants {
    private static final String POINT = "http://crl.example/part-1.crl";

    private ValidVariants() {}

    static List<Specimen> all() {
        List<Specimen> all = new ArrayList<>();
        all.addAll(spellings());
        all.addAll(certificates());
        all.addAll(keys());
        all.addAll(authorities());
        all.addAll(lists());
        all.addAll(times());
        return all;
    }

    private static List<Specimen> spellings() {
        return List.of(
                changed("line breaks in the value", s -> s.replace("==</SignatureValue>", "=\n=\n</SignatureValue>")),
                changed("line breaks of Windows", s -> s.replace("<X509Certificate>", "<X509Certificate>\r\n")),
                changed("blanks round the value", s -> s.replace("</SignatureValue>", " \t</SignatureValue>")),
                changed("blanks in the certificate", s -> s.replace("<X509Certificate>MII", "<X509Certificate> M I I")),
                changed(
                        "indented",
                        s -> s.replace("<KeyInfo>", "\n  <KeyInfo>\n    ").replace("</KeyInfo>", "\n</KeyInfo>")),
                changed("empty elements in short", s -> s.replaceAll("></(\\w+Method|Transform)>", "/>")),
                changed("single quotes", s -> s.replace('"', '\'')),
                changed(
                        "blanks in tags",
                        s -> s.replace("<Reference>", "<Reference >").replace("</KeyInfo>", "</KeyInfo\n>")),
                changed("an XML declaration", s -> "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + s),
                changed("a byte order mark", s -> "\ufeff" + s),
                changed("a line break at the end", s -> s + "\n"),
                changed(
                        "marked text",
                        s -> s.replace("<DigestValue>", "<DigestValue><![CDATA[")
                                .replace("</DigestValue>", "]]></DigestValue>")),
                changed("characters by number", s -> s.replace("<SignatureValue>", "<SignatureValue>&#32;")),
                changed(
                        "namespace said again",
                        s -> s.replace("<SignedInfo>", "<SignedInfo xmlns=\"http://www.w3.org/2000/09/xmldsig#\">")
                                .replace("<KeyInfo>", "<KeyInfo xmlns=\"http://www.w3.org/2000/09/xmldsig#\">")),
                changed("a namespace that is not used", s -> s.replace("<KeyInfo>", "<KeyInfo xmlns:x=\"urn:x\">")));
    }

    private static List<Specimen> certificates() {
        Map<String, ZooCertificate> all = new TreeMap<>();
        all.put("for digital signatures only", prescriber().usage(KeyUsage.digitalSignature));
        all.put("for non-repudiation only", prescriber().usage(KeyUsage.nonRepudiation));
        all.put("for both", prescriber().usage(KeyUsage.digitalSignature | KeyUsage.nonRepudiation));
        all.put("for both and encryption", prescriber().usage(KeyUsage.digitalSignature | KeyUsage.keyEncipherment));
        all.put("without key usage", prescriber().anyUsage());
        all.put("without basic constraints", prescriber().constraints(null));
        all.put("for log-in too", prescriber().purposes(false, KeyPurposeId.id_kp_clientAuth));
        all.put("for mail", prescriber().purposes(true, KeyPurposeId.id_kp_emailProtection));
        all.put(
                "for servers and log-in",
                prescriber().purposes(false, KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth));
        all.put("for any purpose", prescriber().purposes(false, KeyPurposeId.anyExtendedKeyUsage));
        all.put(
                "access to the authority, OCSP first",
                prescriber().with(Extension.authorityInfoAccess, false, access(true)));
        all.put(
                "access to the authority, issuer first",
                prescriber().with(Extension.authorityInfoAccess, false, access(false)));
        all.put(
                "list at an address",
                prescriber()
                        .with(
                                Extension.cRLDistributionPoints,
                                false,
                                points(new GeneralName(GeneralName.uniformResourceIdentifier, POINT))));
        all.put(
                "list by a directory name",
                prescriber()
                        .with(
                                Extension.cRLDistributionPoints,
                                false,
                                points(new GeneralName(new X500Name("CN=CRL1,O=Zoo,C=GB")))));
        all.put(
                "with a policy nobody asked for",
                prescriber()
                        .with(
                                Extension.certificatePolicies,
                                false,
                                new CertificatePolicies(new PolicyInformation(CertificateDefects.UNKNOWN))));
        all.put(
                "with an extension that need not be known",
                prescriber().with(CertificateDefects.UNKNOWN, false, new GeneralName(AUTHORITY)));
        all.put("serial 1", prescriber().serial(BigInteger.ONE));
        all.put("serial of 20 bytes", prescriber().serial(BigInteger.ONE.shiftLeft(158)));
        all.put("Welsh name", prescriber().subject("C=GB,O=Bwrdd Iechyd Bae Abertaŵe,CN=555253517102_Siân Ŷrth"));
        all.put("name in another alphabet", prescriber().subject("C=GB,O=Zoo,CN=555253517102_Ελένη"));
        all.put("name with commas", prescriber().subject("C=GB,O=Zoo\\, Ltd,CN=555253517102\\, Ada"));
        all.put("no name but a number", prescriber().subject("SERIALNUMBER=7"));
        all.put("ends in the year 9999", prescriber().until(Instant.parse("9999-12-31T23:59:59Z")));
        all.put("began in 1999", prescriber().from(Instant.parse("1999-12-31T23:59:59Z")));
        all.put("signed with SHA-384", prescriber().algorithm("SHA384withRSA"));
        all.put("signed with SHA-512", prescriber().algorithm("SHA512withRSA"));
        List<Specimen> specimens = new ArrayList<>();
        all.forEach((name, certificate) -> specimens.add(Specimen.of(name, certificate.certificate())));
        return specimens;
    }

    private static AuthorityInformationAccess access(boolean ocspFirst) {
        AccessDescription ocsp = new AccessDescription(
                AccessDescription.id_ad_ocsp,
                new GeneralName(GeneralName.uniformResourceIdentifier, "http://ocsp.example"));
        AccessDescription issuer = new AccessDescription(
                AccessDescription.id_ad_caIssuers,
                new GeneralName(GeneralName.uniformResourceIdentifier, "http://ca.example/ca.cer"));
        return new AuthorityInformationAccess(
                ocspFirst ? new AccessDescription[] {ocsp, issuer} : new AccessDescription[] {issuer, ocsp});
    }

    private static CRLDistPoint points(GeneralName name) {
        DistributionPointName point = new DistributionPointName(new GeneralNames(name));
        return new CRLDistPoint(new DistributionPoint[] {new DistributionPoint(point, null, null)});
    }

    private static List<Specimen> keys() {
        byte[] sha1 = SignedInfo.over(SignedText.of(CONTENT), SignatureAlgorithm.RS1);
        return List.of(
                ofKey(ZooKeys.rsa(2048)),
                ofKey(ZooKeys.rsa(3072)),
                ofKey(ZooKeys.rsa(4096)),
                Specimen.forged(
                                "SHA-1 of a client that may",
                                CONTENT,
                                Specimen.xml(
                                        sha1,
                                        Specimen.sign(sha1, ZooKeys.signer().getPrivate(), "SHA1withRSA"),
                                        prescriber().der()))
                        .from(MadeCheck.SHA1_CLIENT));
    }

    private static Specimen ofKey(KeyPair keys) {
        byte[] certificate = prescriber().key(keys.getPublic()).der();
        return Specimen.of(
                "key of " + keys.getPublic().getEncoded().length + " bytes", certificate, keys, "SHA256withRSA");
    }

    private static List<Specimen> authorities() {
        X509Certificate old = Specimen.AUTHORITY;
        X509Certificate renewed =
                authority(AUTHORITY, ZooKeys.renewedAuthority()).certificate();
        X509Certificate root = authority(ROOT, ZooKeys.root())
                .constraints(new BasicConstraints(1))
                .certificate();
        X509Certificate below = authority().by(ROOT, ZooKeys.root()).certificate();
        byte[] byRenewed = ZooList.by(AUTHORITY, ZooKeys.renewedAuthority()).der();
        byte[] byRoot = ZooList.by(ROOT, ZooKeys.root()).der();
        X509Certificate ordinary = prescriber().certificate();
        return List.of(
                Specimen.of("authority with a new key: old certificate, both lists", ordinary)
                        .trusting(old, renewed)
                        .withLists(Specimen.NOTHING_REVOKED, byRenewed),
                Specimen.of("authority with a new key: old certificate, its new list", ordinary)
                        .trusting(renewed, old)
                        .withLists(byRenewed),
                Specimen.of(
                                "authority with a new key: new certificate",
                                prescriber()
                                        .by(AUTHORITY, ZooKeys.renewedAuthority())
                                        .certificate())
                        .trusting(old, renewed)
                        .withLists(Specimen.NOTHING_REVOKED, byRenewed),
                Specimen.of("authority with a certificate of the root, which says it is good", ordinary)
                        .trusting(below)
                        .under(root)
                        .withLists(Specimen.NOTHING_REVOKED, byRoot),
                Specimen.of("authority with a certificate of a root that is not configured", ordinary)
                        .trusting(below),
                Specimen.of("authority that was revoked later, for a benign reason", ordinary)
                        .trusting(below)
                        .under(root)
                        .withLists(
                                Specimen.NOTHING_REVOKED,
                                ZooList.by(ROOT, ZooKeys.root())
                                        .revoke(below, NOW.plusSeconds(1), CRLReason.superseded)
                                        .der()),
                Specimen.of("authority without limit of its path", ordinary)
                        .trusting(authority()
                                .constraints(new BasicConstraints(true))
                                .certificate()),
                Specimen.of("authority with three levels below", ordinary)
                        .trusting(
                                authority().constraints(new BasicConstraints(3)).certificate()),
                Specimen.of("authority may issue for this name", ordinary)
                        .trusting(authority()
                                .with(
                                        Extension.nameConstraints,
                                        true,
                                        CertificateDefects.permitting(new GeneralName(new X500Name("C=GB,O=Zoo"))))
                                .certificate()),
                Specimen.of(
                                "with the policy",
                                prescriber()
                                        .with(
                                                Extension.certificatePolicies,
                                                true,
                                                new CertificatePolicies(new PolicyInformation(
                                                        new org.bouncycastle.asn1.ASN1ObjectIdentifier(
                                                                CertificateDefects.POLICY))))
                                        .certificate())
                        .withPolicies(CertificateDefects.POLICY));
    }

    private static List<Specimen> lists() {
        List<Specimen> all = new ArrayList<>();
        RevocationDefects.REASONS.forEach((reason, word) -> {
            X509Certificate certificate = prescriber().certificate();
            all.add(Specimen.of("revoked a second later: " + word, certificate)
                    .withLists(ZooList.list()
                            .revoke(certificate, NOW.plusSeconds(1), reason)
                            .der()));
        });
        X509Certificate held = prescriber().certificate();
        X509Certificate other = prescriber().certificate();
        X509Certificate atPoint = prescriber()
                .with(
                        Extension.cRLDistributionPoints,
                        false,
                        points(new GeneralName(GeneralName.uniformResourceIdentifier, POINT)))
                .certificate();
        byte[] pem = ("-----BEGIN X509 CRL-----\n"
                        + Base64.getMimeEncoder().encodeToString(Specimen.NOTHING_REVOKED)
                        + "\n-----END X509 CRL-----\n")
                .getBytes(StandardCharsets.US_ASCII);
        all.addAll(List.of(
                Specimen.of("hold that was lifted", held)
                        .withLists(ZooList.list()
                                .revoke(held, NOW.minusSeconds(99), CRLReason.removeFromCRL)
                                .der()),
                Specimen.of("another one is revoked", held)
                        .withLists(ZooList.list()
                                .revoke(other, NOW.minusSeconds(99), CRLReason.keyCompromise)
                                .der()),
                Specimen.of("list in its last second of grace", held)
                        .withLists(ZooList.madeAt(NOW.minus(Duration.ofHours(20)))
                                .next(NOW.minus(Duration.ofHours(12)).plusSeconds(1))
                                .der()),
                Specimen.of("list in PEM", held).withLists(pem),
                Specimen.of("list with a number", held)
                        .withLists(ZooList.list().number(12345678901L).der()),
                Specimen.of("list of users only", held)
                        .withLists(ZooList.list()
                                .scope(null, true, false, null, false, false)
                                .der()),
                Specimen.of("list of its part", atPoint)
                        .withLists(ZooList.list()
                                .scope(POINT, false, false, null, false, false)
                                .der()),
                Specimen.of("list signed with SHA-512", held)
                        .withLists(ZooList.list().algorithm("SHA512withRSA").der()),
                Specimen.of("list made five minutes ahead", held)
                        .withLists(ZooList.madeAt(NOW.plusSeconds(300)).der()),
                Specimen.of("newer list takes the place of one that ran out", held)
                        .withLists(
                                ZooList.madeAt(NOW.minus(Duration.ofDays(9)))
                                        .next(NOW.minus(Duration.ofDays(8)))
                                        .der(),
                                Specimen.NOTHING_REVOKED),
                Specimen.of("rubbish is fetched after a good list", held)
                        .withLists(Specimen.NOTHING_REVOKED, new byte[] {1, 2, 3})));
        return all;
    }

    private static List<Specimen> times() {
        List<Specimen> all = new ArrayList<>();
        for (long seconds : new long[] {-259_200, -3600, -1, 1, 300}) {
            SignedContent content = MadeContent.of(NOW.plusSeconds(seconds), "Amlodipine 5mg tablets");
            all.add(Specimen.forged(
                    "signed at " + seconds + " s",
                    content,
                    Specimen.xml(content, prescriber().der(), ZooKeys.signer().getPrivate(), "SHA256withRSA")));
        }
        return all;
    }
}
