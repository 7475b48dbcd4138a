package org.pestle.signature;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * Where revocation lists and answers come from: files and addresses that the operator names, never those that a
 * certificate names. No redirect is followed, and what is too long is not read.
 */
@Component
class RevocationSources {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MOST_BYTES = 32 * 1024 * 1024;

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .followRedirects(Redirect.NEVER)
            .build();

    /** Whether a source is asked over the network. */
    static boolean isRemote(String source) {
        return source.startsWith("http://") || source.startsWith("https://");
    }

    /** The list of a source: a file or an address. */
    byte[] read(String source) throws IOException {
        return isRemote(source)
                ? send(HttpRequest.newBuilder(URI.create(source)).GET())
                : Files.readAllBytes(Path.of(source));
    }

    /** The answer of an OCSP responder. */
    byte[] ask(URI responder, byte[] question) throws IOException {
        return send(HttpRequest.newBuilder(responder)
                .header("Content-Type", "application/ocsp-request")
                .POST(BodyPublishers.ofByteArray(question)));
    }

    private byte[] send(HttpRequest.Builder request) throws IOException {
        try {
            HttpResponse<InputStream> response =
                    http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                byte[] content = body.readNBytes(MOST_BYTES + 1);
                if (response.statusCode() != 200 || content.length > MOST_BYTES) {
                    throw new IOException("status " + response.statusCode() + ", " + content.length + " bytes");
                }
                return content;
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped while waiting", stopping);
        }
    }
}
