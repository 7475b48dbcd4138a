package org.pestle.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.pestle.testing.Service;
import org.pestle.values.OdsCode;
import org.pestle.values.PrescriptionId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Plays the examples of the API against the running service, in order, and compares status and shape. Ids of the
 * documents are replaced by new ones, and what the service made for the documents (digest, signature, times, ids) by
 * what it makes now; all else must be equal.
 */
class ApiExamplesTest {
    private static final Path EXAMPLES = Path.of("src/main/resources/openapi/examples");
    private static final Pattern UUID_SHAPE =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final Pattern ID_SHAPE = Pattern.compile("[0-9A-F]{6}-[0-9A-Z]{6}-[0-9A-F]{5}[0-9A-Z+]");

    /** Made anew each time: ids, times, digests and signatures, tokens, addresses of a port. */
    private static final List<Pattern> MADE = List.of(
            Pattern.compile("(urn:uuid:)?" + UUID_SHAPE),
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d.*"),
            Pattern.compile("[A-Za-z0-9+/=_.-]{40,}"));

    /** Counted on by the service, whoever asks: seconds that a token has left, runs of a job. */
    private static final Pattern COUNTED = Pattern.compile(".*/(expires_in|run)");

    private final Service service = Service.running();
    private final JsonMapper json =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private final Map<String, String> now = new LinkedHashMap<>();
    private final List<String> wrong = new ArrayList<>();

    @Test
    void every_example_is_answered_as_it_says() throws IOException {
        service.reset();
        List<ApiCase> cases = ApiCases.all();

        for (ApiCase each : cases) {
            play(each);
        }

        assertThat(wrong).isEmpty();
        assertThat(cases).hasSizeGreaterThan(30);
    }

    @Test
    void another_answer_is_noticed() {
        compare("/", json.readTree("{\"a\":[1,\"x\"]}"), json.readTree("{\"a\":[1,\"y\"]}"));
        compare("/", json.readTree("{\"a\":1}"), json.readTree("{\"b\":1}"));
        compare("/", json.readTree("[1]"), json.readTree("[1,2]"));
        compare("/", json.readTree("\"2026-11-25T09:00:00Z\""), json.readTree("\"2026-11-26T10:00:00Z\""));

        assertThat(wrong).hasSize(3);
    }

    private void play(ApiCase each) throws IOException {
        HttpResponse<String> response = service.send(request(each));
        JsonNode answer =
                response.body().isEmpty() ? JsonNodeFactory.instance.objectNode() : json.readTree(response.body());
        if (response.statusCode() != each.status()) {
            wrong.add(each.id() + " answered " + response.statusCode() + ": " + response.body());
            return;
        }
        if (each.code() != null && !response.body().contains("\"" + each.code() + "\"")) {
            wrong.add(each.id() + " does not say " + each.code() + ": " + response.body());
        }
        JsonNode documented = each.answer();
        if (documented != null) {
            learn(documented, answer);
        }
        if (Boolean.getBoolean("pestle.write-documents")) {
            Files.writeString(
                    EXAMPLES.resolve(each.id() + ".answer.json"), asDocumented(json.writeValueAsString(answer)) + "\n");
        } else if (documented == null) {
            wrong.add(each.id() + " has no answer in the documents");
        } else {
            compare(each.id(), documented, answer);
        }
    }

