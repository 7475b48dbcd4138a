package org.pestle.prescription;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * A message as it is kept: compressed at the cheapest level, byte for byte restorable. The first byte names the form,
 * so that it can change one day.
 */
public final class StoredMessage {
    private static final byte DEFLATED = 1;

    private StoredMessage() {}

    /** The stored form of a message. */
    public static byte[] of(byte[] message) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        try {
            deflater.setInput(message);
            deflater.finish();
            ByteArrayOutputStream stored = new ByteArrayOutputStream(message.length / 4 + 64);
            stored.write(DEFLATED);
            byte[] buffer = new byte[8192];
            while (!deflater.finished()) {
                stored.write(buffer, 0, deflater.deflate(buffer));
            }
            return stored.toByteArray();
        } finally {
            deflater.end();
        }
    }

    /**
     * The message of a stored form.
     *
     * @throws IllegalStateException if it is damaged
     */
    public static byte[] read(byte[] stored) {
        return restore(stored).orElseThrow(() -> new IllegalStateException("a stored message is damaged"));
    }

    /** The message of a stored form, or empty if that is damaged. */
    public static Optional<byte[]> restore(byte[] stored) {
        if (stored.length == 0 || stored[0] != DEFLATED) {
            return Optional.empty();
        }
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(stored, 1, stored.length - 1);
            ByteArrayOutputStream message = new ByteArrayOutputStream(stored.length * 6);
            byte[] buffer = new byte[8192];
            while (!inflater.finished()) {
                int length = inflater.inflate(buffer);
                if (length == 0 && !inflater.finished()) {
                    return Optional.empty();
                }
                message.write(buffer, 0, length);
            }
            return Optional.of(message.toByteArray());
        } catch (DataFormatException damaged) {
            return Optional.empty();
        } finally {
            inflater.end();
        }
    }
}
