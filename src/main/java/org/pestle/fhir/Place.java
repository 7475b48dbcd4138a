package org.pestle.fhir;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A place in a message. Written out as FHIRPath or in words only when there is something to say about it. */
final class Place {
    private static final Pattern INDEX = Pattern.compile("\\[[0-9]+]");
    private static final Pattern NEXT_WORD = Pattern.compile("(?<=[a-z])(?=[A-Z])");

    private final @Nullable Place parent;
    private final String step;
    private final @Nullable String words;

    private Place(@Nullable Place parent, String step, @Nullable String words) {
        this.parent = parent;
        this.step = step;
        this.words = words;
    }

    /** The start of a path: a resource by its name. */
    static Place of(String start) {
        return new Place(null, start, start);
    }

    /** A resource of a bundle. */
    static Place entry(int index, String resourceType) {
        return new Place(null, "Bundle.entry[" + index + "].resource.ofType(" + resourceType + ")", resourceType);
    }

    /** A resource of a bundle that is not there. */
    static Place resource(String resourceType) {
        return new Place(null, "Bundle.entry.resource.ofType(" + resourceType + ")", resourceType);
    }

    /** An element of this one. */
    Place to(String element) {
        return new Place(this, element, null);
    }

    /** One of several elements of this one. */
    Place to(String element, int index) {
        return new Place(this, element + "[" + index + "]", null);
    }

    /** An extension of this one that is not there. */
    Place toExtension(String url) {
        return new Place(this, "extension('" + url + "')", null);
    }

    /** The same place by the name that people have for it, where its elements do not say what it is. */
    Place called(String name) {
        return new Place(parent, step, name);
    }

    /** As FHIRPath. */
    String path() {
        return parent == null ? step : parent.path() + "." + step;
    }

    /** As people say it: quantity value of the MedicationRequest. */
    String inWords() {
        StringBuilder element = new StringBuilder();
        Place at = this;
        boolean named = false;
        while (at.parent != null) {
            if (!named) {
                String part = at.words != null ? at.words : spaced(at.step);
                element.insert(0, element.isEmpty() ? part : part + " ");
                named = at.words != null;
            }
            at = at.parent;
        }
        return element.isEmpty() ? String.valueOf(at.words) : element + " of the " + at.words;
    }

    private static String spaced(String step) {
        return NEXT_WORD
                .matcher(INDEX.matcher(step).replaceAll(""))
                .replaceAll(" ")
                .toLowerCase(Locale.ROOT);
    }
}
