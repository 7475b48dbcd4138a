package org.pestle.fhir;

import ca.uhn.fhir.parser.IParserErrorHandler;
import ca.uhn.fhir.parser.json.BaseJsonLikeValue.ScalarType;
import ca.uhn.fhir.parser.json.BaseJsonLikeValue.ValueType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pestle.problems.Finding;
import org.pestle.problems.Problem;

/**
 * What the parser complains of while it reads one message. A wrong structure ends the reading; wrong values are
 * collected, so that the sender learns of all of them. Values are never repeated.
 */
final class StrictReading implements IParserErrorHandler {
    private static final int MAX_NAME = 200;

    private final FaultPlaces places;
    private final List<Finding> wrongValues = new ArrayList<>();

    /**
     * Of one message.
     *
     * @param places where the elements of the message are
     */
    StrictReading(FaultPlaces places) {
        this.places = places;
    }

    /** The message cannot be read. */
    static final class Unreadable extends RuntimeException {
        private final String reason;
        private final @Nullable String place;

        Unreadable(String reason, @Nullable String place) {
            super(reason, null, false, false);
            this.reason = reason;
            this.place = place == null ? null : shortened(place);
        }

        /** As FHIRPath, if it is known. */
        @Nullable
        String place() {
            return place;
        }

        String reason() {
            return reason;
        }
    }

    /** The values that their type cannot hold. */
    List<Finding> wrongValues() {
        return List.copyOf(wrongValues);
    }

    @Override
    public void invalidValue(@Nullable IParseLocation location, @Nullable String value, String error) {
        String element = name(location, "value");
        wrongValues.add(Finding.at(
                shortened(places.ofValue(element, value)),
                Problem.INVALID_VALUE,
                "The value of " + element + " is not one that FHIR R4 allows here"));
    }

    @Override
    public void unknownElement(@Nullable IParseLocation location, String element) {
        throw new Unreadable("unknown property '" + shortened(element) + "'", places.ofElement(element));
    }

    @Override
    public void unknownAttribute(@Nullable IParseLocation location, String attribute) {
        throw new Unreadable("unknown property '" + shortened(attribute) + "'", places.ofElement(attribute));
    }

    @Override
    public void unexpectedRepeatingElement(@Nullable IParseLocation location, String element) {
        // Keys cannot come twice, so these are two choices of one value, or a list where one value is expected.
        wrongValues.add(Finding.at(
                shortened(places.ofFirst(element)),
                Problem.CONFLICTING_VALUES,
                "Only one value of " + shortened(element) + " may be sent"));
    }

    @Override
    public void incorrectJsonType(
            @Nullable IParseLocation location,
            String element,
            @Nullable ValueType expected,
            @Nullable ScalarType expectedScalar,
            @Nullable ValueType found,
            @Nullable ScalarType foundScalar) {
        throw new Unreadable(
                "'" + shortened(element) + "' is of another JSON type than FHIR R4 says",
                places.ofShape(element, found));
    }

    @Override
    public void missingRequiredElement(@Nullable IParseLocation location, String element) {
        throw new Unreadable("'" + shortened(element) + "' is missing", null);
    }

    @Override
    public void extensionContainsValueAndNestedExtensions(@Nullable IParseLocation location) {
        throw new Unreadable("an extension has both a value and extensions", null);
    }

    @Override
    public void containedResourceWithNoId(@Nullable IParseLocation location) {
        throw new Unreadable("a contained resource has no id", null);
    }

    @Override
    public void unknownReference(@Nullable IParseLocation location, String reference) {
        // Readers say which reference leads nowhere, with its place.
    }

    @Override
    public void invalidInternalReference(@Nullable IParseLocation location, String reference) {
        // Likewise.
    }

    private static String name(@Nullable IParseLocation location, String otherwise) {
        String element = location == null ? null : location.getParentElementName();
        return element == null ? otherwise : shortened(element);
    }

    /** Names come from the sender: bounded, and nothing but what names are made of. */
    private static String shortened(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9_.()\\[\\]-]", "?");
        return plain.length() > MAX_NAME ? plain.substring(0, MAX_NAME) : plain;
    }
}
