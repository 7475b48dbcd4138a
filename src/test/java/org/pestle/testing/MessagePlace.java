package org.pestle.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A place in a message, as JSON pointer, as FHIRPath, and by the resource it is in. */
public final class MessagePlace {
    private static final Pattern CHOICE = Pattern.compile("(value|medication|allowed)[A-Z][A-Za-z]*");
    private static final Pattern IN_ENTRY = Pattern.compile("/entry/([0-9]+)(/resource)?(/.*)?");
    private static final Pattern MISSING_EXTENSION = Pattern.compile("extension\\('[^']*'\\)");
    private static final int RESOURCE_STEPS = 4;

    private final ObjectNode message;
    private final String pointer;

    /** Of this value of a message. */
    public MessagePlace(ObjectNode message, String pointer) {
        this.message = message;
        this.pointer = pointer;
    }

    /** By the resource: {@code Patient/name/0/family}, {@code entry/Patient/fullUrl}, {@code type} of the Bundle. */
    public String inResource() {
        Matcher entry = IN_ENTRY.matcher(pointer);
        if (!entry.matches()) {
            return pointer.substring(1);
        }
        String type = message.at("/entry/" + entry.group(1) + "/resource/resourceType")
                .asString("");
        String rest = entry.group(3) == null ? "" : entry.group(3);
        return entry.group(2) == null || rest.isEmpty()
                ? "entry/" + type + (entry.group(2) == null ? rest : entry.group(2))
                : type + rest;
    }

    /**
     * Whether an expression leads to this place: to the value itself, to something in it, or to what it is part of
     * within the same resource; for an entry that cannot be found, to a reference that leads to it.
     */
    public boolean isMeantBy(String expression) {
        if (pointer.equals("/" + expression)) {
            return true;
        }
        String indexed = indexed(expression);
        return isOneWithin(steps(pointer), indexed)
                || (isEntry() && references().stream().anyMatch(reference -> isOneWithin(reference, indexed)));
    }

    /** An expression that names a resource by its type only is about this entry, if it is of that type. */
    private String indexed(String expression) {
        Matcher entry = IN_ENTRY.matcher(pointer);
        if (!entry.matches()) {
            return expression;
        }
        String type = message.at("/entry/" + entry.group(1) + "/resource/resourceType")
                .asString("");
        return expression.replace(
                "Bundle.entry.resource.ofType(" + type + ")", "Bundle.entry[" + entry.group(1) + "].resource");
    }

    private boolean isEntry() {
        return pointer.matches("/entry(/[0-9]+(/fullUrl|/resource)?)?");
    }

    private static boolean isOneWithin(List<String> own, String expression) {
        List<String> other = List.of(MISSING_EXTENSION
                .matcher(expression)
                .replaceAll("extension")
                .replaceAll("\\.ofType\\([A-Za-z]+\\)", "")
                .replaceAll("\\[([0-9]+)]", ".$1")
                .split("\\.", -1));
        List<String> longer = own.size() >= other.size() ? own : other;
        List<String> shorter = own.size() >= other.size() ? other : own;
        return shorter.size() >= Math.min(own.size(), RESOURCE_STEPS)
                && longer.subList(0, shorter.size()).equals(shorter);
    }

    private List<List<String>> references() {
        String[] parts = pointer.split("/", -1);
        List<List<String>> found = new ArrayList<>();
        if (parts.length < 3) {
            return found;
        }
        String address = message.at("/entry/" + parts[2] + "/fullUrl").asString("");
        for (String place : MadeOrder.places(message)) {
            JsonNode value = message.at(place);
            if (place.endsWith("/reference") && value.asString("").equals(address)) {
                found.add(steps(place));
            }
        }
        return found;
    }

    private static List<String> steps(String pointer) {
        List<String> steps = new ArrayList<>(List.of("Bundle"));
        for (String step : pointer.substring(1).split("/", -1)) {
            Matcher choice = CHOICE.matcher(step);
            steps.add(choice.matches() ? choice.group(1) : step);
        }
        return steps;
    }
}
