package org.pestle.fhir;

import org.jspecify.annotations.Nullable;

/** A place in a message. Written out as FHIRPath only when there is something to say about it. */
final class Place {
    private final @Nullable Place parent;
    private final String step;

    private Place(@Nullable Place parent, String step) {
        this.parent = parent;
        this.step = step;
    }

    /** The start of a path: a resource or element by its name. */
    static Place of(String start) {
        return new Place(null, start);
    }

    /** A resource of a bundle. */
    static Place entry(int index, String resourceType) {
        return of("Bundle.entry[" + index + "].resource.ofType(" + resourceType + ")");
    }

    /** An element of this one. */
    Place to(String element) {
        return new Place(this, element);
    }

    /** One of several elements of this one. */
    Place to(String element, int index) {
        return new Place(this, element + "[" + index + "]");
    }

    /** As FHIRPath. */
    String path() {
        return parent == null ? step : parent.path() + "." + step;
    }
}
