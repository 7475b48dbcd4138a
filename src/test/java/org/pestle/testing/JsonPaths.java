package org.pestle.testing;

import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * Where something stands in a message: names of elements, without the numbers of lists; extensions by their address.
 */
public final class JsonPaths {
    private JsonPaths() {}

    /** All places with a value. */
    public static Set<String> of(JsonNode message) {
        Set<String> paths = new TreeSet<>();
        collect("", message, paths);
        return paths;
    }

    private static void collect(String path, JsonNode node, Set<String> paths) {
        if (node.isArray()) {
            node.forEach(element -> collect(path, element, paths));
        } else if (node.isObject()) {
            String here = path + kind(node) + ".";
            node.properties().forEach(field -> collect(here + field.getKey(), field.getValue(), paths));
        } else {
            paths.add(path);
        }
    }

    /** Tells the extensions of an element apart. */
    private static String kind(JsonNode node) {
        String url = node.path("url").asString("");
        return url.isEmpty() ? "" : "(" + url.substring(url.lastIndexOf('/') + 1) + ")";
    }
}
