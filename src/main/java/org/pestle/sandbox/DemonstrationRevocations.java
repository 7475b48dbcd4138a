package org.pestle.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.operator.OperatorCreationException;

/**
 * The revocation list of the demonstration PKI, {@code ca.crl}: on it is {@code revoked}, for a compromised key, since
 * a day after its certificate began. Dated by the business clock, and numbered by real time, so that a list made after
 * the clock was put back still is the newer one.
 */
final class DemonstrationRevocations {
    private static final Duration GOOD_FOR = Duration.ofDays(7);

    private final Path pki;
    private final Clock business;
    private final Clock real;

    DemonstrationRevocations(Path pki, MovableClock clock) {
        this.pki = pki;
        this.business = clock;
        this.real = clock.real();
    }

    /** Makes the list anew. A PKI of an earlier version has no key for that: its list stays, and is good for years. */
    void renew() {
        if (!Files.exists(pki.resolve("ca.key"))) {
            return;
        }
        try {
            Instant now = business.instant();
            X509Certificate revoked = certificate("revoked");
            X509v2CRLBuilder list = new JcaX509v2CRLBuilder(certificate("ca"), Date.from(now));
            list.setNextUpdate(Date.from(now.plus(GOOD_FOR)));
            list.addExtension(
                    Extension.cRLNumber,
                    false,
                    new CRLNumber(BigInteger.valueOf(real.instant().toEpochMilli())));
            list.addCRLEntry(
                    revoked.getSerialNumber(),
                    Date.from(revoked.getNotBefore().toInstant().plus(Duration.ofDays(1))),
                    CRLReason.keyCompromise);
            Path unfinished = Files.createTempFile(pki, "ca", ".crl.unfinished");
            Files.writeString(
                    unfinished,
                    DemonstrationPki.pem(
                            list.build(DemonstrationPki.signer(DemonstrationPrescriber.key(pki.resolve("ca.key"))))));
            Files.move(unfinished, pki.resolve("ca.crl"), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot renew the revocation list in " + pki, broken);
        } catch (GeneralSecurityException | OperatorCreationException unusable) {
            throw new IllegalStateException("cannot renew the revocation list in " + pki, unusable);
        }
    }

    private X509Certificate certificate(String name) throws IOException, GeneralSecurityException {
        try (InputStream pem = Files.newInputStream(pki.resolve(name + ".pem"))) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
        }
    }
}
