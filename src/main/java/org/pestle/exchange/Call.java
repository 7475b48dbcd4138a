package org.pestle.exchange;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pestle.access.Caller;
import org.pestle.access.Operation;

/**
 * One write as it was received.
 *
 * @param requestId the X-Request-ID; its letter case does not matter
 * @param messageId the message's own id, or null where it has none or could not be read
 * @param subject the record it is about, as far as could be read: a prescription id, else {@code -}
 * @param bodyDigest SHA-256 of the body as received, 32 bytes
 */
public record Call(
        Caller caller,
        UUID requestId,
        Operation operation,
        @Nullable UUID messageId,
        String subject,
        byte[] bodyDigest) {

    /** The digest of a body as received. */
    public static byte[] digest(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
