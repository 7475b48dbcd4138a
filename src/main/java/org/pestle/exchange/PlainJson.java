package org.pestle.exchange;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pestle.problems.Finding;
import org.pestle.problems.ProblemDocument;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** How calls in plain JSON are read and answered: documents of ours, refusals as problem details. */
public final class PlainJson {
    /** The header that names a call. */
    public static final String REQUEST_ID = "X-Request-ID";

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern REQUEST_ID_SHAPE =
            Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final int UNAVAILABLE = 503;
    private static final String SECONDS_TO_WAIT = "5";

    private PlainJson() {}

    /** A document to fill. */
    public static ObjectNode document() {
        return JSON.createObjectNode();
    }

    /** The body; what is missing or no JSON reads as an empty object, of which every member is missing. */
    public static JsonNode read(byte @Nullable [] body) {
        try {
            return body == null ? JSON.createObjectNode() : JSON.readTree(body);
        } catch (JacksonException notJson) {
            return JSON.createObjectNode();
        }
    }

    /** The id of a call, which is optional here; empty also where it is none. */
    public static Optional<UUID> requestId(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader(REQUEST_ID))
                .filter(id -> REQUEST_ID_SHAPE.matcher(id).matches())
                .map(UUID::fromString);
    }

    /** A document as an answer of a write, to be kept. */
    public static Answer done(ObjectNode document) {
        return new Answer(200, MediaType.APPLICATION_JSON_VALUE, JSON.writeValueAsBytes(document), Answer.DONE);
    }

    /** A refusal, by its first reason. */
    public static Answer refused(List<Finding> findings) {
        Finding first = findings.getFirst();
        return new Answer(
                first.problem().httpStatus(),
                ProblemDocument.MEDIA_TYPE,
                JSON.writeValueAsBytes(ProblemDocument.of(first)),
                first.problem().code());
    }

    /** A document as it goes out. */
    public static ResponseEntity<byte[]> answer(ObjectNode document) {
        return respond(done(document));
    }

    /** A refusal as it goes out. */
    public static ResponseEntity<byte[]> refuse(List<Finding> findings) {
        return respond(refused(findings));
    }

    /** An answer as it goes out; nobody on the way may keep it. */
    public static ResponseEntity<byte[]> respond(Answer answer) {
        ResponseEntity.BodyBuilder response = ResponseEntity.status(answer.status())
                .header(HttpHeaders.CONTENT_TYPE, answer.contentType())
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
        if (answer.status() == UNAVAILABLE) {
            response.header(HttpHeaders.RETRY_AFTER, SECONDS_TO_WAIT);
        }
        return response.body(answer.body());
    }
}
