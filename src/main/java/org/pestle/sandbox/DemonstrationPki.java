package org.pestle.sandbox;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * The demonstration PKI (contract.md 4): an authority and, each as {@code NAME.pem} with {@code NAME.key}, a prescriber
 * whose certificate is good, one that is revoked, one that has expired and one of another authority with the same name.
 * Made at first start; the revocation list is made anew at every start and whenever the clock is moved. Private keys
 * are readable for their owner only and never leave the folder.
 */
final class DemonstrationPki {
    private static final int BITS = 2048;
    private static final int SERIAL_BITS = 120;
    private static final Duration BACK = Duration.ofDays(3 * 366);
    private static final Duration AHEAD = Duration.ofDays(5 * 366);
    private static final Duration EXPIRED_SINCE = Duration.ofDays(366);
    private static final X500Name AUTHORITY = new X500Name("C=GB,O=Pestle demonstration,CN=Demonstration authority");
    private static final X500Name PRESCRIBER = new X500Name("C=GB,O=Pestle demonstration,OU=A83008,CN=656005750107");

    private final SecureRandom random = new SecureRandom();
    private final Instant now;
    private final Path folder;

    private DemonstrationPki(Path folder, Instant now) {
        this.folder = folder;
        this.now = now;
    }

    /**
     * Makes the PKI, if the folder does not exist; one that exists is complete.
     *
     * @param now real time: certificates are good from three years before to five years after
     */
    static void makeIn(Path folder, Instant now) {
        if (Files.isDirectory(folder)) {
            return;
        }
        try {
            Files.createDirectories(folder.toAbsolutePath().resolveSibling("."));
            Path unfinished = Files.createTempDirectory(folder.toAbsolutePath().getParent(), "pki-unfinished-");
            new DemonstrationPki(unfinished, now).make();
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot make the demonstration PKI in " + folder, broken);
        } catch (GeneralSecurityException | OperatorCreationException impossible) {
            throw new IllegalStateException("cannot make the demonstration PKI", impossible);
        }
    }

    private void make() throws IOException, GeneralSecurityException, OperatorCreationException {
        Instant from = now.minus(BACK);
        Instant to = now.plus(AHEAD);
        KeyPair authority = keys();
        Files.writeString(folder.resolve("ca.pem"), pem(authorityCertificate(authority, from, to)));
        prescriber("prescriber", authority, from, to);
        prescriber("revoked", authority, from, to);
        prescriber("expired", authority, from, now.minus(EXPIRED_SINCE));
        prescriber("untrusted", keys(), from, to);
        PrivateFile.write(folder.resolve("ca.key"), pem(new JcaPKCS8Generator(authority.getPrivate(), null)));
    }

    private X509CertificateHolder authorityCertificate(KeyPair authority, Instant from, Instant to)
            throws IOException, GeneralSecurityException, OperatorCreationException {
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                AUTHORITY, serial(), Date.from(from), Date.from(to), AUTHORITY, authority.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        builder.addExtension(
                Extension.subjectKeyIdentifier,
                false,
                new JcaX509ExtensionUtils().createSubjectKeyIdentifier(authority.getPublic()));
        return builder.build(signer(authority.getPrivate()));
    }

    private void prescriber(String name, KeyPair authority, Instant from, Instant to)
            throws IOException, GeneralSecurityException, OperatorCreationException {
        KeyPair keys = keys();
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                AUTHORITY, serial(), Date.from(from), Date.from(to), PRESCRIBER, keys.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(
                Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature | KeyUsage.nonRepudiation));
        builder.addExtension(
                Extension.authorityKeyIdentifier,
                false,
                new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(authority.getPublic()));
        X509CertificateHolder certificate = builder.build(signer(authority.getPrivate()));
        Files.writeString(folder.resolve(name + ".pem"), pem(certificate));
        PrivateFile.write(folder.resolve(name + ".key"), pem(new JcaPKCS8Generator(keys.getPrivate(), null)));
    }

    private BigInteger serial() {
        return new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS);
    }

    private KeyPair keys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(BITS, random);
        return generator.generateKeyPair();
    }

    static ContentSigner signer(PrivateKey key) throws OperatorCreationException {
        return new JcaContentSignerBuilder("SHA256withRSA").build(key);
    }

    static String pem(Object content) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(content);
        }
        return text.toString();
    }
}