    private HttpRequest request(ApiCase each) {
        String path = asOfNow(each.path().replace("{claim}", documentedClaim()));
        if (each.query() != null) {
            String[] query = each.query()
                    .replace("{prescription}", documentedPrescription())
                    .split("=", 2);
            path += "?" + encoded(query[0]) + "=" + encoded(asOfNow(query[1]));
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(service.url(path))
                .header("X-Request-ID", UUID.randomUUID().toString());
        if (each.persona() != null) {
            request.header("Authorization", "Bearer " + service.token(each.persona()));
        }
        if (each.basic() != null) {
            String secret = each.basic() + ":" + each.basic();
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8)));
        }
        if (each.method().equals("GET")) {
            return request.GET().build();
        }
        String body = each.form() != null ? each.form() : String.valueOf(each.body());
        refresh(body);
        return request.header("Content-Type", each.type())
                .POST(BodyPublishers.ofString(asOfNow(body)))
                .build();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Gives new ids to those of a document that are not known yet; a wrong check character stays wrong. */
    private void refresh(String body) {
        UUID_SHAPE
                .matcher(body)
                .results()
                .forEach(id -> now.computeIfAbsent(
                        id.group(), ignored -> UUID.randomUUID().toString()));
        ID_SHAPE.matcher(body)
                .results()
                .map(id -> id.group())
                .filter(id -> PrescriptionId.hasRightCheckCharacter(PrescriptionId.compact(id)))
                .forEach(id -> now.computeIfAbsent(
                        id,
                        ignored -> PrescriptionId.make(new OdsCode("A83008"), new SecureRandom())
                                .shortForm()));
    }

    private String asOfNow(String documented) {
        String text = documented;
        for (Map.Entry<String, String> each : now.entrySet()) {
            text = text.replace(each.getKey(), each.getValue());
        }
        return text;
    }

    private String asDocumented(String answered) {
        String text = answered;
        for (Map.Entry<String, String> each : now.entrySet()) {
            text = text.replace(each.getValue(), each.getKey());
        }
        return text;
    }

    /** What the service made for the document, and what it made now. */
    private void learn(@Nullable JsonNode documented, @Nullable JsonNode answered) {
        if (documented instanceof ObjectNode object && answered != null) {
            object.propertyStream().forEach(each -> learn(each.getValue(), answered.get(each.getKey())));
        } else if (documented instanceof ArrayNode array && answered != null) {
            for (int i = 0; i < array.size(); i++) {
                learn(array.get(i), answered.get(i));
            }
        } else if (documented != null && answered != null && documented.isString() && answered.isString()) {
            String before = documented.asString();
            if (!before.equals(answered.asString()) && isMade(before)) {
                now.putIfAbsent(before, answered.asString());
            }
        }
    }

    private void compare(String place, JsonNode documented, JsonNode answered) {
        if (documented instanceof ObjectNode before && answered instanceof ObjectNode after) {
            if (!new TreeSet<>(before.propertyNames()).equals(new TreeSet<>(after.propertyNames()))) {
                wrong.add(place + " has " + after.propertyNames() + ", not " + before.propertyNames());
                return;
            }
            before.propertyStream()
                    .forEach(each -> compare(place + "/" + each.getKey(), each.getValue(), after.get(each.getKey())));
        } else if (documented instanceof ArrayNode before && answered instanceof ArrayNode after) {
            if (before.size() != after.size()) {
                wrong.add(place + " has " + after.size() + " members, not " + before.size());
                return;
            }
            for (int i = 0; i < before.size(); i++) {
                compare(place + "/" + i, before.get(i), after.get(i));
            }
        } else if (!COUNTED.matcher(place).matches() && !isSame(documented, answered)) {
            wrong.add(place + " is " + answered + ", not " + documented);
        }
    }

    private boolean isSame(JsonNode documented, JsonNode answered) {
        if (documented.isString() && answered.isString()) {
            String before = documented.asString();
            return asOfNow(before).equals(answered.asString())
                    || (isMade(before) && kind(before).equals(kind(answered.asString())));
        }
        return documented.equals(answered);
    }

    private static boolean isMade(String text) {
        return !kind(text).isEmpty();
    }

    private static String kind(String text) {
        return MADE.stream()
                .filter(made -> made.matcher(text).matches())
                .map(Pattern::pattern)
                .findFirst()
                .orElse("");
    }

    private static String documentedPrescription() {
        return body("send").at("/entry/1/resource/groupIdentifier/value").asString();
    }

    private static String documentedClaim() {
        return body("claim").at("/identifier/0/value").asString();
    }

    private static JsonNode body(String id) {
        return ApiCases.all().stream()
                .filter(each -> each.id().equals(id))
                .map(ApiCase::body)
                .filter(body -> body != null)
                .findFirst()
                .orElseThrow();
    }
}
