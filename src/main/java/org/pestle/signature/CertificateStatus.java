package org.pestle.signature;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.cert.CRLReason;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whether a certificate was revoked when it signed, by the revocation lists of its authority (eps.md 7.5). */
@Component
class CertificateStatus {
    private static final Set<CRLReason> COMPROMISED =
            Set.of(CRLReason.KEY_COMPROMISE, CRLReason.CA_COMPROMISE, CRLReason.AA_COMPROMISE);

    private final SignatureSettings settings;
    private final Clock clock;
    private final Map<Path, ReadList> lists = new ConcurrentHashMap<>();

    CertificateStatus(SignatureSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** What the lists say. */
    enum Status {
        GOOD,
        REVOKED,
        UNKNOWN
    }

    private record ReadList(FileTime version, X509CRL list) {}

    /**
     * Whether a certificate may be believed for something signed at a time.
     *
     * @param issuer signs the list
     * @return UNKNOWN if lists are configured but none of the issuer's is there, readable, rightly signed and recent
     *     enough
     */
    Status of(X509Certificate certificate, X509Certificate issuer, Instant signedAt) {
        if (settings.revocationLists().isEmpty()) {
            return Status.GOOD;
        }
        Status status = Status.UNKNOWN;
        for (Path file : settings.revocationLists()) {
            Optional<X509CRL> list = read(file);
            if (list.isPresent() && isOf(list.get(), certificate, issuer)) {
                if (isRevoked(list.get().getRevokedCertificate(certificate), signedAt)) {
                    return Status.REVOKED;
                }
                status = isRecent(list.get()) ? Status.GOOD : status;
            }
        }
        return status;
    }

    /** Whether a list speaks for certificates of this issuer at all. */
    boolean knows(X509Certificate certificate) {
        return settings.revocationLists().stream()
                .map(this::read)
                .flatMap(Optional::stream)
                .anyMatch(list -> list.getIssuerX500Principal().equals(certificate.getIssuerX500Principal()));
    }

    private static boolean isRevoked(@Nullable X509CRLEntry entry, Instant signedAt) {
        if (entry == null) {
            return false;
        }
        CRLReason reason = entry.getRevocationReason();
        return (reason != null && COMPROMISED.contains(reason))
                || !signedAt.isBefore(entry.getRevocationDate().toInstant());
    }

    private boolean isRecent(X509CRL list) {
        Date nextUpdate = list.getNextUpdate();
        return nextUpdate != null
                && clock.instant().isBefore(nextUpdate.toInstant().plus(settings.revocationGrace()));
    }

    private static boolean isOf(X509CRL list, X509Certificate certificate, X509Certificate issuer) {
        if (!list.getIssuerX500Principal().equals(certificate.getIssuerX500Principal())) {
            return false;
        }
        try {
            list.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException notTheirs) {
            return false;
        }
    }

    private Optional<X509CRL> read(Path file) {
        try {
            FileTime version = PemFile.version(file);
            ReadList known = lists.get(file);
            if (known == null || !known.version().equals(version)) {
                known = new ReadList(version, PemFile.revocationList(file));
                lists.put(file, known);
            }
            return Optional.of(known.list());
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
