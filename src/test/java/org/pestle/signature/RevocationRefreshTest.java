package org.pestle.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pestle.signature.ZooCertificate.NOW;
import static org.pestle.signature.ZooCertificate.prescriber;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.Req;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pestle.testing.Database;
import org.pestle.testing.MovedClock;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Lists and answers from sources that come, go and lie, while time goes on (T04, F11). */
class RevocationRefreshTest {
    private final Database database = Database.fresh();
    private final RevocationTable archive = new RevocationTable(new NamedParameterJdbcTemplate(database.application()));
    private final MovedClock time = new MovedClock(NOW);
    private final X509Certificate certificate = prescriber().certificate();
    private final AtomicInteger status = new AtomicInteger(200);

    @TempDir
    private Path folder;

    private HttpServer authority;
    private volatile UnaryOperator<byte[]> answer = question -> new byte[0];

    @BeforeEach
    void start() throws IOException {
        authority = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        authority.createContext("/", exchange -> {
            byte[] body = answer.apply(exchange.getRequestBody().readAllBytes());
            exchange.sendResponseHeaders(status.get(), body.length == 0 ? -1 : body.length);
            try (var out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        authority.start();
    }

    @AfterEach
    void stop() {
        authority.stop(0);
    }

    @Test
    void a_list_stands_in_for_twelve_hours_after_its_next_update_while_its_source_is_away() {
        answer = question -> ZooList.list().next(NOW.plus(Duration.ofHours(1))).der();
        Parts parts = parts(url(), null);
        parts.refresh.fetchAll();
        status.set(500);

        assertThat(parts.word()).isEqualTo("GOOD");
        time.moveTo(NOW.plus(Duration.ofHours(13)).minusSeconds(1));
        parts.refresh.fetchAll();
        assertThat(parts.word()).isEqualTo("GOOD");
        assertThat(parts.check.isCertain()).isTrue();
        time.moveTo(NOW.plus(Duration.ofHours(13)));
        parts.refresh.fetchAll();
        assertThat(parts.word()).isEqualTo("UNKNOWN");
        assertThat(parts.check.isCertain()).isFalse();

        status.set(200);
        answer = question -> ZooList.madeAt(time.instant())
                .next(time.instant().plusSeconds(60))
                .der();
        parts.refresh.fetchAll();
        assertThat(parts.word()).isEqualTo("GOOD");
    }

    @Test
    void a_revocation_is_known_after_one_refresh_and_survives_lies_and_a_restart() {
        answer = question -> ZooList.list().der();
        Parts parts = parts(url(), null);
        parts.refresh.fetchAll();
        assertThat(parts.word()).isEqualTo("GOOD");

        time.moveTo(NOW.plusSeconds(60));
        answer = question -> ZooList.madeAt(time.instant())
                .revoke(certificate, NOW, CRLReason.superseded)
                .der();
        parts.refresh.fetchAll();
        answer = question -> ZooList.list().der();
        parts.refresh.fetchAll();
        answer = question -> "<html>".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        parts.refresh.fetchAll();
        assertThat(parts.word()).isEqualTo("REVOKED");

        status.set(500);
        Parts restarted = parts(url(), null);
        restarted.refresh.start();
        assertThat(restarted.word()).isEqualTo("REVOKED");
        restarted.refresh.stop();
        assertThat(database.jdbc()
                        .sql("SELECT count(*) FROM revocation_evidence WHERE sha256(content) = digest")
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void reads_files_before_the_first_call() throws IOException {
        Path list = Files.write(folder.resolve("ca.crl"), ZooList.list().der());
        Parts parts = parts(list.toString(), null);

        assertThat(parts.refresh.isRunning()).isFalse();
        parts.refresh.start();
        assertThat(parts.refresh.isRunning()).isTrue();
        assertThat(parts.word()).isEqualTo("GOOD");
        parts.refresh.stop();
        assertThat(parts.refresh.isRunning()).isFalse();
    }

    @Test
    void asks_a_responder_in_the_background_and_believes_it_for_twelve_hours() {
        Parts parts = parts(null, url());
        answer = question ->
                response(question, CertificateStatus.GOOD, ZooKeys.authority().getPrivate());

        assertThat(parts.word()).isEqualTo("UNKNOWN");
        parts.answers.askAgain();
        assertThat(parts.word()).isEqualTo("GOOD");

        status.set(500);
        time.moveTo(NOW.plus(Duration.ofHours(12)).minusSeconds(1));
        parts.answers.askAgain();
        assertThat(parts.word()).isEqualTo("GOOD");
        time.moveTo(NOW.plus(Duration.ofHours(12)));
        assertThat(parts.word()).isEqualTo("UNKNOWN");
    }

    @Test
    void believes_a_responder_that_says_revoked_by_its_reason_and_date() {
        Parts parts = parts(null, url());
        answer = question -> response(
                question,
                new RevokedStatus(Date.from(NOW.plusSeconds(5)), CRLReason.superseded),
                ZooKeys.authority().getPrivate());
        parts.word();
        parts.answers.askAgain();
        assertThat(parts.word()).isEqualTo("GOOD");

        answer = question -> response(
                question,
                new RevokedStatus(Date.from(NOW.plusSeconds(5)), CRLReason.keyCompromise),
                ZooKeys.authority().getPrivate());
        parts.answers.askAgain();
        assertThat(parts.word()).isEqualTo("REVOKED");
    }

    @Test
    void believes_no_responder_that_the_authority_did_not_charge() {
        Parts parts = parts(null, url());
        parts.word();
        for (UnaryOperator<byte[]> lie : List.<UnaryOperator<byte[]>>of(
                question -> response(
                        question, CertificateStatus.GOOD, ZooKeys.lookalike().getPrivate()),
                question -> response(
                        question, CertificateStatus.GOOD, ZooKeys.signer().getPrivate()),
                question -> response(
                        question,
                        new org.bouncycastle.cert.ocsp.UnknownStatus(),
                        ZooKeys.authority().getPrivate()),
                question -> new byte[] {1, 2, 3},
                question -> new byte[0])) {
            answer = lie;
            parts.answers.askAgain();
            assertThat(parts.word()).isEqualTo("UNKNOWN");
        }
    }

    private byte[] response(byte[] question, @Nullable CertificateStatus said, java.security.PrivateKey key) {
        try {
            BasicOCSPRespBuilder builder = new BasicOCSPRespBuilder(
                    SubjectPublicKeyInfo.getInstance(
                            Specimen.AUTHORITY.getPublicKey().getEncoded()),
                    new JcaDigestCalculatorProviderBuilder()
                            .build()
                            .get(org.bouncycastle.cert.ocsp.CertificateID.HASH_SHA1));
            for (Req each : new OCSPReq(question).getRequestList()) {
                builder.addResponse(each.getCertID(), said, Date.from(time.instant()), null, null);
            }
            OCSPResp response = new OCSPRespBuilder()
                    .build(
                            OCSPRespBuilder.SUCCESSFUL,
                            builder.build(
                                    new JcaContentSignerBuilder("SHA256withRSA").build(key),
                                    new X509CertificateHolder[0],
                                    Date.from(time.instant())));
            return response.getEncoded();
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }

    @Test
    void the_age_of_the_oldest_list_is_told_to_those_who_watch() {
        answer = question ->
                ZooList.madeAt(NOW).next(NOW.plus(Duration.ofDays(1))).der();
        Parts parts = parts(url(), null);
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        new RevocationAge(parts.lists, time).bindTo(meters);
        TimeGauge age = meters.get("pestle.revocation.age").timeGauge();

        assertThat(age.value(TimeUnit.SECONDS)).as("no list yet").isNaN();
        parts.refresh.fetchAll();
        time.moveTo(NOW.plus(Duration.ofHours(7)));

        assertThat(age.value(TimeUnit.HOURS)).isEqualTo(7);
    }

    private String url() {
        return "http://127.0.0.1:" + authority.getAddress().getPort() + "/";
    }

    /** The parts of one process that runs the service. */
    private final class Parts {
        private final RevocationLists lists;
        private final RevocationRefresh refresh;
        private final OcspAnswers answers;
        private final org.pestle.signature.CertificateStatus revocation;
        private final CertificateCheck check;

        Parts(SignatureSettings settings) {
            TrustStore trust = new TrustStore(settings);
            RevocationSources sources = new RevocationSources();
            lists = new RevocationLists(trust, archive, time);
            answers = new OcspAnswers(settings, sources, archive, time);
            refresh = new RevocationRefresh(settings, sources, lists, answers);
            revocation = new org.pestle.signature.CertificateStatus(settings, trust, lists, answers, time);
            check = new CertificateCheck(settings, trust, revocation, time);
        }

        String word() {
            return revocation.of(certificate, Specimen.AUTHORITY, NOW).word().name();
        }
    }

    private Parts parts(@Nullable String list, @Nullable String responder) {
        try {
            Path trusted = Files.writeString(
                    folder.resolve("ca.pem"),
                    "-----BEGIN CERTIFICATE-----\n"
                            + Base64.getMimeEncoder().encodeToString(Specimen.encoded(Specimen.AUTHORITY))
                            + "\n-----END CERTIFICATE-----\n");
            return new Parts(new SignatureSettings(
                    trusted,
                    null,
                    Set.of(),
                    list == null ? List.of() : List.of(list),
                    responder == null ? null : URI.create(responder),
                    Duration.ofHours(1),
                    Duration.ofHours(12),
                    Set.of(),
                    2048,
                    Duration.ofHours(72),
                    Duration.ofMinutes(5)));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
