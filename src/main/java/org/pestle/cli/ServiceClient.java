package org.pestle.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A running service, as its callers see it: calls with the token of a persona, and the sandbox's own addresses. */
public final class ServiceClient {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final URI base;
    private final HttpClient http;
    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    /** A service at this address, for example {@code http://localhost:8080}. */
    public ServiceClient(URI base) {
        this.base = base;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
    }

    /** Its address. */
    public URI base() {
        return base;
    }

    /** An address below the base. */
    public URI at(String path) {
        return URI.create(base.toString().replaceFirst("/+$", "") + path);
    }

    /** Makes a call; a no is an answer like any other. */
    public Reply send(ServiceCall call) {
        HttpRequest.Builder request = HttpRequest.newBuilder(at(call.path()))
                .timeout(PATIENCE)
                .header("X-Request-ID", call.requestId().toString());
        if (call.persona() != null) {
            request.header("Authorization", "Bearer " + token(call.persona()));
        }
        if (call.contentType() != null) {
            request.header("Content-Type", call.contentType());
        }
        byte[] body = call.body();
        request.method(call.method(), body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        return exchange(call, request.build());
    }

    /**
     * Gets a file, of whatever size; answers its length in bytes.
     *
     * @throws ServiceRefused if the service says no; nothing is written then
     */
    long download(ServiceCall call, Path file) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(at(call.path())).timeout(PATIENCE).GET();
        if (call.persona() != null) {
            request.header("Authorization", "Bearer " + token(call.persona()));
        }
        long start = System.nanoTime();
        try {
            HttpResponse<InputStream> response = http.send(request.build(), BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() != 200) {
                    Duration took = Duration.ofNanos(System.nanoTime() - start);
                    throw new ServiceRefused(new Reply(call, response.statusCode(), body.readAllBytes(), took));
                }
                return Files.copy(body, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ServiceUnreachable(base, new InterruptedIOException("interrupted"));
        } catch (IOException failed) {
            throw new ServiceUnreachable(base, failed);
        }
    }

    /** The persona's access token; asked for once. */
    public String token(String persona) {
        String known = tokens.get(persona);
        if (known != null) {
            return known;
        }
        String token = tokenAnswer(persona).path("access_token").asString();
        tokens.put(persona, token);
        return token;
    }

    /** The whole answer of the token endpoint for a persona. */
    JsonNode tokenAnswer(String persona) {
        String basic = Base64.getEncoder().encodeToString((persona + ":" + persona).getBytes(StandardCharsets.UTF_8));
        byte[] form = "grant_type=client_credentials".getBytes(StandardCharsets.UTF_8);
        String formType = "application/x-www-form-urlencoded";
        ServiceCall call = new ServiceCall("POST", "/oauth2/token", null, formType, form, UUID.randomUUID());
        HttpRequest request = HttpRequest.newBuilder(at(call.path()))
                .timeout(PATIENCE)
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", formType)
                .POST(BodyPublishers.ofByteArray(form))
                .build();
        return exchange(call, request).orRefused().json();
    }

    /** The personas of the sandbox. */
    JsonNode personas() {
        return send(ServiceCall.get("/sandbox/personas", null)).orRefused().json();
    }

    /** The persona of that name, or the one that acts for the organisation of that ODS code. */
    JsonNode persona(String nameOrOrganisation) {
        JsonNode personas = personas();
        return find(personas, "name", nameOrOrganisation)
                .or(() -> StreamSupport.stream(personas.spliterator(), false)
                        .filter(each -> matches(each, "organisation", nameOrOrganisation))
                        .filter(each -> each.path("name").asString("").startsWith("pharmacist"))
                        .findFirst())
                .orElseThrow(() -> new UnknownPersona(nameOrOrganisation, personas));
    }

    /** The pharmacy of a pharmacist persona, and the persona as its pharmacist. */
    public SamplePharmacy pharmacy(String name) {
        JsonNode persona = persona(name);
        SamplePharmacy sample = SamplePharmacy.FA565;
        String site = persona.path("organisation").asString();
        return new SamplePharmacy(
                site,
                site.equals(sample.odsCode()) ? sample.name() : "Pharmacy " + site,
                persona.path("userId").asString(sample.userId()),
                persona.path("roleProfileId").asString(sample.roleProfileId()));
    }

    private static Optional<JsonNode> find(JsonNode personas, String field, String value) {
        return StreamSupport.stream(personas.spliterator(), false)
                .filter(each -> matches(each, field, value))
                .findFirst();
    }

    private static boolean matches(JsonNode persona, String field, String value) {
        return persona.path(field).asString("").toUpperCase(Locale.ROOT).equals(value.toUpperCase(Locale.ROOT));
    }

    /** Business time of the service. */
    public Instant now() {
        return Instant.parse(send(ServiceCall.get("/sandbox/clock", null))
                .orRefused()
                .json()
                .path("now")
                .asString());
    }

    private Reply exchange(ServiceCall call, HttpRequest request) {
        long start = System.nanoTime();
        try {
            HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
            return new Reply(call, response.statusCode(), response.body(), Duration.ofNanos(System.nanoTime() - start));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ServiceUnreachable(base, new InterruptedIOException("interrupted"));
        } catch (IOException failed) {
            throw new ServiceUnreachable(base, failed);
        }
    }

    /** The equal call for {@code curl}; the body is left in a file that it names. */
    String curl(ServiceCall call, @Nullable String what) {
        return Curl.of(this, call, what);
    }
}
