package org.pestle.signature;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The certificates that the operator trusts, read again when their files change. */
@Component
class TrustStore {
    private final SignatureSettings settings;
    private volatile @Nullable Read read;

    TrustStore(SignatureSettings settings) {
        this.settings = settings;
    }

    private record Read(
            FileTime version,
            @Nullable FileTime versionOfRoots,
            TrustedAuthorities authorities,
            List<X509Certificate> roots) {}

    /** The authorities whose certificates sign prescriptions. */
    TrustedAuthorities authorities() throws IOException {
        return current().authorities();
    }

    /** Everyone whose revocation lists are believed: the authorities, and those above them. */
    List<X509Certificate> listSigners() throws IOException {
        Read current = current();
        List<X509Certificate> all = new ArrayList<>(current.authorities().all());
        all.addAll(current.roots());
        return all;
    }

    /** Whether the one who issued an authority's certificate is configured. */
    boolean hasIssuerOf(X509Certificate authority) {
        try {
            return current().roots().stream()
                    .anyMatch(root -> root.getSubjectX500Principal().equals(authority.getIssuerX500Principal()));
        } catch (IOException unreadable) {
            return settings.rootCertificates() != null;
        }
    }

    private Read current() throws IOException {
        Path file = settings.trustedCertificates();
        if (file == null) {
            throw new IOException("no trusted certificates are configured");
        }
        Path rootFile = settings.rootCertificates();
        FileTime version = PemFile.version(file);
        FileTime versionOfRoots = rootFile == null ? null : PemFile.version(rootFile);
        Read known = read;
        if (known == null
                || !known.version().equals(version)
                || !Objects.equals(known.versionOfRoots(), versionOfRoots)) {
            known = new Read(
                    version,
                    versionOfRoots,
                    new TrustedAuthorities(PemFile.certificates(file), settings.certificatePolicies()),
                    rootFile == null ? List.of() : PemFile.certificates(rootFile));
            read = known;
        }
        return known;
    }
}
