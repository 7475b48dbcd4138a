package org.pestle.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A document that is made from the code and kept in the repository, so that people can read it without running
 * anything. A test compares it; with {@code -Dpestle.write-documents=true} the test writes it instead.
 */
public final class GeneratedDocument {
    private GeneratedDocument() {}

    /** Fails unless the file holds exactly this text. */
    public static void check(Path file, String text) {
        try {
            if (Boolean.getBoolean("pestle.write-documents")) {
                Files.createDirectories(file.toAbsolutePath().getParent());
                Files.writeString(file, text);
            }
            assertThat(Files.exists(file) ? Files.readString(file) : "")
                    .as("%s is out of date; write it anew with -Dpestle.write-documents=true", file)
                    .isEqualTo(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
