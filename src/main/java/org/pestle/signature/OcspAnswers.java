package org.pestle.signature;

import java.io.IOException;
import java.net.URI;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.pestle.signature.RevocationArchive.Evidence;
import org.pestle.signature.RevocationArchive.Kind;
import org.pestle.signature.RevocationList.NotUsable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What an OCSP responder said, where one is configured. A certificate that comes for the first time is asked about in
 * the background: until the answer is there its revocation is unknown, and the sender's next try finds it.
 */
@Component
class OcspAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(OcspAnswers.class);
    private static final Duration REMEMBERED = Duration.ofDays(1);
    private static final int MOST = 50_000;

    private final @Nullable URI responder;
    private final RevocationSources sources;
    private final RevocationArchive archive;
    private final Clock clock;
    private final Map<X509Certificate, Question> questions = new ConcurrentHashMap<>();
    private final ExecutorService background = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("ocsp").factory());

    OcspAnswers(SignatureSettings settings, RevocationSources sources, RevocationArchive archive, Clock clock) {
        this.responder = settings.ocspResponder();
        this.sources = sources;
        this.archive = archive;
        this.clock = clock;
    }

    /**
     * An answer that was believed.
     *
     * @param digest SHA-256 of it
     * @param thisUpdate when what it says was known to be right
     * @param revocation what it says, or null if the certificate is good
     */
    record Answer(
            byte[] digest, Instant thisUpdate, @Nullable Revocation revocation) {}

    /** A certificate that was asked about, last needed at that time. */
    private static final class Question {
        private final X509Certificate issuer;
        private volatile Instant needed;
        private volatile @Nullable Answer answer;

        Question(X509Certificate issuer, Instant needed) {
            this.issuer = issuer;
            this.needed = needed;
        }
    }

    /** What the responder said of a certificate; null where there is none, or it has not said anything yet. */
    @Nullable
    Answer about(X509Certificate certificate, X509Certificate issuer) {
        if (responder == null) {
            return null;
        }
        Instant now = clock.instant();
        Question known = questions.get(certificate);
        if (known != null) {
            known.needed = now;
            return known.answer;
        }
        Question asked = new Question(issuer, now);
        if (questions.size() < MOST && questions.putIfAbsent(certificate, asked) == null) {
            background.execute(() -> ask(certificate, asked));
        }
        return null;
    }

    /** Asks again about every certificate that was needed lately; forgets the others. */
    void askAgain() {
        Instant old = clock.instant().minus(REMEMBERED);
        questions.values().removeIf(question -> question.needed.isBefore(old));
        questions.forEach(this::ask);
    }

    private void ask(X509Certificate certificate, Question question) {
        URI address = responder;
        if (address == null) {
            return;
        }
        try {
            OcspExchange exchange = new OcspExchange(certificate, question.issuer);
            byte[] content = sources.ask(address, exchange.question());
            Instant now = clock.instant();
            OcspExchange.Said said = exchange.read(content, now);
            Answer held = question.answer;
            if (held != null && said.thisUpdate().isBefore(held.thisUpdate())) {
                throw new NotUsable("it is older than the one that is held");
            }
            byte[] digest = SignedInfo.contentDigest(content);
            archive.keep(
                    new Evidence(
                            digest,
                            Kind.OCSP,
                            SignedInfo.contentDigest(certificate.getEncoded()),
                            certificate.getIssuerX500Principal().getName(),
                            said.thisUpdate(),
                            said.nextUpdate(),
                            content),
                    now);
            question.answer = new Answer(digest, said.thisUpdate(), said.revocation());
        } catch (NotUsable | IOException | CertificateEncodingException | RuntimeException fault) {
            LOG.warn("the OCSP responder gave no answer that can be used: {}", fault.getMessage());
        }
    }

    /** Asks nothing any more. */
    void stop() {
        background.shutdownNow();
    }
}
