package org.pestle.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IJsonLikeParser;
import ca.uhn.fhir.parser.json.jackson.JacksonStructure;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.springframework.stereotype.Component;

/**
 * FHIR R4 JSON, read strictly and once: unknown properties, duplicate keys, NUL characters and text after the end are
 * refused, and decimals keep the digits they were sent with (contract.md 6). What is refused is never logged or
 * repeated.
 */
@Component
public class FhirJson {
    private static final int MAX_DEPTH = 64;
    private static final String ESCAPED_NUL = "\\u0000";

    private final FhirContext context = FhirContext.forR4Cached();
    private final ObjectMapper json = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .nodeFactory(new PlainNumbers())
            .build();

    FhirJson() {
        context.getParserOptions().setOverrideResourceIdWithBundleEntryFullUrl(false);
        context.getParserOptions().setStripVersionsFromReferences(false);
    }

    /**
     * Reads a resource.
     *
     * @param body UTF-8
     * @param type the resource that the call takes
     * @return the resource, or INVALID_JSON, UNEXPECTED_RESOURCE, or INVALID_VALUE for each value that its type cannot
     *     hold
     */
    public <T extends Resource> Outcome<T> parse(byte[] body, Class<T> type) {
        return switch (object(body)) {
            case Outcome.Refused<ObjectNode> refused -> Outcome.refused(refused.findings());
            case Outcome.Done<ObjectNode>(ObjectNode object) -> parse(object, type);
        };
    }

    /** Reads a resource of whatever type it says it is; its JSON has been looked at before. */
    Outcome<Resource> parse(ObjectNode object) {
        String type = object.path("resourceType").textValue();
        if (!context.getResourceTypes().contains(type)) {
            return Outcome.refused(
                    Finding.at("resourceType", Problem.UNEXPECTED_RESOURCE, "FHIR R4 has no resource of this type"));
        }
        return parse(object, context.getResourceDefinition(type).getImplementingClass(Resource.class));
    }

    /**
     * Looks at the JSON alone: text, depth, keys and numbers.
     *
     * @return an object that says what resource it is, or INVALID_JSON
     */
    Outcome<ObjectNode> object(byte[] body) {
        if (hasNul(body)) {
            return unreadable("the body holds a NUL character");
        }
        JsonNode root;
        try {
            root = json.readTree(body);
        } catch (PlainNumbers.NotPlainNumber notPlain) {
            return unreadable(notPlain.reason());
        } catch (JsonProcessingException broken) {
            return unreadable(reason(broken));
        } catch (IOException broken) {
            return unreadable("the body is not UTF-8 text");
        }
        if (!(root instanceof ObjectNode object)) {
            return unreadable("the body is not a JSON object");
        }
        JsonNode sent = object.get("resourceType");
        if (sent == null || !sent.isTextual()) {
            return unreadable("the body has no resourceType");
        }
        return Outcome.done(object);
    }

    private <T extends Resource> Outcome<T> parse(ObjectNode object, Class<T> type) {
        String expected = type.getSimpleName();
        if (!expected.equals(object.path("resourceType").textValue())) {
            return Outcome.refused(Finding.at(
                    "resourceType", Problem.UNEXPECTED_RESOURCE, "This call takes a resource of type " + expected));
        }
        RepeatCountsAsText.mend(object);
        return read(object, type);
    }

    /** Writes a resource: UTF-8, without white space. */
    public byte[] write(Resource resource) {
        return context.newJsonParser().encodeResourceToString(resource).getBytes(StandardCharsets.UTF_8);
    }

    private <T extends Resource> Outcome<T> read(ObjectNode object, Class<T> type) {
        JacksonStructure structure = new JacksonStructure();
        structure.setNativeObject(object);
        StrictReading strict = new StrictReading(new FaultPlaces(object));
        T resource;
        try {
            IJsonLikeParser parser = (IJsonLikeParser) context.newJsonParser();
            parser.setParserErrorHandler(strict);
            resource = parser.parseResource(type, structure);
        } catch (StrictReading.Unreadable unreadable) {
            return unreadable(unreadable.reason(), unreadable.place());
        } catch (RuntimeException broken) {
            // The parser answers some shapes that no resource can have with whatever exception it runs into.
            return strict.wrongValues().isEmpty()
                    ? unreadable("an element has a shape that FHIR R4 does not know")
                    : Outcome.refused(strict.wrongValues());
        }
        List<Finding> wrong = strict.wrongValues();
        return wrong.isEmpty() ? Outcome.done(resource) : Outcome.refused(wrong);
    }

    private static boolean hasNul(byte[] body) {
        for (byte each : body) {
            if (each == 0) {
                return true;
            }
        }
        String text = new String(body, StandardCharsets.ISO_8859_1);
        for (int at = text.indexOf(ESCAPED_NUL); at >= 0; at = text.indexOf(ESCAPED_NUL, at + 1)) {
            int backslashes = 1;
            while (at - backslashes >= 0 && text.charAt(at - backslashes) == '\\') {
                backslashes++;
            }
            if (backslashes % 2 == 1) {
                return true;
            }
        }
        return false;
    }

    private static String reason(JsonProcessingException broken) {
        if (broken.getOriginalMessage().startsWith("Duplicate field")) {
            return "an object has a key twice" + where(broken);
        }
        return "the body is not JSON" + where(broken);
    }

    private static String where(JsonProcessingException broken) {
        return broken.getLocation() == null
                ? ""
                : ", line " + broken.getLocation().getLineNr() + ", column "
                        + broken.getLocation().getColumnNr();
    }

    private static <T> Outcome<T> unreadable(String reason) {
        return unreadable(reason, null);
    }

    private static <T> Outcome<T> unreadable(String reason, @Nullable String place) {
        String sentence = Problem.INVALID_JSON.title() + ": " + reason;
        return Outcome.refused(
                place == null
                        ? Finding.of(Problem.INVALID_JSON, sentence)
                        : Finding.at(place, Problem.INVALID_JSON, sentence));
    }
}
