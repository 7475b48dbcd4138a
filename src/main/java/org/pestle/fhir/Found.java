package org.pestle.fhir;

import java.util.List;
import java.util.function.Function;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/**
 * A value that was looked for in a message, and the place where it is or should be.
 *
 * @param value null where there is none
 * @param rival the place of another value that contradicts this one: whom should a reader believe? Null if none
 */
record Found<T>(@Nullable T value, Place place, @Nullable Place rival) {
    /**
     * The value of the first identifier of a system.
     *
     * @param name what people call it
     */
    static Found<String> identifier(Place owner, List<Identifier> identifiers, String system, String name) {
        int at = first(identifiers, Identifier::getSystem, system);
        if (at < 0) {
            return new Found<>(null, owner.to("identifier").called(name), null);
        }
        int rival = rival(identifiers, Identifier::getSystem, Identifier::getValueElement, system, at);
        return new Found<>(
                identifiers.get(at).getValue(),
                owner.to("identifier", at).to("value").called(name),
                rival < 0 ? null : owner.to("identifier", rival).to("value").called(name));
    }

    /**
     * The value of the first extension of that address; no value if it is of another type.
     *
     * @param name what people call it
     */
    static <T extends Type> Found<T> extension(
            Place owner, List<Extension> extensions, String url, Class<T> type, String name) {
        int at = first(extensions, Extension::getUrl, url);
        if (at < 0) {
            return new Found<>(null, owner.toExtension(url).called(name), null);
        }
        Type value = extensions.get(at).getValue();
        int rival = rival(extensions, Extension::getUrl, Extension::getValue, url, at);
        return new Found<>(
                type.isInstance(value) ? type.cast(value) : null,
                owner.to("extension", at).to("value").called(name),
                rival < 0 ? null : owner.to("extension", rival).to("value").called(name));
    }

    /** The first coding of a system. */
    static Found<Coding> coding(Place concept, List<Coding> codings, String system) {
        int at = first(codings, Coding::getSystem, system);
        if (at < 0) {
            return new Found<>(null, concept.to("coding"), null);
        }
        int rival = rival(codings, Coding::getSystem, Coding::getCodeElement, system, at);
        return new Found<>(codings.get(at), concept.to("coding", at), rival < 0 ? null : concept.to("coding", rival));
    }

    private static <E> int first(List<E> elements, Function<E, @Nullable String> system, String wanted) {
        for (int i = 0; i < elements.size(); i++) {
            if (FhirNames.same(wanted, system.apply(elements.get(i)))) {
                return i;
            }
        }
        return -1;
    }

    /** The first of the same system after one, that says something else than it. */
    private static <E> int rival(
            List<E> elements,
            Function<E, @Nullable String> system,
            Function<E, @Nullable Base> value,
            String wanted,
            int at) {
        for (int i = at + 1; i < elements.size(); i++) {
            if (FhirNames.same(wanted, system.apply(elements.get(i)))
                    && !Base.compareDeep(value.apply(elements.get(at)), value.apply(elements.get(i)), true)) {
                return i;
            }
        }
        return -1;
    }
}
