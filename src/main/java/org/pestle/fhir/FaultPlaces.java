package org.pestle.fhir;

import ca.uhn.fhir.parser.json.BaseJsonLikeValue.ValueType;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where in a message the parser stumbled. The parser names the element only; its place is looked for in the JSON, and
 * only then. Of several elements of the same name and value each is as wrong as the other: they are told in the order
 * of the message.
 */
final class FaultPlaces {
    /** Elements that carry their type in their name in JSON, but not in FHIRPath. */
    private static final Pattern CHOICE =
            Pattern.compile("(value|medication|allowed|statusReason|reported)(?:[A-Z][A-Za-z0-9]*)"
                    + "|(content)(?:String|Reference|Attachment)");

    private final JsonNode root;
    private final List<Spot> spots = new ArrayList<>();
    private final Map<String, Integer> told = new HashMap<>();

    FaultPlaces(JsonNode root) {
        this.root = root;
    }

    /** One value of the message. */
    private record Spot(String path, String name, JsonNode value) {}

    /** The next element of that name with that value, as FHIRPath; its name where it is not found. */
    String ofValue(String element, @Nullable String value) {
        int earlier = told.merge(element + '\n' + value, 1, Integer::sum) - 1;
        List<String> found = paths(
                element,
                spot -> spot.value().isValueNode() && spot.value().asText().equals(value));
        return found.size() > earlier ? found.get(earlier) : element;
    }

    /** The only element of that name, as FHIRPath; null where there are several, one of them wrong. */
    @Nullable
    String ofElement(String element) {
        return only(element, spot -> true);
    }

    /** The only element of that name whose JSON is of that shape, as FHIRPath; null where there are several. */
    @Nullable
    String ofShape(String element, @Nullable ValueType shape) {
        return only(
                element,
                spot -> shape == ValueType.SCALAR
                        ? spot.value().isValueNode()
                        : spot.value().isObject() && !spot.path().endsWith("]"));
    }

    /** The first element of that name, as FHIRPath; its name where there is none. */
    String ofFirst(String element) {
        List<String> found = paths(element, spot -> true);
        return found.isEmpty() ? element : found.getFirst();
    }

    private @Nullable String only(String element, Predicate<Spot> is) {
        List<String> found = paths(element, is);
        return found.size() == 1 ? found.getFirst() : null;
    }

    private List<String> paths(String element, Predicate<Spot> is) {
        if (spots.isEmpty()) {
            collect(root, root.path("resourceType").asText(""));
        }
        return spots.stream()
                .filter(spot ->
                        (spot.name().equals(element) || inFhirPath(spot.name()).equals(element)) && is.test(spot))
                .map(Spot::path)
                .toList();
    }

    private void collect(JsonNode object, String path) {
        for (Map.Entry<String, JsonNode> property : object.properties()) {
            String own = path + "." + inFhirPath(property.getKey());
            JsonNode value = property.getValue();
            if (value.isArray()) {
                for (int i = 0; i < value.size(); i++) {
                    add(value.get(i), property.getKey(), own + "[" + i + "]");
                }
            } else {
                add(value, property.getKey(), own);
            }
        }
    }

    private void add(JsonNode value, String name, String path) {
        String type = value.path("resourceType").asText("");
        spots.add(new Spot(path, name, value));
        collect(value, type.isEmpty() ? path : path + ".ofType(" + type + ")");
    }

    private static String inFhirPath(String element) {
        Matcher choice = CHOICE.matcher(element);
        if (!choice.matches()) {
            return element;
        }
        return choice.group(1) == null ? choice.group(2) : choice.group(1);
    }
}
