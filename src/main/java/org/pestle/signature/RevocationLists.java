package org.pestle.signature;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import javax.security.auth.x500.X500Principal;
import org.pestle.signature.RevocationArchive.Evidence;
import org.pestle.signature.RevocationArchive.Kind;
import org.pestle.signature.RevocationList.NotUsable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The newest revocation list of each authority, in memory. A list is taken only if a trusted authority signed it and it
 * is newer than the one held, and not before it is archived.
 */
@Component
class RevocationLists {
    private static final Logger LOG = LoggerFactory.getLogger(RevocationLists.class);
    private static final Duration CLOCKS_DIFFER_BY = Duration.ofMinutes(5);

    private final TrustStore trust;
    private final RevocationArchive archive;
    private final Clock clock;
    private final Map<Series, Held> lists = new ConcurrentHashMap<>();

    RevocationLists(TrustStore trust, RevocationArchive archive, Clock clock) {
        this.trust = trust;
        this.archive = archive;
        this.clock = clock;
    }

    /** Lists of one series replace each other: of one authority, signed with one key, for one part. */
    private record Series(X500Principal issuer, PublicKey key, String part) {
        byte[] digest() {
            String text = issuer.getName() + '\n' + HexFormat.of().formatHex(key.getEncoded()) + '\n' + part;
            return SignedInfo.contentDigest(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /**
     * A list that is held.
     *
     * @param signer the authority that signed it
     * @param digest SHA-256 of the list
     */
    record Held(RevocationList list, X509Certificate signer, byte[] digest) {
        /** Whether the key that issued a certificate signed it too. */
        boolean isOfKey(X509Certificate authority) {
            return signer.getPublicKey().equals(authority.getPublicKey());
        }
    }

    /** Takes what was archived in earlier runs; what is no use any more is passed over. */
    void takeArchived() {
        for (byte[] content : archive.newestLists()) {
            try {
                RevocationList list = RevocationList.read(content);
                X509Certificate signer = signer(list);
                hold(list, signer);
            } catch (NotUsable anyMore) {
                LOG.info("an archived revocation list is of no authority that is trusted now");
            }
        }
    }

    /**
     * Takes a list, unless it is the one held.
     *
     * @throws NotUsable if it cannot be believed or is older than the one held
     */
    synchronized void take(byte[] content) throws NotUsable {
        RevocationList list = RevocationList.read(content);
        X509Certificate signer = signer(list);
        Series series = series(list, signer);
        Held held = lists.get(series);
        byte[] digest = list.digest();
        if (held != null && MessageDigest.isEqual(held.digest(), digest)) {
            return;
        }
        if (held != null && !list.isNewerThan(held.list())) {
            throw new NotUsable("it is older than the one that is held");
        }
        if (list.thisUpdate().isAfter(clock.instant().plus(CLOCKS_DIFFER_BY))) {
            throw new NotUsable("it is dated in the future");
        }
        archive.keep(
                new Evidence(
                        digest,
                        Kind.CRL,
                        series.digest(),
                        series.issuer().getName(),
                        list.thisUpdate(),
                        list.nextUpdate(),
                        list.der()),
                clock.instant());
        hold(list, signer);
        LOG.info(
                "revocation list of {} taken: made {}, next update {}",
                series.issuer().getName(),
                list.thisUpdate(),
                list.nextUpdate());
    }

    private void hold(RevocationList list, X509Certificate signer) {
        lists.put(series(list, signer), new Held(list, signer, list.digest()));
    }

    private static Series series(RevocationList list, X509Certificate signer) {
        return new Series(list.crl().getIssuerX500Principal(), signer.getPublicKey(), list.part());
    }

    private X509Certificate signer(RevocationList list) throws NotUsable {
        try {
            return trust.listSigners().stream()
                    .filter(list::isSignedBy)
                    .findFirst()
                    .orElseThrow(() -> new NotUsable("no trusted authority signed it"));
        } catch (IOException unreadable) {
            throw new NotUsable("the trusted certificates cannot be read");
        }
    }

    /** The lists that say something about a certificate. */
    List<Held> speakingFor(X509Certificate certificate) {
        return lists.values().stream()
                .filter(held -> held.list().speaksFor(certificate))
                .toList();
    }

    /** When the oldest of the lists that are held was made; empty if none is held. */
    Optional<Instant> oldestMade() {
        return lists.values().stream().map(held -> held.list().thisUpdate()).min(Comparator.naturalOrder());
    }

    /** Whether there is such a list of everyone whose lists are believed. */
    boolean haveOneOfEveryAuthority(Predicate<Held> such) {
        try {
            return trust.listSigners().stream()
                    .map(X509Certificate::getSubjectX500Principal)
                    .allMatch(authority -> lists.values().stream()
                            .anyMatch(held ->
                                    held.list().crl().getIssuerX500Principal().equals(authority) && such.test(held)));
        } catch (IOException unreadable) {
            return false;
        }
    }
}
