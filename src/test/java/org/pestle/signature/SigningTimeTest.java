package org.pestle.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pestle.signature.ZooCertificate.NOW;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.x509.CRLReason;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every combination of when it says it was signed, when it came, from when to when its certificate holds, and when and
 * why that was revoked, against the rules said a second time (T05, eps.md 7.5).
 */
class SigningTimeTest {
    private static final long HOUR = 3600;
    private static final long[] CLAIMED = {-73 * HOUR, -72 * HOUR, -2 * HOUR, 0, 300, 301};
    private static final long[] BEGINS = {-100 * HOUR, -2 * HOUR, -HOUR, 1};
    private static final long[] ENDS = {-HOUR, 0, 301, 100 * HOUR};
    private static final int[] REASONS = {CRLReason.superseded, CRLReason.keyCompromise};

    @TempDir
    private Path folder;

    @Test
    void agrees_with_the_truth_table() throws Exception {
        Path trusted = folder.resolve("ca.pem");
        Files.writeString(
                trusted,
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder().encodeToString(Specimen.AUTHORITY.getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
        int combinations = 0;
        Set<List<String>> outcomes = new LinkedHashSet<>();
        for (long begins : BEGINS) {
            for (long ends : ENDS) {
                X509Certificate certificate = ZooCertificate.prescriber()
                        .from(at(begins))
                        .until(at(ends))
                        .certificate();
                String text = Base64.getEncoder().encodeToString(certificate.getEncoded());
                for (Revoked revoked : revocations()) {
                    CertificateCheck check = MadeCheck.certificates(
                            MadeCheck.settings(trusted),
                            Clock.fixed(NOW, ZoneOffset.UTC),
                            List.of(revoked.list(certificate)));
                    for (long claimed : CLAIMED) {
                        for (boolean isNew : new boolean[] {true, false}) {
                            CertificateCheck.Found found =
                                    check.check(check.signer(text).orElseThrow(), at(claimed), isNew);
                            List<String> expected = expected(claimed, begins, ends, revoked, isNew);
                            assertThat(found.reasons())
                                    .as("claimed %s, holds %s to %s, %s, new %s", claimed, begins, ends, revoked, isNew)
                                    .isEqualTo(expected);
                            outcomes.add(expected);
                            combinations++;
                        }
                    }
                }
            }
        }
        assertThat(combinations).isEqualTo(6 * 4 * 4 * 9 * 2);
        assertThat(outcomes).hasSizeGreaterThan(10).contains(List.of());
    }

    private record Revoked(@Nullable Long at, int reason) {
        byte[] list(X509Certificate certificate) {
            return at == null
                    ? Specimen.NOTHING_REVOKED
                    : ZooList.list()
                            .revoke(certificate, SigningTimeTest.at(at), reason)
                            .der();
        }
    }

    private static List<Revoked> revocations() {
        List<Revoked> all = new ArrayList<>(List.of(new Revoked(null, 0)));
        for (long at : new long[] {-80 * HOUR, -2 * HOUR, 0, 301}) {
            for (int reason : REASONS) {
                all.add(new Revoked(at, reason));
            }
        }
        return all;
    }

    /** The rules, in other words than the service has them. */
    private static List<String> expected(long claimed, long begins, long ends, Revoked revoked, boolean isNew) {
        List<String> expected = new ArrayList<>();
        Long revokedAt = revoked.at();
        boolean trusted = begins <= ends;
        if (trusted && revokedAt != null && (revoked.reason() == CRLReason.keyCompromise || claimed >= revokedAt)) {
            expected.add("Certificate is revoked");
        }
        if (claimed <= begins || claimed >= ends) {
            expected.add("Certificate expired when signed");
        }
        if (!trusted) {
            expected.add("Certificate not trusted");
        }
        if (isNew && (0 <= begins || 0 >= ends)) {
            expected.add("Certificate is not valid when received");
        }
        if (isNew && (claimed < -72 * HOUR || claimed > 300)) {
            expected.add("Signing time is too long ago or in the future");
        }
        return expected;
    }

    private static Instant at(long seconds) {
        return NOW.plusSeconds(seconds);
    }
}
