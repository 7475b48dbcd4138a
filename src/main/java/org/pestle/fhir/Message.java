package org.pestle.fhir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** The resources of a message by type and by the address that its references use. */
final class Message {
    private final Bundle bundle;
    private final List<Part<Resource>> parts = new ArrayList<>();
    private final Map<String, Part<Resource>> byUrl = new HashMap<>();
    private final List<Place> ambiguous = new ArrayList<>();

    Message(Bundle bundle) {
        this.bundle = bundle;
        List<BundleEntryComponent> entries = bundle.getEntry();
        for (int i = 0; i < entries.size(); i++) {
            BundleEntryComponent entry = entries.get(i);
            Resource resource = entry.getResource();
            if (resource != null) {
                Part<Resource> part = new Part<>(resource, Place.entry(i, resource.fhirType()));
                parts.add(part);
                if (entry.hasFullUrl() && byUrl.putIfAbsent(entry.getFullUrl(), part) != null) {
                    ambiguous.add(Place.of("Bundle").to("entry", i).to("fullUrl"));
                }
            }
        }
    }

    /** A part of a message and where it is. */
    record Part<T extends Base>(T value, Place place) {
        /** A part of this part. */
        <S extends Base> Part<S> to(String element, S child) {
            return new Part<>(child, place.to(element));
        }
    }

    /** The bundle itself. */
    Bundle bundle() {
        return bundle;
    }

    /** No two entries may have the same address: receivers would follow a reference to one or the other. */
    void eachAtItsOwnAddress(Reading reading) {
        ambiguous.forEach(place -> reading.wrong(place, "Two entries of the Bundle have the same full URL"));
    }

    /** All resources of a type, in the order of the message. */
    <T extends Resource> List<Part<T>> all(Class<T> type) {
        List<Part<T>> found = new ArrayList<>();
        for (Part<Resource> part : parts) {
            if (type.isInstance(part.value())) {
                found.add(new Part<>(type.cast(part.value()), part.place()));
            }
        }
        return found;
    }

    /**
     * The resource that a reference leads to; records when it is missing or leads to nothing of that type.
     *
     * @param place of the reference
     */
    <T extends Resource> @Nullable Part<T> follow(
            Reading reading, Place place, @Nullable Reference reference, Class<T> type) {
        String url = reference == null ? null : reference.getReference();
        if (url == null) {
            reading.missing(place.to("reference"));
            return null;
        }
        Part<Resource> target = byUrl.get(url);
        if (target == null || !type.isInstance(target.value())) {
            reading.wrong(
                    place.to("reference"),
                    "The " + place.inWords() + " must lead to a " + type.getSimpleName() + " of the message");
            return null;
        }
        return new Part<>(type.cast(target.value()), target.place());
    }
}
