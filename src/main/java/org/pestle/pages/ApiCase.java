package org.pestle.pages;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One example of a call: what is sent and what comes back.
 *
 * @param id its name, which no other has
 * @param title what it shows
 * @param method GET or POST
 * @param path with its base
 * @param query or null
 * @param persona who calls, or null
 * @param basic the client whose name and secret are sent instead of a token, or null
 * @param type of the body
 * @param body what is sent, or null
 * @param form what is sent where it is a form, or null
 * @param changes where the body differs from the one it was made of: JSON pointer and value
 * @param status HTTP status of the answer
 * @param code of the error catalogue, or null
 * @param answer the body of the answer, or null
 */
public record ApiCase(
        String id,
        String title,
        String method,
        String path,
        @Nullable String query,
        @Nullable String persona,
        @Nullable String basic,
        String type,
        @Nullable JsonNode body,
        @Nullable String form,
        Map<String, Object> changes,
        int status,
        @Nullable String code,
        @Nullable JsonNode answer) {

    /** Whether it shows how the call goes well. */
    public boolean isGood() {
        return status < 300;
    }

    /** A copy of a document with these values at these places. */
    static JsonNode changed(JsonNode document, Map<String, JsonNode> changes) {
        JsonNode copy = document.deepCopy();
        changes.forEach((pointer, value) -> {
            int cut = pointer.lastIndexOf('/');
            String last = pointer.substring(cut + 1);
            JsonNode parent = copy.at(pointer.substring(0, cut));
            switch (parent) {
                case ObjectNode object -> object.set(last, value);
                case ArrayNode array -> array.set(Integer.parseInt(last), value);
                default -> throw new IllegalStateException("nothing to change at " + pointer);
            }
        });
        return copy;
    }

    /** The changes in words. */
    public List<String> changesInWords() {
        return changes.entrySet().stream()
                .map(change -> change.getKey() + " is " + change.getValue())
                .toList();
    }
}
