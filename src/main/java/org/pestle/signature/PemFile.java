package org.pestle.signature;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;

/** Certificates in files. */
final class PemFile {
    private PemFile() {}

    /** All certificates of a file, at least one. */
    static List<X509Certificate> certificates(Path file) throws IOException {
        try {
            List<X509Certificate> certificates =
                    factory().generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file))).stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (certificates.isEmpty()) {
                throw new IOException("no certificate is in the file");
            }
            return certificates;
        } catch (CertificateException broken) {
            throw new IOException("a certificate in the file cannot be read", broken);
        }
    }

    /** When a file was last written. */
    static FileTime version(Path file) throws IOException {
        return Files.getLastModifiedTime(file);
    }

    static CertificateFactory factory() {
        try {
            return CertificateFactory.getInstance("X.509");
        } catch (CertificateException impossible) {
            throw new IllegalStateException("every Java platform reads X.509", impossible);
        }
    }
}
