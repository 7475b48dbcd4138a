package org.pestle.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The examples of the API in the order of their story, read from {@code openapi/cases.yaml}. */
public final class ApiCases {
    private static final String FHIR = "application/fhir+json";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ApiCases() {}

    /** All of them. */
    public static List<ApiCase> all() {
        return ((List<?>) yaml("openapi/cases.yaml"))
                .stream().map(each -> read((Map<?, ?>) each)).toList();
    }

    /** A document of the class path. */
    static Object yaml(String path) {
        try (InputStream document = new ClassPathResource(path).getInputStream()) {
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(document);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static ApiCase read(Map<?, ?> each) {
        String id = text(each, "id");
        String[] call = text(each, "call").split(" ", 2);
        Map<String, JsonNode> changes = new LinkedHashMap<>();
        Map<String, Object> words = new LinkedHashMap<>();
        if (each.get("change") instanceof Map<?, ?> change) {
            change.forEach((pointer, value) -> {
                changes.put(pointer.toString(), JSON.valueToTree(value));
                words.put(pointer.toString(), value);
            });
        }
        return new ApiCase(
                id,
                text(each, "title"),
                call[0],
                call[1],
                optional(each, "query"),
                optional(each, "as"),
                optional(each, "basic"),
                Objects.requireNonNullElse(optional(each, "type"), FHIR),
                body(each, changes),
                optional(each, "form"),
                words,
                Integer.parseInt(text(each, "status")),
                optional(each, "code"),
                example(id + ".answer.json"));
    }

    private static @Nullable JsonNode body(Map<?, ?> each, Map<String, JsonNode> changes) {
        if (each.containsKey("json")) {
            return JSON.valueToTree(each.get("json"));
        }
        String name = optional(each, "body");
        JsonNode body = name == null ? null : example(name + ".request.json");
        return body == null ? null : ApiCase.changed(body, changes);
    }

    private static @Nullable JsonNode example(String name) {
        ClassPathResource resource = new ClassPathResource("openapi/examples/" + name);
        if (!resource.exists()) {
            return null;
        }
        try (InputStream document = resource.getInputStream()) {
            return JSON.readTree(document);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static String text(Map<?, ?> each, String name) {
        return Objects.requireNonNull(optional(each, name), name);
    }

    private static @Nullable String optional(Map<?, ?> each, String name) {
        Object value = each.get(name);
        return value == null ? null : value.toString();
    }
}
