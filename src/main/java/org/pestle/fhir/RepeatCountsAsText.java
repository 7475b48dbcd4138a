package org.pestle.fhir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;

/**
 * Live suppliers send repeat counts of dispense notifications as text. There, and only there, text that is a whole
 * number is read as one (contract.md 6).
 */
final class RepeatCountsAsText {
    private static final Set<String> COUNTS = Set.of("numberOfRepeatsAllowed", "numberOfRepeatsIssued");
    private static final Set<String> VALUES = Set.of("valueInteger", "valueUnsignedInt", "valuePositiveInt");

    private RepeatCountsAsText() {}

    /** Turns the counts of a dispense notification into numbers; leaves every other message as it is. */
    static void mend(ObjectNode root) {
        if (isDispenseNotification(root)) {
            mend((JsonNode) root);
        }
    }

    private static boolean isDispenseNotification(ObjectNode root) {
        for (JsonNode entry : root.path("entry")) {
            JsonNode event = entry.path("resource").path("eventCoding").path("code");
            if (!event.isMissingNode()) {
                return event.asText().equals("dispense-notification");
            }
        }
        return false;
    }

    private static void mend(JsonNode node) {
        if (node instanceof ObjectNode object) {
            boolean isCount = COUNTS.contains(object.path("url").asText());
            for (Map.Entry<String, JsonNode> property : object.properties()) {
                boolean mayBeText =
                        COUNTS.contains(property.getKey()) || (isCount && VALUES.contains(property.getKey()));
                if (mayBeText
                        && property.getValue().isTextual()
                        && isWholeNumber(property.getValue().asText())) {
                    property.setValue(
                            IntNode.valueOf(Integer.parseInt(property.getValue().asText())));
                } else {
                    mend(property.getValue());
                }
            }
        } else if (node instanceof ArrayNode array) {
            array.forEach(RepeatCountsAsText::mend);
        }
    }

    private static boolean isWholeNumber(String text) {
        return text.matches("[0-9]{1,3}");
    }
}
