package org.pestle.signature;

import java.security.cert.CRLReason;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * That a certificate was revoked (eps.md 7.5).
 *
 * @param at from when on
 * @param reason why, or null where the authority does not say
 */
record Revocation(Instant at, @Nullable CRLReason reason) {
    private static final Set<CRLReason> COMPROMISED =
            Set.of(CRLReason.KEY_COMPROMISE, CRLReason.CA_COMPROMISE, CRLReason.AA_COMPROMISE);

    /**
     * Whether it undoes a signature of that time. One whose key is in other hands undoes all, since the time may be
     * made up; any other, a hold among them, only what was signed at that moment or later; a hold that was lifted,
     * none.
     */
    boolean undoes(Instant signedAt) {
        if (reason == CRLReason.REMOVE_FROM_CRL) {
            return false;
        }
        return (reason != null && COMPROMISED.contains(reason)) || !signedAt.isBefore(at);
    }
}
