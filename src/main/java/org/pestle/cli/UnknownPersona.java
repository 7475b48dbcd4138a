package org.pestle.cli;

import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Nobody in the sandbox has that name or acts for that organisation. */
final class UnknownPersona extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownPersona(String asked, JsonNode personas) {
        super("No persona " + asked + ". There are: "
                + StreamSupport.stream(personas.spliterator(), false)
                        .map(each -> each.path("name").asString())
                        .collect(Collectors.joining(", ")));
    }
}
