package org.pestle.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Writes a call down so that it can be pasted into a shell. */
final class Curl {
    private Curl() {}

    /**
     * The call for {@code curl}. Because it keeps its request id, pasting it once more gets the stored answer and has
     * no second effect.
     *
     * @param what names the file that holds the body, for example a prescription id
     */
    static String of(ServiceClient client, ServiceCall call, @Nullable String what) {
        StringBuilder line = new StringBuilder("curl -sS");
        if (call.persona() != null) {
            line.append(" -H \"Authorization: Bearer $(curl -sS -u ")
                    .append(call.persona())
                    .append(':')
                    .append(call.persona())
                    .append(" -d grant_type=client_credentials ")
                    .append(client.at("/oauth2/token"))
                    .append(" | sed 's/.*\"access_token\" *: *\"\\([^\"]*\\)\".*/\\1/')\"");
        }
        line.append(" -H 'X-Request-ID: ").append(call.requestId()).append('\'');
        if (call.body() != null) {
            line.append(" -H 'Content-Type: ").append(call.contentType()).append('\'');
            line.append(" --data-binary @").append(bodyFile(call.body(), what == null ? "body" : what));
        }
        return line.append(" '").append(client.at(call.path())).append('\'').toString();
    }

    private static Path bodyFile(byte[] body, String what) {
        try {
            // readable by its owner only, as createTempFile makes it
            Path file = Files.createTempFile("pestle-" + what.replaceAll("[^A-Za-z0-9-]", "_") + "-", ".json");
            Files.write(file, body);
            return file;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
