package org.pestle.fhir;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/** How the elements of a message are found: by system and by address, http or https alike. */
final class Elements {
    private Elements() {}

    /** The value of the first identifier of a system. */
    static Optional<String> identifier(List<Identifier> identifiers, String system) {
        return identifiers.stream()
                .filter(identifier -> FhirNames.same(system, identifier.getSystem()))
                .map(Identifier::getValue)
                .filter(value -> value != null)
                .findFirst();
    }

    /** The value of an identifier that a reference carries itself. */
    static Optional<String> identifier(Reference reference, String system) {
        return reference.hasIdentifier() ? identifier(List.of(reference.getIdentifier()), system) : Optional.empty();
    }

    /** The UUID that a text is, in any letter case. */
    static Optional<UUID> uuid(@Nullable String text) {
        return Optional.ofNullable(text).flatMap(RequestIds::parse);
    }

    /** The code of the first coding of a system. */
    static Optional<String> code(CodeableConcept concept, String system) {
        return coding(concept, system).map(Coding::getCode);
    }

    /** The codes of a system in several concepts. */
    static Stream<String> codes(List<CodeableConcept> concepts, String system) {
        return concepts.stream().flatMap(concept -> code(concept, system).stream());
    }

    /** The first coding of a system that has a code. */
    static Optional<Coding> coding(CodeableConcept concept, String system) {
        return concept.getCoding().stream()
                .filter(coding -> FhirNames.same(system, coding.getSystem()) && coding.getCode() != null)
                .findFirst();
    }

    /** The first extension of a resource with an address. */
    static Optional<Extension> extension(DomainResource resource, String url) {
        return extension(resource.getExtension(), url);
    }

    /** The first extension of an element with an address. */
    static Optional<Extension> extension(Element element, String url) {
        return extension(element.getExtension(), url);
    }

    private static Optional<Extension> extension(List<Extension> extensions, String url) {
        return extensions.stream()
                .filter(extension -> FhirNames.same(url, extension.getUrl()))
                .findFirst();
    }

    /** The code that an extension carries. */
    static Optional<String> codeOf(Extension extension) {
        return extension.getValue() instanceof Coding coding ? Optional.ofNullable(coding.getCode()) : Optional.empty();
    }

    /** The identifier's value that an extension carries. */
    static Optional<String> identifierOf(Extension extension) {
        return extension.getValue() instanceof Identifier identifier
                ? Optional.ofNullable(identifier.getValue())
                : Optional.empty();
    }

    /** The whole number, zero or more, that an extension carries as a number or as text. */
    static Optional<Integer> countOf(Extension extension) {
        Type value = extension.getValue();
        String text = switch (value) {
            case null -> null;
            case IntegerType number -> number.getValueAsString();
            case StringType words -> words.getValue();
            default -> null;
        };
        return Optional.ofNullable(text)
                .filter(digits -> digits.matches("[0-9]{1,3}"))
                .map(Integer::valueOf);
    }

    /** The resource of a type that a reference leads to, in the same resource or in the Bundle. */
    static <T extends Resource> Optional<T> target(
            Reference reference, List<Resource> contained, @Nullable Bundle bundle, Class<T> type) {
        String address = reference.getReference();
        if (address == null) {
            return Optional.empty();
        }
        Stream<Resource> candidates = address.startsWith("#")
                ? contained.stream().filter(resource -> address.equals("#" + plainId(resource)))
                : bundle == null
                        ? Stream.empty()
                        : bundle.getEntry().stream()
                                .filter(entry -> address.equals(entry.getFullUrl()))
                                .map(Bundle.BundleEntryComponent::getResource);
        return candidates.filter(type::isInstance).map(type::cast).findFirst();
    }

    private static String plainId(Resource resource) {
        String id = resource.getIdElement().getIdPart();
        if (id == null) {
            return "";
        }
        return id.startsWith("#") ? id.substring(1) : id;
    }
}
