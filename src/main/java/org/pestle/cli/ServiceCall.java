package org.pestle.cli;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One call of the service.
 *
 * @param method GET or POST
 * @param path from the root of the service, with its query
 * @param persona who calls, or null to call without a token
 * @param contentType of the body, or null without one
 * @param body what is sent, or null
 * @param requestId the {@code X-Request-ID}: the same call sent again keeps it
 */
public record ServiceCall(
        String method,
        String path,
        @Nullable String persona,
        @Nullable String contentType,
        byte @Nullable [] body,
        UUID requestId) {

    static final String FHIR = "application/fhir+json";
    static final String JSON = "application/json";

    /** Asks for something. */
    public static ServiceCall get(String path, @Nullable String persona) {
        return new ServiceCall("GET", path, persona, null, null, UUID.randomUUID());
    }

    /** Sends a FHIR resource. */
    public static ServiceCall fhir(String path, String persona, JsonNode resource) {
        return new ServiceCall("POST", path, persona, FHIR, Json.write(resource), UUID.randomUUID());
    }

    /** Sends a FHIR resource that is written already. */
    public static ServiceCall fhir(String path, String persona, String resource) {
        return file(path, persona, resource.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends plain JSON without a token, as the sandbox takes it. */
    public static ServiceCall sandbox(String path, JsonNode document) {
        return new ServiceCall("POST", path, null, JSON, Json.write(document), UUID.randomUUID());
    }

    /** Sends a file as it is. */
    static ServiceCall file(String path, String persona, byte[] content) {
        return new ServiceCall("POST", path, persona, FHIR, content, UUID.randomUUID());
    }

    /** The body as text, for a look. */
    String text() {
        return body == null ? "" : new String(body, StandardCharsets.UTF_8);
    }
}
