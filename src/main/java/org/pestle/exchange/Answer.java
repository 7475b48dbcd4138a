package org.pestle.exchange;

/**
 * The answer to a call, as it is sent and kept.
 *
 * @param status HTTP status
 * @param contentType media type of the body
 * @param body as sent
 * @param outcome {@code done}, or the code of the first refusal: for the audit trail
 */
public record Answer(int status, String contentType, byte[] body, String outcome) {
    /** The outcome of a call that had its effect. */
    public static final String DONE = "done";

    /** Whether the call had its effect. */
    public boolean isDone() {
        return outcome.equals(DONE);
    }

    /** Whether it may be kept: an answer that asks to try again later may not. */
    public boolean isFinal() {
        return status < 500;
    }
}
