package org.pestle.signature;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pestle.signature.RevocationList.NotUsable;

/** The check as the service has it; what authorities say about revocation is handed to it, not fetched. */
final class MadeCheck {
    static final String SHA1_CLIENT = "old-system";

    private static final RevocationSources NOT_ASKED = new RevocationSources();

    private MadeCheck() {}

    /** The settings of production, with these authorities. */
    static SignatureSettings settings(Path trusted) {
        return settings(trusted, null, Set.of());
    }

    /** The same, with someone above the authorities and with certificate policies. */
    static SignatureSettings settings(Path trusted, @Nullable Path roots, Set<String> policies) {
        return new SignatureSettings(
                trusted,
                roots,
                policies,
                List.of(),
                null,
                Duration.ofMinutes(15),
                Duration.ofHours(12),
                Set.of(SHA1_CLIENT),
                2048,
                Duration.ofHours(72),
                Duration.ofMinutes(5));
    }

    /** The check of signatures; the lists are offered in this order, and those that are no use passed over. */
    static SignatureCheck of(SignatureSettings settings, Clock clock, List<byte[]> lists) {
        CertificateCheck certificates = certificates(settings, clock, lists);
        return new SignatureCheck(settings, certificates, new JwsCheck(certificates));
    }

    /** An XML signature as it comes with a prescription. */
    static List<ReceivedSignature> xml(byte[] signature) {
        return List.of(new ReceivedSignature(SignatureFormat.XMLDSIG, signature));
    }

    /** The check of certificates alone. */
    static CertificateCheck certificates(SignatureSettings settings, Clock clock, List<byte[]> lists) {
        TrustStore trust = new TrustStore(settings);
        RevocationArchive archive = new InMemory();
        RevocationLists held = new RevocationLists(trust, archive, clock);
        for (byte[] list : lists) {
            try {
                held.take(list);
            } catch (NotUsable refused) {
                // as the service, which logs it and goes on
            }
        }
        OcspAnswers answers = new OcspAnswers(settings, NOT_ASKED, archive, clock);
        return new CertificateCheck(
                settings, trust, new CertificateStatus(settings, trust, held, answers, clock), clock);
    }

    /** An archive that lasts as long as the test. */
    static final class InMemory implements RevocationArchive {
        private final List<Evidence> kept = new ArrayList<>();

        @Override
        public void keep(Evidence evidence, Instant now) {
            kept.add(evidence);
        }

        @Override
        public List<byte[]> newestLists() {
            return kept.stream().map(Evidence::content).toList();
        }
    }
}
