package org.pestle.signature;

import java.time.Instant;
import java.util.List;

/** What the checks of a signature found. Only {@link Valid} is ever dispensable. */
public sealed interface SignatureVerdict {
    /**
     * It holds.
     *
     * @param signer subject of the certificate
     * @param signedAt when it was signed
     * @param contentDigest SHA-256 of the signed text, 32 bytes
     * @param certificates the chain, each DER, leaf first
     * @param evidence SHA-256 of each revocation list or answer that it was verified with
     */
    record Valid(
            String signer, Instant signedAt, byte[] contentDigest, List<byte[]> certificates, List<byte[]> evidence)
            implements SignatureVerdict {}

    /** It does not hold, for these reasons, in the words and the order of eps.md 7.5. */
    record Invalid(List<String> reasons) implements SignatureVerdict {}

    /** It could not be found out; nothing is kept and the sender may try again. */
    record Undetermined(String reason) implements SignatureVerdict {}

    /**
     * What the verdicts on all signatures of one prescription come to: invalid if any is, with the reasons of each;
     * else undetermined if any is; else the first.
     *
     * @param verdicts at least one, else nothing was signed
     */
    static SignatureVerdict together(List<SignatureVerdict> verdicts) {
        List<String> reasons = verdicts.stream()
                .filter(Invalid.class::isInstance)
                .flatMap(verdict -> ((Invalid) verdict).reasons().stream())
                .distinct()
                .toList();
        if (!reasons.isEmpty() || verdicts.isEmpty()) {
            return new Invalid(reasons.isEmpty() ? List.of("Invalid signature format") : reasons);
        }
        return verdicts.stream()
                .filter(Undetermined.class::isInstance)
                .findFirst()
                .orElse(verdicts.getFirst());
    }
}
