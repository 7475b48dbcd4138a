package org.pestle.cli;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Spoils an order, so that one can see what the service says to it. */
final class Spoiler {
    private Spoiler() {}

    /** The same order with a prescription id whose last character is wrong. */
    static ObjectNode wrongCheckCharacter(ObjectNode order) {
        String id = SampleOrder.prescriptionId(order);
        char last = id.charAt(id.length() - 1);
        String wrong = id.substring(0, id.length() - 1) + (last == 'A' ? 'B' : 'A');
        return replaced(order, id, wrong);
    }

    /** The same order with another dosage than was signed. */
    static ObjectNode otherDosage(ObjectNode order) {
        ObjectNode other = order.deepCopy();
        for (JsonNode entry : other.path("entry")) {
            if (entry.path("resource").path("dosageInstruction").path(0) instanceof ObjectNode dosage) {
                dosage.put("text", dosage.path("text").asString("") + " - and one more");
                return other;
            }
        }
        return other;
    }

    /** The same signature with one character of its value changed. */
    static String otherSignature(String data) {
        String text = new String(Base64.getDecoder().decode(data), StandardCharsets.UTF_8);
        String start = text.startsWith("<") ? "SignatureValue>" : "..";
        int value = text.indexOf(start) + start.length() + 8;
        char other = text.charAt(value) == 'A' ? 'B' : 'A';
        String spoilt = text.substring(0, value) + other + text.substring(value + 1);
        return Base64.getEncoder().encodeToString(spoilt.getBytes(StandardCharsets.UTF_8));
    }

    private static ObjectNode replaced(ObjectNode order, String text, String by) {
        String json = new String(Json.write(order), StandardCharsets.UTF_8);
        return (ObjectNode) Json.read(json.replace(text, by).getBytes(StandardCharsets.UTF_8));
    }
}
