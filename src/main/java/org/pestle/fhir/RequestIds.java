package org.pestle.fhir;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** The X-Request-ID of a call: a UUID of any letter case (contract.md 5). */
final class RequestIds {
    static final String HEADER = "X-Request-ID";

    private static final Pattern SHAPE =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private RequestIds() {}

    /** The id, if it is there and is one. */
    static Optional<UUID> of(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader(HEADER)).flatMap(RequestIds::parse);
    }

    /** The UUID in a text of the full form, in any letter case. */
    static Optional<UUID> parse(String text) {
        return SHAPE.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }
}
