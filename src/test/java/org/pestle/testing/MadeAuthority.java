package org.pestle.testing;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority made for a test: issues certificates of any kind, and lists what it revoked. */
public final class MadeAuthority {
    private static final AtomicLong SERIAL = new AtomicLong(1);

    private final X500Name name;
    private final KeyPair keys;
    private final X509Certificate certificate;

    /** A new authority of that name, valid between two instants. */
    public MadeAuthority(String name, Instant from, Instant until) {
        this.name = new X500Name("CN=" + name);
        this.keys = keys(2048);
        this.certificate = build(
                this.name,
                keys,
                this.name,
                keys.getPrivate(),
                from,
                until,
                true,
                KeyUsage.keyCertSign | KeyUsage.cRLSign);
    }

    /**
     * Someone who signs.
     *
     * @param certificate issued by an authority
     * @param key the private key
     */
    public record Signer(X509Certificate certificate, PrivateKey key) {
        /** One of the demonstration PKI: {@code NAME.pem} with {@code NAME.key}. */
        public static Signer read(Path pki, String name) {
            try (InputStream pem = Files.newInputStream(pki.resolve(name + ".pem"))) {
                String key = Files.readString(pki.resolve(name + ".key")).replaceAll("-----[A-Z ]+-----", "");
                return new Signer(
                        (X509Certificate)
                                CertificateFactory.getInstance("X.509").generateCertificate(pem),
                        KeyFactory.getInstance("RSA")
                                .generatePrivate(new PKCS8EncodedKeySpec(
                                        Base64.getMimeDecoder().decode(key))));
            } catch (IOException | GeneralSecurityException broken) {
                throw new IllegalStateException(broken);
            }
        }

        /** Base64 of the XML signature over a digest that {@code $prepare} answered. */
        public byte[] sign(String digest, String jcaAlgorithm) {
            try {
                byte[] signedInfo = Base64.getDecoder().decode(digest);
                Signature signature = Signature.getInstance(jcaAlgorithm);
                signature.initSign(key);
                signature.update(signedInfo);
                return MadeAuthority.xml(
                        new String(signedInfo, StandardCharsets.UTF_8),
                        Base64.getEncoder().encodeToString(signature.sign()),
                        Base64.getEncoder().encodeToString(certificate.getEncoded()));
            } catch (GeneralSecurityException broken) {
                throw new IllegalStateException(broken);
            }
        }
    }

    /** The XML signature of these parts. */
    public static byte[] xml(String signedInfo, String value, String certificate) {
        return ("<Signature xmlns=\"http://www.w3.org/2000/09/xmldsig#\">" + signedInfo + "<SignatureValue>" + value
                        + "</SignatureValue><KeyInfo><X509Data><X509Certificate>" + certificate
                        + "</X509Certificate></X509Data></KeyInfo></Signature>")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** A prescriber with a key of so many bits, valid between two instants. */
    public Signer issue(int bits, Instant from, Instant until, int keyUsage) {
        KeyPair own = keys(bits);
        return new Signer(
                build(new X500Name("CN=prescriber"), own, name, keys.getPrivate(), from, until, false, keyUsage),
                own.getPrivate());
    }

    /** A prescriber with an ordinary certificate. */
    public Signer issue(Instant from, Instant until) {
        return issue(2048, from, until, KeyUsage.nonRepudiation);
    }

    /** A prescriber with keys of any kind. */
    public Signer issue(KeyPair own, Instant from, Instant until) {
        X509Certificate issued = build(
                new X500Name("CN=prescriber"),
                own,
                name,
                keys.getPrivate(),
                from,
                until,
                false,
                KeyUsage.nonRepudiation);
        return new Signer(issued, own.getPrivate());
    }

    /** The authority as a signer: it is none. */
    public Signer itself() {
        return new Signer(certificate, keys.getPrivate());
    }

    /** Writes the authority's certificate to a file. */
    public Path writeTo(Path file) {
        try {
            return Files.writeString(
                    file,
                    "-----BEGIN CERTIFICATE-----\n"
                            + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
                            + "\n-----END CERTIFICATE-----\n");
        } catch (IOException | GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** A revocation list with one certificate on it. */
    public byte[] revoke(X509Certificate revoked, Instant at, int reason, Instant thisUpdate, Instant nextUpdate) {
        X509v2CRLBuilder list = list(thisUpdate, nextUpdate);
        list.addCRLEntry(revoked.getSerialNumber(), Date.from(at), reason);
        return encoded(list);
    }

    /** A revocation list with nothing on it. */
    public byte[] revokeNothing(Instant thisUpdate, Instant nextUpdate) {
        return encoded(list(thisUpdate, nextUpdate));
    }

    private X509v2CRLBuilder list(Instant thisUpdate, Instant nextUpdate) {
        X509v2CRLBuilder list = new X509v2CRLBuilder(name, Date.from(thisUpdate));
        list.setNextUpdate(Date.from(nextUpdate));
        return list;
    }

    private byte[] encoded(X509v2CRLBuilder list) {
        try {
            return list.build(signer(keys.getPrivate())).getEncoded();
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static X509Certificate build(
            X500Name subject,
            KeyPair own,
            X500Name issuer,
            PrivateKey issuerKey,
            Instant from,
            Instant until,
            boolean authority,
            int keyUsage) {
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    issuer,
                    BigInteger.valueOf(SERIAL.incrementAndGet()),
                    Date.from(from),
                    Date.from(until),
                    subject,
                    own.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(keyUsage));
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer(issuerKey)));
        } catch (CertIOException | GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static ContentSigner signer(PrivateKey key) {
        try {
            return new JcaContentSignerBuilder("SHA256withRSA").build(key);
        } catch (OperatorCreationException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static KeyPair keys(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
