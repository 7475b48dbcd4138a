package org.pestle.signature;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** A certificate in the making: an ordinary one of a prescriber, unless it is told otherwise. */
final class ZooCertificate {
    static final Instant NOW = Instant.parse("2026-11-25T09:30:00Z");
    static final X500Name AUTHORITY = new X500Name("C=GB,O=Zoo,CN=Authority");
    static final X500Name ROOT = new X500Name("C=GB,O=Zoo,CN=Root");
    static final X500Name PRESCRIBER = new X500Name("C=GB,O=Zoo,CN=555253517102_RANDOM_USERM");

    private static final AtomicLong SERIALS = new AtomicLong(1000);

    private final List<Consumer<X509v3CertificateBuilder>> extensions = new ArrayList<>();
    private X500Name issuer = AUTHORITY;
    private KeyPair issuerKeys = ZooKeys.authority();
    private X500Name subject = PRESCRIBER;
    private SubjectPublicKeyInfo key = info(ZooKeys.signer().getPublic());
    private Instant from = NOW.minus(Duration.ofDays(1000));
    private Instant until = NOW.plus(Duration.ofDays(1000));
    private BigInteger serial = BigInteger.valueOf(SERIALS.incrementAndGet());
    private String algorithm = "SHA256withRSA";
    private @Nullable KeyUsage usage = new KeyUsage(KeyUsage.nonRepudiation);
    private @Nullable BasicConstraints constraints = new BasicConstraints(false);

    /** A prescriber's. */
    static ZooCertificate prescriber() {
        return new ZooCertificate();
    }

    /** An authority's, issued by itself. */
    static ZooCertificate authority(X500Name name, KeyPair keys) {
        return new ZooCertificate()
                .by(name, keys)
                .subject(name)
                .key(keys.getPublic())
                .usage(KeyUsage.keyCertSign | KeyUsage.cRLSign)
                .constraints(new BasicConstraints(0));
    }

    /** The one that is trusted. */
    static ZooCertificate authority() {
        return authority(AUTHORITY, ZooKeys.authority());
    }

    ZooCertificate by(X500Name name, KeyPair keys) {
        issuer = name;
        issuerKeys = keys;
        return this;
    }

    ZooCertificate subject(X500Name name) {
        subject = name;
        return this;
    }

    ZooCertificate subject(String name) {
        return subject(new X500Name(name));
    }

    ZooCertificate key(PublicKey its) {
        return key(info(its));
    }

    ZooCertificate key(SubjectPublicKeyInfo its) {
        key = its;
        return this;
    }

    ZooCertificate from(Instant time) {
        from = time;
        return this;
    }

    ZooCertificate until(Instant time) {
        until = time;
        return this;
    }

    ZooCertificate serial(BigInteger number) {
        serial = number;
        return this;
    }

    ZooCertificate algorithm(String name) {
        algorithm = name;
        return this;
    }

    ZooCertificate usage(int bits) {
        usage = new KeyUsage(bits);
        return this;
    }

    ZooCertificate anyUsage() {
        usage = null;
        return this;
    }

    ZooCertificate constraints(@Nullable BasicConstraints its) {
        constraints = its;
        return this;
    }

    ZooCertificate purposes(boolean critical, KeyPurposeId... purposes) {
        return with(Extension.extendedKeyUsage, critical, new ExtendedKeyUsage(purposes));
    }

    ZooCertificate with(ASN1ObjectIdentifier id, boolean critical, ASN1Encodable value) {
        extensions.add(builder -> {
            try {
                builder.addExtension(id, critical, value);
            } catch (IOException broken) {
                throw new IllegalStateException(broken);
            }
        });
        return this;
    }

    /** The certificate as bytes. */
    byte[] der() {
        X509v3CertificateBuilder builder =
                new X509v3CertificateBuilder(issuer, serial, Date.from(from), Date.from(until), subject, key);
        if (constraints != null) {
            with(Extension.basicConstraints, true, constraints);
        }
        if (usage != null) {
            with(Extension.keyUsage, true, usage);
        }
        extensions.forEach(extension -> extension.accept(builder));
        try {
            return builder.build(new JcaContentSignerBuilder(algorithm).build(issuerKeys.getPrivate()))
                    .getEncoded();
        } catch (IOException | OperatorCreationException broken) {
            throw new IllegalStateException(broken);
        }
    }

    X509Certificate certificate() {
        try {
            return (X509Certificate) PemFile.factory().generateCertificate(new ByteArrayInputStream(der()));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static SubjectPublicKeyInfo info(PublicKey key) {
        return SubjectPublicKeyInfo.getInstance(key.getEncoded());
    }
}
