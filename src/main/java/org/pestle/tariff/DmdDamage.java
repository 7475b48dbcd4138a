package org.pestle.tariff;

import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLStreamException;
import org.pestle.problems.Problem;

/** Tells why a file of a dm+d release could not be read: cut off, in another encoding than it says, or not XML. */
final class DmdDamage {
    private static final int TAIL = 256;

    private DmdDamage() {}

    static Problem of(DmdFile file, DmdSource.Entry entry, XMLStreamException broken) {
        if (broken.getNestedException() instanceof CharConversionException) {
            return Problem.REFERENCE_FILE_ENCODING;
        }
        return endsAsItShould(file, entry) ? Problem.REFERENCE_FILE_INVALID : Problem.REFERENCE_FILE_TRUNCATED;
    }

    private static boolean endsAsItShould(DmdFile file, DmdSource.Entry entry) {
        try (InputStream stream = entry.open()) {
            byte[] tail = new byte[0];
            byte[] next = stream.readNBytes(1 << 16);
            while (next.length > 0) {
                byte[] both = new byte[Math.min(tail.length, TAIL) + next.length];
                int kept = both.length - next.length;
                System.arraycopy(tail, tail.length - kept, both, 0, kept);
                System.arraycopy(next, 0, both, kept, next.length);
                tail = both;
                next = stream.readNBytes(1 << 16);
            }
            String end = new String(tail, StandardCharsets.ISO_8859_1)
                    .replace("\0", "")
                    .strip();
            return end.endsWith("</" + file.root() + ">");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
