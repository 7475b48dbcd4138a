package org.pestle.signature;

import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.ReasonFlags;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** A revocation list in the making: an ordinary one of the authority, made an hour ago, with nothing on it. */
final class ZooList {
    private final X509v2CRLBuilder builder;
    private final KeyPair keys;
    private @Nullable Instant next = ZooCertificate.NOW.plus(Duration.ofDays(1));
    private String algorithm = "SHA256withRSA";

    private ZooList(X500Name issuer, KeyPair keys, Instant made) {
        this.builder = new X509v2CRLBuilder(issuer, Date.from(made));
        this.keys = keys;
    }

    static ZooList list() {
        return by(ZooCertificate.AUTHORITY, ZooKeys.authority());
    }

    static ZooList by(X500Name issuer, KeyPair keys) {
        return new ZooList(issuer, keys, ZooCertificate.NOW.minus(Duration.ofHours(1)));
    }

    static ZooList by(X500Name issuer, KeyPair keys, Instant made) {
        return new ZooList(issuer, keys, made);
    }

    static ZooList madeAt(Instant made) {
        return new ZooList(ZooCertificate.AUTHORITY, ZooKeys.authority(), made);
    }

    ZooList next(@Nullable Instant time) {
        next = time;
        return this;
    }

    ZooList algorithm(String name) {
        algorithm = name;
        return this;
    }

    /** Puts a certificate on it; reason 0 is written as none. */
    ZooList revoke(X509Certificate certificate, Instant at, int reason) {
        builder.addCRLEntry(certificate.getSerialNumber(), Date.from(at), reason);
        return this;
    }

    ZooList with(ASN1ObjectIdentifier id, boolean critical, ASN1Encodable value) {
        try {
            builder.addExtension(id, critical, value);
            return this;
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    ZooList number(long number) {
        return with(Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(number)));
    }

    /** Speaks for a part only. */
    ZooList scope(
            @Nullable String point,
            boolean users,
            boolean authorities,
            @Nullable ReasonFlags reasons,
            boolean indirect,
            boolean attributes) {
        DistributionPointName name = point == null
                ? null
                : new DistributionPointName(
                        new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, point)));
        return with(
                Extension.issuingDistributionPoint,
                true,
                new IssuingDistributionPoint(name, users, authorities, reasons, indirect, attributes));
    }

    byte[] der() {
        if (next != null) {
            builder.setNextUpdate(Date.from(next));
        }
        try {
            return builder.build(new JcaContentSignerBuilder(algorithm).build(keys.getPrivate()))
                    .getEncoded();
        } catch (IOException | OperatorCreationException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
