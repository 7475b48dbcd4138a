package org.pestle.cli;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads and writes JSON; decimals keep their digits. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Json() {}

    /** Reads a document. */
    public static JsonNode read(byte[] document) {
        return MAPPER.readTree(document);
    }

    /** Writes a document. */
    public static byte[] write(JsonNode document) {
        return MAPPER.writeValueAsBytes(document);
    }

    /** A new object. */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** A new list. */
    public static ArrayNode list() {
        return MAPPER.createArrayNode();
    }
}
