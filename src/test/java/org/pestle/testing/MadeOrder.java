package org.pestle.testing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.pestle.cli.Json;
import org.pestle.cli.SampleOrder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Orders for tests, made by the same hand as those of the command line, and ways to spoil them. */
public final class MadeOrder {
    private MadeOrder() {}

    /** An unsigned order of that kind to FA565. */
    public static ObjectNode unsigned(SampleOrder.Kind kind, Instant now) {
        return SampleOrder.message(kind, "FA565", 1, now);
    }

    /** An order with a signature that has the right shape and signs nothing. */
    public static ObjectNode withEmptySignature(SampleOrder.Kind kind, Instant now) {
        return SampleOrder.sign(unsigned(kind, now), now.toString(), "PFNpZ25hdHVyZS8+");
    }

    /** The first resource of a type in a message. */
    public static ObjectNode resource(ObjectNode message, String type) {
        return resources(message, type).getFirst();
    }

    /** All resources of a type in a message. */
    public static List<ObjectNode> resources(ObjectNode message, String type) {
        List<ObjectNode> found = new ArrayList<>();
        for (JsonNode entry : message.path("entry")) {
            if (entry.path("resource").path("resourceType").asString("").equals(type)) {
                found.add((ObjectNode) entry.path("resource"));
            }
        }
        return found;
    }

    /** The places of all values in a message, as JSON pointers: every one can be taken away. */
    public static List<String> places(ObjectNode message) {
        List<String> places = new ArrayList<>();
        collect(message, "", places);
        return places;
    }

    /** A copy of a message without the value at a place. */
    public static ObjectNode without(ObjectNode message, String place) {
        ObjectNode copy = message.deepCopy();
        int cut = place.lastIndexOf('/');
        String last = place.substring(cut + 1);
        JsonNode parent = cut == 0 ? copy : copy.at(place.substring(0, cut));
        if (parent instanceof ArrayNode array) {
            array.remove(Integer.parseInt(last));
        } else if (parent instanceof ObjectNode object) {
            object.remove(last);
        }
        return copy;
    }

    /** The bytes of a message as they are sent. */
    public static byte[] bytes(ObjectNode message) {
        return Json.write(message);
    }

    private static void collect(JsonNode node, String place, List<String> places) {
        if (!place.isEmpty()) {
            places.add(place);
        }
        if (node instanceof ObjectNode object) {
            object.propertyStream()
                    .forEach(property -> collect(property.getValue(), place + "/" + property.getKey(), places));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                collect(array.get(i), place + "/" + i, places);
            }
        }
    }
}
