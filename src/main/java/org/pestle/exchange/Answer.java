package org.pestle.exchange;

/**
 * The answer to a call, as it is sent and kept.
 *
 * @param status HTTP status
 * @param contentType media type of the body
 * @param body as sent
 * @param outcome {@code done}, or the code of the first refusal: for the audit trail
 * @param hasEffect whether what the call changed stays: it was done, or it was refused and the refusal itself is part
 *     of the record (a cancellation that waits for its prescription)
 */
public record Answer(int status, String contentType, byte[] body, String outcome, boolean hasEffect) {
    /** The outcome of a call that had its effect. */
    public static final String DONE = "done";

    /** An answer whose call changes something if, and only if, it was done. */
    public Answer(int status, String contentType, byte[] body, String outcome) {
        this(status, contentType, body, outcome, outcome.equals(DONE));
    }

    /** The same words, with an effect that stays. */
    public Answer keepingItsEffect() {
        return new Answer(status, contentType, body, outcome, true);
    }

    /** Whether it may be kept: an answer that asks to try again later may not. */
    public boolean isFinal() {
        return status < 500;
    }
}
