package org.pestle.signature;

import static org.pestle.signature.Specimen.CA_REVOKED;
import static org.pestle.signature.Specimen.EXPIRED;
import static org.pestle.signature.Specimen.NOT_NOW;
import static org.pestle.signature.Specimen.REVOKED;
import static org.pestle.signature.Specimen.UNDETERMINED;
import static org.pestle.signature.ZooCertificate.AUTHORITY;
import static org.pestle.signature.ZooCertificate.NOW;
import static org.pestle.signature.ZooCertificate.ROOT;
import static org.pestle.signature.ZooCertificate.authority;
import static org.pestle.signature.ZooCertificate.prescriber;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.ReasonFlags;

/** Certificates that were revoked, and lists that must not be believed. */
final class RevocationDefects {
    static final Map<Integer, String> REASONS = Map.of(
            CRLReason.unspecified, "without a reason",
            CRLReason.affiliationChanged, "affiliation changed",
            CRLReason.superseded, "superseded",
            CRLReason.cessationOfOperation, "cessation of operation",
            CRLReason.certificateHold, "certificate hold",
            CRLReason.privilegeWithdrawn, "privilege withdrawn");

    private static final Map<Integer, String> COMPROMISED = Map.of(
            CRLReason.keyCompromise, "key compromise",
            CRLReason.cACompromise, "CA compromise",
            CRLReason.aACompromise, "AA compromise");
    private static final String POINT = "http://crl.example/part-1.crl";

    private RevocationDefects() {}

    static List<Specimen> all() {
        List<Specimen> all = new ArrayList<>();
        all.addAll(revoked());
        all.addAll(revokedAuthorities());
        all.addAll(unusableLists());
        all.addAll(listsOfOthers());
        all.addAll(rolledBack());
        return all;
    }

    private static List<Specimen> revoked() {
        List<Specimen> all = new ArrayList<>();
        REASONS.forEach((reason, word) -> {
            all.add(revokedAt(word + ", an hour before", NOW.minusSeconds(3600), reason));
            all.add(revokedAt(word + ", at that very second", NOW, reason));
        });
        COMPROMISED.forEach((reason, word) -> {
            all.add(revokedAt(word + ", an hour before", NOW.minusSeconds(3600), reason));
            all.add(revokedAt(word + ", an hour after", NOW.plusSeconds(3600), reason));
        });
        X509Certificate expired = prescriber().until(NOW.minusSeconds(5)).certificate();
        all.add(Specimen.of("revoked and expired", expired, REVOKED, EXPIRED, NOT_NOW)
                .withLists(ZooList.list()
                        .revoke(expired, NOW, CRLReason.superseded)
                        .der()));
        X509Certificate known = prescriber().certificate();
        all.add(Specimen.of("revoked by a list that is too old to say good", known, REVOKED)
                .withLists(ZooList.madeAt(NOW.minus(Duration.ofDays(9)))
                        .next(NOW.minus(Duration.ofDays(2)))
                        .revoke(known, NOW.minus(Duration.ofDays(10)), CRLReason.superseded)
                        .der()));
        return all;
    }

    private static Specimen revokedAt(String name, Instant at, int reason) {
        X509Certificate certificate = prescriber().certificate();
        return Specimen.of("revoked: " + name, certificate, REVOKED)
                .withLists(ZooList.list().revoke(certificate, at, reason).der());
    }

    private static List<Specimen> revokedAuthorities() {
        X509Certificate root = authority(ROOT, ZooKeys.root())
                .constraints(new BasicConstraints(1))
                .certificate();
        X509Certificate below = authority().by(ROOT, ZooKeys.root()).certificate();
        X509Certificate signer = prescriber().certificate();
        byte[] ofSigners = ZooList.list().der();
        byte[] bothRevoked = ZooList.list()
                .revoke(signer, NOW.minusSeconds(1), CRLReason.superseded)
                .der();
        return List.of(
                Specimen.of("authority on its own list", signer, CA_REVOKED)
                        .withLists(ZooList.list()
                                .revoke(Specimen.AUTHORITY, NOW, CRLReason.superseded)
                                .der()),
                Specimen.of("authority on the root's list", signer, CA_REVOKED)
                        .trusting(below)
                        .under(root)
                        .withLists(
                                ofSigners,
                                ofRoot().revoke(below, NOW, CRLReason.superseded)
                                        .der()),
                Specimen.of("authority's key in other hands, known later", signer, CA_REVOKED)
                        .trusting(below)
                        .under(root)
                        .withLists(
                                ofSigners,
                                ofRoot().revoke(below, NOW.plusSeconds(9), CRLReason.cACompromise)
                                        .der()),
                Specimen.of("signer and authority", signer, REVOKED, CA_REVOKED)
                        .trusting(below)
                        .under(root)
                        .withLists(
                                bothRevoked,
                                ofRoot().revoke(below, NOW, CRLReason.superseded)
                                        .der()),
                Specimen.of("root says nothing", signer, UNDETERMINED)
                        .trusting(below)
                        .under(root)
                        .withLists(ofSigners),
                Specimen.of("root's list is too old", signer, UNDETERMINED)
                        .trusting(below)
                        .under(root)
                        .withLists(
                                ofSigners,
                                ZooList.by(ROOT, ZooKeys.root(), NOW.minus(Duration.ofHours(20)))
                                        .next(NOW.minus(Duration.ofHours(12)))
                                        .der()),
                Specimen.of("root's list is not the root's", signer, UNDETERMINED)
                        .trusting(below)
                        .under(root)
                        .withLists(
                                ofSigners, ZooList.by(ROOT, ZooKeys.lookalike()).der()),
                Specimen.of("root's list is for users only", signer, UNDETERMINED)
                        .trusting(below)
                        .under(root)
                        .withLists(
                                ofSigners,
                                ofRoot().scope(null, true, false, null, false, false)
                                        .der()));
    }

