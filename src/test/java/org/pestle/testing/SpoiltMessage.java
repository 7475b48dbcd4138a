package org.pestle.testing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * A message in which one value is not as it should be. They are made from a valid message by walking it: each value in
 * turn, in each way.
 *
 * @param place JSON pointer of the value
 * @param wrong JSON pointer of what should not be as it is: of the second of two
 * @param body the message as it would be sent
 */
public record SpoiltMessage(Way way, String place, String wrong, byte[] body) {
    private SpoiltMessage(Way way, String place, byte[] body) {
        this(way, place, place, body);
    }

    /** A text that is no code, no date, no reference and no number. */
    private static final String NONSENSE = "quite wrong!";

    /** What was done to the value. */
    public enum Way {
        /** It is not there. */
        REMOVED,
        /** An element of a list comes twice. */
        DOUBLED,
        /** A property comes twice. */
        SENT_TWICE,
        /** It has another JSON type. */
        MISTYPED,
        /** A text, number or truth value is another, which cannot be right where anything is asked of it. */
        CONTRADICTED
    }

    /** All ways of that kind to spoil a message. */
    public static List<SpoiltMessage> of(ObjectNode message, Way way) {
        List<SpoiltMessage> spoilt = new ArrayList<>();
        for (String place : MadeOrder.places(message)) {
            switch (way) {
                case REMOVED ->
                    spoilt.add(new SpoiltMessage(way, place, MadeOrder.bytes(MadeOrder.without(message, place))));
                case DOUBLED -> doubled(message, place, spoilt);
                case SENT_TWICE -> sentTwice(message, place, spoilt);
                case MISTYPED -> spoilt.add(with(message, way, place, mistyped(message.at(place))));
                case CONTRADICTED -> {
                    if (!message.at(place).isContainer()) {
                        spoilt.add(with(message, way, place, contradicted(message.at(place))));
                    }
                }
            }
        }
        return spoilt;
    }

    @Override
    public String toString() {
        return way + " " + place;
    }

    private static void doubled(ObjectNode message, String place, List<SpoiltMessage> spoilt) {
        ObjectNode copy = message.deepCopy();
        if (copy.at(parent(place)) instanceof ArrayNode list) {
            list.add(list.get(Integer.parseInt(last(place))).deepCopy());
            spoilt.add(new SpoiltMessage(
                    Way.DOUBLED, place, parent(place) + "/" + (list.size() - 1), MadeOrder.bytes(copy)));
        }
    }

    /** No tree can hold a key twice: the second is written under another name, which is put right in the text. */
    private static void sentTwice(ObjectNode message, String place, List<SpoiltMessage> spoilt) {
        ObjectNode copy = message.deepCopy();
        if (copy.at(parent(place)) instanceof ObjectNode object) {
            object.set("again-" + last(place), object.path(last(place)).deepCopy());
            String text = new String(MadeOrder.bytes(copy), StandardCharsets.UTF_8).replace("\"again-", "\"");
            spoilt.add(new SpoiltMessage(Way.SENT_TWICE, place, text.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static SpoiltMessage with(ObjectNode message, Way way, String place, JsonNode value) {
        ObjectNode copy = message.deepCopy();
        JsonNode parent = copy.at(parent(place));
        if (parent instanceof ArrayNode list) {
            list.set(Integer.parseInt(last(place)), value);
        } else {
            ((ObjectNode) parent).set(last(place), value);
        }
        return new SpoiltMessage(way, place, MadeOrder.bytes(copy));
    }

    private static JsonNode mistyped(JsonNode value) {
        return value.isContainer()
                ? StringNode.valueOf(NONSENSE)
                : JsonNodeFactory.instance.objectNode().put("mistyped", true);
    }

    private static JsonNode contradicted(JsonNode value) {
        if (value.isNumber()) {
            return IntNode.valueOf(-7);
        }
        return value.isBoolean() ? BooleanNode.valueOf(!value.asBoolean()) : StringNode.valueOf(NONSENSE);
    }

    private static String parent(String place) {
        return place.substring(0, place.lastIndexOf('/'));
    }

    private static String last(String place) {
        return place.substring(place.lastIndexOf('/') + 1);
    }
}
