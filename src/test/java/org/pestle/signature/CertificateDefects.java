package org.pestle.signature;

import static org.pestle.signature.Specimen.EXPIRED;
import static org.pestle.signature.Specimen.INVALID;
import static org.pestle.signature.Specimen.NOT_NOW;
import static org.pestle.signature.Specimen.NOT_TRUSTED;
import static org.pestle.signature.Specimen.NO_CERTIFICATE;
import static org.pestle.signature.Specimen.OTHER_USE;
import static org.pestle.signature.Specimen.SHORT;
import static org.pestle.signature.ZooCertificate.AUTHORITY;
import static org.pestle.signature.ZooCertificate.NOW;
import static org.pestle.signature.ZooCertificate.ROOT;
import static org.pestle.signature.ZooCertificate.authority;
import static org.pestle.signature.ZooCertificate.prescriber;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** Certificates that must not be believed, one defect each: path, use, validity, key. */
final class CertificateDefects {
    static final String POLICY = "1.2.826.0.1285.0.9999.1";
    static final ASN1ObjectIdentifier UNKNOWN = new ASN1ObjectIdentifier("1.2.826.0.1285.0.9999.2");

    private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(900));
    private static final Instant LATER = NOW.plus(Duration.ofDays(900));

    private CertificateDefects() {}

    static List<Specimen> all() {
        List<Specimen> all = new ArrayList<>();
        all.addAll(paths());
        all.addAll(authorities());
        all.addAll(uses());
        all.addAll(times());
        all.addAll(keys());
        all.addAll(bytes());
        return all;
    }

    private static List<Specimen> paths() {
        KeyPair lookalike = ZooKeys.lookalike();
        byte[] keyId = {1, 2, 3, 4};
        X500Name prescriber = ZooCertificate.PRESCRIBER;
        return List.of(
                Specimen.of(
                        "look-alike authority",
                        prescriber().by(AUTHORITY, lookalike).certificate(),
                        NOT_TRUSTED),
                Specimen.of(
                        "look-alike authority with the key id of the real one",
                        prescriber()
                                .by(AUTHORITY, lookalike)
                                .with(Extension.authorityKeyIdentifier, false, new AuthorityKeyIdentifier(keyId))
                                .certificate(),
                        NOT_TRUSTED),
                Specimen.of(
                        "look-alike authority that names serial and issuer of the real one",
                        prescriber()
                                .by(AUTHORITY, lookalike)
                                .with(
                                        Extension.authorityKeyIdentifier,
                                        false,
                                        new AuthorityKeyIdentifier(
                                                new GeneralNames(new GeneralName(AUTHORITY)),
                                                Specimen.AUTHORITY.getSerialNumber()))
                                .certificate(),
                        NOT_TRUSTED),
                Specimen.of(
                        "self-signed",
                        prescriber().by(prescriber, ZooKeys.signer()).certificate(),
                        NOT_TRUSTED),
                Specimen.of(
                        "self-signed in the authority's name",
                        prescriber()
                                .by(AUTHORITY, ZooKeys.signer())
                                .subject(AUTHORITY)
                                .certificate(),
                        NOT_TRUSTED),
                Specimen.of(
                        "issued by another prescriber",
                        prescriber().by(prescriber, ZooKeys.otherSigner()).certificate(),
                        NOT_TRUSTED),
                Specimen.of(
                        "issued by another prescriber in the authority's name",
                        prescriber().by(AUTHORITY, ZooKeys.otherSigner()).certificate(),
                        NOT_TRUSTED),
                Specimen.of(
                        "issued by an authority below, against the path length",
                        prescriber()
                                .by(new X500Name("C=GB,O=Zoo,CN=Authority below"), ZooKeys.otherSigner())
                                .certificate(),
                        NOT_TRUSTED),
                Specimen.of(
                        "issued under another name of the authority's key: cross-signed",
                        prescriber()
                                .by(new X500Name("C=GB,O=Elsewhere,CN=Authority"), ZooKeys.authority())
                                .certificate(),
                        NOT_TRUSTED),
                Specimen.of(
                                "issued by the root itself",
                                prescriber().by(ROOT, ZooKeys.root()).certificate(),
                                NOT_TRUSTED)
                        .under(authority(ROOT, ZooKeys.root()).certificate())
                        .withLists(
                                Specimen.NOTHING_REVOKED,
                                ZooList.by(ROOT, ZooKeys.root()).der()),
                Specimen.of(
                        "issuer's name with one part more",
                        prescriber()
                                .by(new X500Name("C=GB,O=Zoo,OU=x,CN=Authority"), ZooKeys.authority())
                                .certificate(),
                        NOT_TRUSTED),
                Specimen.of(
                        "issuer's name with its parts in another order",
                        prescriber()
                                .by(new X500Name("CN=Authority,O=Zoo,C=GB"), ZooKeys.authority())
                                .certificate(),
                        NOT_TRUSTED),
                Specimen.of(
                        "signed by the authority with MD5",
                        prescriber().algorithm("MD5withRSA").certificate(),
                        NOT_TRUSTED),
                Specimen.of(
                        "critical extension that nobody knows",
                        prescriber().with(UNKNOWN, true, DERNull.INSTANCE).certificate(),
                        NOT_TRUSTED),
                Specimen.of("without the policy", prescriber().certificate(), NOT_TRUSTED)
                        .withPolicies(POLICY),
                Specimen.of(
                                "with another policy",
                                prescriber()
                                        .with(
                                                Extension.certificatePolicies,
                                                false,
                                                new CertificatePolicies(new PolicyInformation(UNKNOWN)))
                                        .certificate(),
                                NOT_TRUSTED)
                        .withPolicies(POLICY));
    }

    /** What is trusted, but should not have been, or not for this. */
    private static List<Specimen> authorities() {
        X509Certificate ordinary = prescriber().certificate();
        X500Name elsewhere = new X500Name("C=GB,O=Elsewhere");
        return List.of(
                Specimen.of("trusted, but no authority", ordinary, NOT_TRUSTED)
                        .trusting(authority()
                                .constraints(new BasicConstraints(false))
                                .certificate()),
                Specimen.of("trusted, but without basic constraints", ordinary, NOT_TRUSTED)
                        .trusting(authority().constraints(null).certificate()),
                Specimen.of("trusted, but may not sign certificates", ordinary, NOT_TRUSTED)
                        .trusting(authority().usage(KeyUsage.cRLSign).certificate()),
                Specimen.of("authority has expired", ordinary, NOT_TRUSTED)
                        .trusting(authority().until(NOW.minusSeconds(1)).certificate()),
                Specimen.of("authority is not valid yet", ordinary, NOT_TRUSTED)
                        .trusting(authority().from(NOW.plusSeconds(1)).certificate()),
                Specimen.of("authority may not issue for this name", ordinary, NOT_TRUSTED)
                        .trusting(authority()
                                .with(Extension.nameConstraints, true, permitting(new GeneralName(elsewhere)))
                                .certificate()),
                Specimen.of("authority is kept from this name", ordinary, NOT_TRUSTED)
                        .trusting(authority()
                                .with(Extension.nameConstraints, true, new NameConstraints(null, new GeneralSubtree[] {
                                    new GeneralSubtree(new GeneralName(new X500Name("C=GB,O=Zoo")))
                                }))
                                .certificate()),
                Specimen.of(
                                "authority may not issue for this mail address",
                                prescriber()
                                        .with(
                                                Extension.subjectAlternativeName,
                                                false,
                                                new GeneralNames(
                                                        new GeneralName(GeneralName.rfc822Name, "a@elsewhere.example")))
                                        .certificate(),
                                NOT_TRUSTED)
                        .trusting(authority()
                                .with(
                                        Extension.nameConstraints,
                                        true,
                                        permitting(new GeneralName(GeneralName.rfc822Name, "zoo.example")))
                                .certificate()));
    }

    static NameConstraints permitting(GeneralName name) {
        return new NameConstraints(new GeneralSubtree[] {new GeneralSubtree(name)}, null);
    }

    private static List<Specimen> uses() {
        List<Specimen> uses = new ArrayList<>();
        int[] others = {
            KeyUsage.keyEncipherment,
            KeyUsage.dataEncipherment,
            KeyUsage.keyAgreement,
            KeyUsage.keyCertSign,
            KeyUsage.cRLSign,
            KeyUsage.keyAgreement | KeyUsage.encipherOnly,
            KeyUsage.keyAgreement | KeyUsage.decipherOnly,
            KeyUsage.keyEncipherment | KeyUsage.dataEncipherment
        };
        for (int usage : others) {
            uses.add(
                    Specimen.of("key usage " + usage, prescriber().usage(usage).certificate(), NOT_TRUSTED, OTHER_USE));
        }
        for (KeyPurposeId purpose : List.of(
                KeyPurposeId.id_kp_serverAuth,
                KeyPurposeId.id_kp_codeSigning,
                KeyPurposeId.id_kp_timeStamping,
                KeyPurposeId.id_kp_OCSPSigning)) {
            uses.add(Specimen.of(
                    "only for " + purpose.getId(),
                    prescriber().purposes(false, purpose).certificate(),
                    NOT_TRUSTED,
                    OTHER_USE));
        }
        uses.add(Specimen.of(
                "an authority's, below ours",
                prescriber().constraints(new BasicConstraints(0)).certificate(),
                NOT_TRUSTED,
                OTHER_USE));
        uses.add(Specimen.of(
                "the trusted authority's own",
                Specimen.encoded(Specimen.AUTHORITY),
                ZooKeys.authority(),
                "SHA256withRSA",
                NOT_TRUSTED,
                OTHER_USE));
        return uses;
    }

    private static List<Specimen> times() {
        return List.of(
                Specimen.of(
                        "expired a second before",
                        prescriber().until(NOW.minusSeconds(1)).certificate(),
                        EXPIRED,
                        NOT_NOW),
                Specimen.of(
                        "expired at that very second", prescriber().until(NOW).certificate(), EXPIRED, NOT_NOW),
                Specimen.of("expired years ago", prescriber().until(LONG_AGO).certificate(), EXPIRED, NOT_NOW),
                Specimen.of(
                        "valid a second later",
                        prescriber().from(NOW.plusSeconds(1)).certificate(),
                        EXPIRED,
                        NOT_NOW),
                Specimen.of(
                        "valid from that very second", prescriber().from(NOW).certificate(), EXPIRED, NOT_NOW),
                Specimen.of("valid in years", prescriber().from(LATER).certificate(), EXPIRED, NOT_NOW),
                Specimen.of(
                        "ends before it begins",
                        prescriber().from(LATER).until(LONG_AGO).certificate(),
                        EXPIRED,
                        NOT_TRUSTED,
                        NOT_NOW),
                signedAt("expired since it signed", -3600, prescriber().until(NOW.minusSeconds(60)), NOT_NOW),
                signedAt("signed before it was issued", -3600, prescriber().from(NOW.minusSeconds(60)), EXPIRED),
                signedAt("signed too long ago", -259_201, prescriber(), Specimen.TOO_LONG_AGO),
                signedAt("signed in the future", 301, prescriber(), Specimen.TOO_LONG_AGO));
    }

    private static Specimen signedAt(String name, long seconds, ZooCertificate certificate, String... expected) {
        SignedContent content = MadeContent.of(NOW.plusSeconds(seconds), "Amlodipine 5mg tablets");
        byte[] signature =
                Specimen.xml(content, certificate.der(), ZooKeys.signer().getPrivate(), "SHA256withRSA");
        return Specimen.forged(name, content, signature, expected);
    }

    private static List<Specimen> keys() {
        RSAPublicKey real = (RSAPublicKey) ZooKeys.signer().getPublic();
        return List.of(
                ofKey("RSA of 512 bits", ZooKeys.rsa(512), "SHA256withRSA", NOT_TRUSTED, SHORT),
                ofKey("RSA of 1024 bits", ZooKeys.rsa(1024), "SHA256withRSA", NOT_TRUSTED, SHORT),
                ofKey("RSA of 2047 bits", ZooKeys.rsa(2047), "SHA256withRSA", NOT_TRUSTED, SHORT),
                ofKey("elliptic curve", ZooKeys.curve(), "SHA256withECDSA", INVALID),
                ofKey("elliptic curve with SHA-1", ZooKeys.curve(), "SHA1withECDSA", INVALID),
                ofKey("Edwards curve", ZooKeys.of("Ed25519"), "Ed25519", INVALID, NOT_TRUSTED, SHORT),
                ofKey("DSA", ZooKeys.of("DSA"), "SHA256withDSA", INVALID, NOT_TRUSTED, SHORT),
                exponent("exponent 1", real, BigInteger.ONE, NO_CERTIFICATE),
                exponent("exponent 2", real, BigInteger.TWO, NO_CERTIFICATE),
                exponent("an even exponent", real, BigInteger.valueOf(65536), INVALID, NOT_TRUSTED, SHORT));
    }

    private static Specimen ofKey(String name, KeyPair keys, String algorithm, String... expected) {
        return Specimen.of(name, prescriber().key(keys.getPublic()).der(), keys, algorithm, expected);
    }

    private static Specimen exponent(String name, RSAPublicKey real, BigInteger exponent, String... expected) {
        try {
            SubjectPublicKeyInfo info = new SubjectPublicKeyInfo(
                    new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
                    new org.bouncycastle.asn1.pkcs.RSAPublicKey(real.getModulus(), exponent));
            byte[] certificate = prescriber().key(info).der();
            return Specimen.of(name, certificate, ZooKeys.signer(), "SHA256withRSA", expected);
        } catch (java.io.IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** Certificates whose bytes were changed, and what is none. */
    private static List<Specimen> bytes() {
        byte[] right = prescriber().der();
        byte[] expired =
                prescriber().until(Instant.parse("2024-05-05T05:05:05Z")).der();
        byte[] two = Arrays.copyOf(right, right.length * 2);
        System.arraycopy(right, 0, two, right.length, right.length);
        return List.of(
                ofBytes("last bit of the authority's signature", flipped(right, right.length - 1), NOT_TRUSTED),
                ofBytes("subject changed", replaced(right, "555253517102", "555253517103"), NOT_TRUSTED),
                ofBytes("validity made longer", replaced(expired, "240505050505Z", "300505050505Z"), NOT_TRUSTED),
                ofBytes("truncated", Arrays.copyOf(right, right.length - 10), NO_CERTIFICATE),
                ofBytes("bytes follow", Arrays.copyOf(right, right.length + 1), NO_CERTIFICATE),
                ofBytes("two in one", two, NO_CERTIFICATE),
                ofBytes("only a key", ZooKeys.signer().getPublic().getEncoded(), NO_CERTIFICATE),
                ofBytes("a revocation list", Specimen.NOTHING_REVOKED, NO_CERTIFICATE),
                ofBytes("octets", octets(right), NO_CERTIFICATE),
                ofBytes("its own base64", Base64.getEncoder().encode(right), NO_CERTIFICATE),
                ofBytes("rubbish", new byte[] {1, 2, 3}, NO_CERTIFICATE));
    }

    private static byte[] octets(byte[] content) {
        try {
            return new DEROctetString(content).getEncoded();
        } catch (java.io.IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static Specimen ofBytes(String name, byte[] certificate, String... expected) {
        return Specimen.of(name, certificate, ZooKeys.signer(), "SHA256withRSA", expected);
    }

    private static byte[] flipped(byte[] bytes, int index) {
        byte[] flipped = bytes.clone();
        flipped[index] ^= 1;
        return flipped;
    }

    private static byte[] replaced(byte[] bytes, String what, String by) {
        java.nio.charset.Charset plain = java.nio.charset.StandardCharsets.ISO_8859_1;
        String text = new String(bytes, plain);
        if (!text.contains(what)) {
            throw new IllegalStateException("not there: " + what);
        }
        return text.replace(what, by).getBytes(plain);
    }
}