    private static ZooList ofRoot() {
        return ZooList.by(ROOT, ZooKeys.root()).next(NOW.plus(Duration.ofDays(1)));
    }

    private static List<Specimen> unusableLists() {
        byte[] right = Specimen.NOTHING_REVOKED;
        byte[] forged = right.clone();
        forged[forged.length - 1] ^= 1;
        X509Certificate other = prescriber().certificate();
        byte[] listed = ZooList.list().revoke(other, NOW, CRLReason.superseded).der();
        return List.of(
                undetermined("no list"),
                undetermined(
                        "list ran out of its grace",
                        ZooList.madeAt(NOW.minus(Duration.ofHours(20)))
                                .next(NOW.minus(Duration.ofHours(12)))
                                .der()),
                undetermined(
                        "list made and ended months ago",
                        ZooList.madeAt(NOW.minus(Duration.ofDays(99)))
                                .next(NOW.minus(Duration.ofDays(98)))
                                .der()),
                undetermined("signature of the list changed", forged),
                undetermined("truncated list", Arrays.copyOf(right, right.length - 9)),
                undetermined("a page of a proxy", "<html>gateway time-out</html>".getBytes(StandardCharsets.UTF_8)),
                undetermined("nothing at all", new byte[0]),
                undetermined("a certificate", prescriber().der()),
                undetermined(
                        "delta list",
                        list().with(Extension.deltaCRLIndicator, true, new ASN1Integer(1))
                                .der()),
                undetermined(
                        "delta list that hides it",
                        list().with(Extension.deltaCRLIndicator, false, new ASN1Integer(1))
                                .der()),
                undetermined(
                        "indirect list",
                        list().scope(null, false, false, null, true, false).der()),
                undetermined(
                        "list of some reasons",
                        list().scope(null, false, false, new ReasonFlags(ReasonFlags.superseded), false, false)
                                .der()),
                undetermined(
                        "list of attribute certificates",
                        list().scope(null, false, false, null, false, true).der()),
                undetermined(
                        "list of authorities",
                        list().scope(null, false, true, null, false, false).der()),
                undetermined(
                        "list of another part",
                        list().scope(POINT, false, false, null, false, false).der()),
                undetermined(
                        "extension of the list that nobody knows",
                        list().with(CertificateDefects.UNKNOWN, true, DERNull.INSTANCE)
                                .der()),
                undetermined("no next update", list().next(null).der()),
                undetermined(
                        "next update before this one",
                        list().next(NOW.minus(Duration.ofHours(2))).der()),
                undetermined(
                        "made in the future",
                        ZooList.madeAt(NOW.plusSeconds(301)).der()),
                undetermined("signed with MD5", list().algorithm("MD5withRSA").der()),
                undetermined("the text of two lists", concat(right, listed)));
    }

    private static List<Specimen> listsOfOthers() {
        KeyPair lookalike = ZooKeys.lookalike();
        X509Certificate mute = authority().usage(KeyUsage.keyCertSign).certificate();
        X509Certificate other = authority(ROOT, ZooKeys.root()).certificate();
        return List.of(
                undetermined(
                        "list of a look-alike", ZooList.by(AUTHORITY, lookalike).der()),
                undetermined(
                        "list signed by a prescriber",
                        ZooList.by(AUTHORITY, ZooKeys.signer()).der()),
                undetermined(
                                "list of another authority",
                                ZooList.by(ROOT, ZooKeys.root()).der())
                        .trusting(Specimen.AUTHORITY, other),
                undetermined(
                                "list in another authority's name",
                                ZooList.by(ROOT, ZooKeys.authority()).der())
                        .trusting(Specimen.AUTHORITY, other),
                undetermined(
                                "list in our name by another authority",
                                ZooList.by(AUTHORITY, ZooKeys.root()).der())
                        .trusting(Specimen.AUTHORITY, other),
                Specimen.of("authority may not sign lists", prescriber().certificate(), UNDETERMINED)
                        .trusting(mute));
    }

    private static List<Specimen> rolledBack() {
        X509Certificate revoked = prescriber().certificate();
        Instant hourAgo = NOW.minusSeconds(3600);
        byte[] older = ZooList.madeAt(NOW.minusSeconds(7200)).der();
        byte[] newer = ZooList.madeAt(hourAgo)
                .revoke(revoked, hourAgo, CRLReason.superseded)
                .der();
        byte[] newerByNumber = ZooList.madeAt(hourAgo)
                .number(8)
                .revoke(revoked, hourAgo, CRLReason.superseded)
                .der();
        byte[] lowerNumber = ZooList.madeAt(NOW.minusSeconds(60)).number(7).der();
        byte[] sameTime =
                ZooList.madeAt(hourAgo).next(NOW.plus(Duration.ofDays(9))).der();
        return List.of(
                Specimen.of("an older list is offered afterwards", revoked, REVOKED)
                        .withLists(newer, older),
                Specimen.of("a list of a lower number is offered afterwards", revoked, REVOKED)
                        .withLists(newerByNumber, lowerNumber),
                Specimen.of("another list of that time is offered afterwards", revoked, REVOKED)
                        .withLists(newer, sameTime),
                Specimen.of("a forged newer list is offered afterwards", revoked, REVOKED)
                        .withLists(
                                newer,
                                ZooList.by(AUTHORITY, ZooKeys.lookalike())
                                        .number(99)
                                        .der()));
    }

    private static ZooList list() {
        return ZooList.list();
    }

    private static Specimen undetermined(String name, byte[]... lists) {
        return Specimen.of(name, prescriber().certificate(), UNDETERMINED).withLists(lists);
    }

    private static byte[] concat(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}
