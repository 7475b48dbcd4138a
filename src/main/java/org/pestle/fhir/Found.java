package org.pestle.fhir;

import java.util.List;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/**
 * A value that was looked for in a message, and the place where it is or should be.
 *
 * @param value null where there is none
 */
record Found<T>(@Nullable T value, Place place) {
    /**
     * The value of the first identifier of a system.
     *
     * @param name what people call it
     */
    static Found<String> identifier(Place owner, List<Identifier> identifiers, String system, String name) {
        for (int i = 0; i < identifiers.size(); i++) {
            Identifier identifier = identifiers.get(i);
            if (FhirNames.same(system, identifier.getSystem())) {
                return new Found<>(
                        identifier.getValue(),
                        owner.to("identifier", i).to("value").called(name));
            }
        }
        return new Found<>(null, owner.to("identifier").called(name));
    }

    /**
     * The value of the first extension of that address; no value if it is of another type.
     *
     * @param name what people call it
     */
    static <T extends Type> Found<T> extension(
            Place owner, List<Extension> extensions, String url, Class<T> type, String name) {
        for (int i = 0; i < extensions.size(); i++) {
            Extension extension = extensions.get(i);
            if (FhirNames.same(url, extension.getUrl())) {
                Place place = owner.to("extension", i).to("value").called(name);
                return new Found<>(
                        type.isInstance(extension.getValue()) ? type.cast(extension.getValue()) : null, place);
            }
        }
        return new Found<>(null, owner.toExtension(url).called(name));
    }

    /** The first coding of a system. */
    static Found<Coding> coding(Place concept, List<Coding> codings, String system) {
        for (int i = 0; i < codings.size(); i++) {
            if (FhirNames.same(system, codings.get(i).getSystem())) {
                return new Found<>(codings.get(i), concept.to("coding", i));
            }
        }
        return new Found<>(null, concept.to("coding"));
    }
}
