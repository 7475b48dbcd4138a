package org.pestle.prescription;

import java.io.ByteArrayOutputStream;
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

    /** The message of a stored form. */
    public static byte[] read(byte[] stored) {
        if (stored.length == 0 || stored[0] != DEFLATED) {
            throw new IllegalStateException("a stored message has a form that is not known");
        }
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(stored, 1, stored.length - 1);
            ByteArrayOutputStream message = new ByteArrayOutputStream(stored.length * 6);
            byte[] buffer = new byte[8192];
            while (!inflater.finished()) {
                int length = inflater.inflate(buffer);
                if (length == 0 && inflater.needsInput()) {
                    throw new IllegalStateException("a stored message is cut short");
                }
                message.write(buffer, 0, length);
            }
            return message.toByteArray();
        } catch (DataFormatException broken) {
            throw new IllegalStateException("a stored message cannot be read", broken);
        } finally {
            inflater.end();
        }
    }
}
