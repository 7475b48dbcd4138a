package org.pestle.signature;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pestle.signature.OcspAnswers.Answer;
import org.pestle.signature.RevocationLists.Held;
import org.springframework.stereotype.Component;

/**
 * Whether a certificate was revoked when it signed (eps.md 7.5), by what is in hand: nothing is fetched for a call.
 * What is in hand stands in for a source that is away for a bounded time, the grace after its next update.
 */
@Component
class CertificateStatus {
    private final SignatureSettings settings;
    private final TrustStore trust;
    private final RevocationLists lists;
    private final OcspAnswers answers;
    private final Clock clock;

    CertificateStatus(
            SignatureSettings settings, TrustStore trust, RevocationLists lists, OcspAnswers answers, Clock clock) {
        this.settings = settings;
        this.trust = trust;
        this.lists = lists;
        this.answers = answers;
        this.clock = clock;
    }

    /** What is known. */
    enum Word {
        GOOD,
        REVOKED,
        UNKNOWN
    }

    /**
     * What is known, and by what.
     *
     * @param evidence SHA-256 of each list and answer that was looked at
     */
    record Status(Word word, List<byte[]> evidence) {}

    /**
     * Whether a certificate may be believed for something signed at a time.
     *
     * @param issuer who issued it
     * @return UNKNOWN if nothing that speaks for it is recent enough
     */
    Status of(X509Certificate certificate, X509Certificate issuer, Instant signedAt) {
        List<Held> speaking = lists.speakingFor(certificate);
        List<Held> ofItsKey =
                speaking.stream().filter(held -> held.isOfKey(issuer)).toList();
        Status byLists = byLists(certificate, speaking, ofItsKey.isEmpty() ? speaking : ofItsKey, signedAt);
        Answer answer = byLists.word() == Word.REVOKED ? null : answers.about(certificate, issuer);
        if (answer == null) {
            return byLists;
        }
        List<byte[]> evidence = new ArrayList<>(byLists.evidence());
        evidence.add(answer.digest());
        if (undoes(answer.revocation(), signedAt)) {
            return new Status(Word.REVOKED, evidence);
        }
        boolean recent = isInGrace(answer.thisUpdate(), clock.instant());
        return new Status(recent ? Word.GOOD : byLists.word(), evidence);
    }

    /**
     * Whether an authority that is trusted may be believed for something signed at a time. Nothing needs to speak for
     * one that nobody above it is configured for: the operator trusts it as it is.
     */
    Status ofAuthority(X509Certificate authority, Instant signedAt) {
        List<Held> speaking = lists.speakingFor(authority);
        Status status = byLists(authority, speaking, speaking, signedAt);
        return status.word() == Word.UNKNOWN && !trust.hasIssuerOf(authority)
                ? new Status(Word.GOOD, status.evidence())
                : status;
    }

    private Status byLists(X509Certificate certificate, List<Held> speaking, List<Held> counting, Instant signedAt) {
        List<byte[]> evidence = speaking.stream().map(Held::digest).toList();
        for (Held held : speaking) {
            if (undoes(held.list().entry(certificate), signedAt)) {
                return new Status(Word.REVOKED, evidence);
            }
        }
        Instant now = clock.instant();
        boolean recent =
                counting.stream().anyMatch(held -> isInGrace(held.list().nextUpdate(), now));
        return new Status(recent ? Word.GOOD : Word.UNKNOWN, evidence);
    }

    private static boolean undoes(@Nullable Revocation revocation, Instant signedAt) {
        return revocation != null && revocation.undoes(signedAt);
    }

    /** Whether a recent list of every authority is in hand, so that nobody's revocation is unknown. */
    boolean isUpToDate() {
        Instant now = clock.instant();
        return lists.haveOneOfEveryAuthority(held -> isInGrace(held.list().nextUpdate(), now));
    }

    private boolean isInGrace(Instant time, Instant now) {
        return now.isBefore(time.plus(settings.revocationGrace()));
    }
}
