package org.pestle.signature;

import org.pestle.signature.SignedContent.Instructions;

/**
 * All that is said of an item beside its dosage, as the one field that the text of an XML signature has (eps.md 7.3).
 */
final class AdditionalInstructions {
    private AdditionalInstructions() {}

    /** The field; empty if nothing is said. */
    static String of(Instructions instructions) {
        StringBuilder text = new StringBuilder();
        instructions.repeatList().forEach(medicine -> element(text, "medication", medicine));
        instructions.forPatient().forEach(words -> element(text, "patientInfo", words));
        if (instructions.controlledWords() != null) {
            text.append("CD: ").append(instructions.controlledWords());
        }
        if (instructions.note() != null) {
            text.append(instructions.controlledWords() == null ? "" : "\n").append(instructions.note());
        }
        return text.toString();
    }

    private static void element(StringBuilder text, String name, String content) {
        text.append('<').append(name).append('>');
        text.append(content.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
        text.append("</").append(name).append('>');
    }
}
