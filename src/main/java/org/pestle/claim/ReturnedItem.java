package org.pestle.claim;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An item that the night returned to the contractor (reimbursement.md 1.5): nothing is paid or deducted for it until it
 * is answered, and after its time it is deleted.
 *
 * @param claim in which it was returned
 * @param kind referred back, or disallowed
 * @param reason why, as a code
 * @param returnedOn day of the night that returned it
 * @param answerBy last day for an answer
 * @param ended how it ended, or null while it may be answered
 */
public record ReturnedItem(
        UUID claim,
        UUID lineItemId,
        Kind kind,
        String reason,
        LocalDate returnedOn,
        LocalDate answerBy,
        @Nullable Ended ended) {
    /** Why it came back. */
    public enum Kind {
        /** Something that is needed to price it is missing. */
        REFERRED_BACK("RB"),
        /** The NHS does not pay for it. */
        DISALLOWED("DA");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        /** The reimbursement authority's two letters. */
        public String code() {
            return code;
        }

        static Kind of(String code) {
            return code.equals(REFERRED_BACK.code) ? REFERRED_BACK : DISALLOWED;
        }
    }

    /** How it ended. */
    public enum Ended {
        /** A claim that answers it was accepted. */
        ANSWERED,
        /** Nobody answered in time. */
        DELETED
    }

    /**
     * What the night returns.
     *
     * @param reason why, as a code
     */
    public record Returning(UUID claim, UUID lineItemId, Kind kind, String reason) {}

    boolean isOpen(LocalDate day) {
        return ended == null && !day.isAfter(answerBy);
    }
}
