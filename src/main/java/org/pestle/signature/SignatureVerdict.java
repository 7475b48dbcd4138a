package org.pestle.signature;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
     * else undetermined if any is; else valid, if all are of the same signer, with the evidence for each.
     *
     * @param verdicts none if nothing was signed
     */
    static SignatureVerdict together(List<SignatureVerdict> verdicts) {
        List<String> reasons = of(Invalid.class, verdicts)
                .flatMap(invalid -> invalid.reasons().stream())
                .distinct()
                .toList();
        if (!reasons.isEmpty()) {
            return new Invalid(reasons);
        }
        Optional<Undetermined> undetermined = of(Undetermined.class, verdicts).findFirst();
        if (undetermined.isPresent()) {
            return undetermined.get();
        }
        List<Valid> valid = of(Valid.class, verdicts).toList();
        if (valid.isEmpty()) {
            return new Invalid(List.of(SignatureXml.INVALID_FORMAT));
        }
        Valid first = valid.getFirst();
        if (!valid.stream().allMatch(one -> one.signer().equals(first.signer()))) {
            return new Invalid(List.of("Signatures are of different signers"));
        }
        return new Valid(
                first.signer(),
                first.signedAt(),
                first.contentDigest(),
                first.certificates(),
                valid.stream().flatMap(one -> one.evidence().stream()).toList());
    }

    private static <T extends SignatureVerdict> Stream<T> of(Class<T> kind, List<SignatureVerdict> verdicts) {
        return verdicts.stream().filter(kind::isInstance).map(kind::cast);
    }
}
