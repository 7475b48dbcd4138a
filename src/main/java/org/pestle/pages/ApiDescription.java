package org.pestle.pages;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pestle.access.AccessTable;
import org.pestle.access.Operation;
import org.pestle.access.Role;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.AntPathMatcher;
import tools.jackson.databind.json.JsonMapper;

/**
 * The OpenAPI description: the document kept by hand, with what is known elsewhere put in (ADR 0016). Who may call
 * comes from the table of access, the examples from the story that a test plays; in production the sandbox and its
 * token issuer are left out.
 */
@Component
public class ApiDescription {
    private static final Set<String> ONLY_IN_SANDBOX = Set.of("Sandbox", "Tokens");
    private static final String HEALTH = "Health";
    private static final String REQUIRED_HEADERS = "parameters";

    private final JsonMapper json = JsonMapper.builder().build();
    private final List<ApiCase> cases = ApiCases.all();
    private final Map<String, Object> document;

    ApiDescription(ObjectProvider<PersonaList> sandbox) {
        this.document = map(copy(ApiCases.yaml("openapi/openapi.yaml")));
        Map<String, Object> paths = map(document.get("paths"));
        if (sandbox.getIfAvailable() == null) {
            paths.values().removeIf(path -> map(path).values().stream().anyMatch(ApiDescription::isOnlyInSandbox));
        }
        paths.forEach((path, methods) -> map(methods)
                .forEach((method, operation) -> complete(path, method.toUpperCase(Locale.ROOT), map(operation))));
    }

    /** The document, as maps and lists. */
    public Map<String, Object> document() {
        return document;
    }

    /** The examples of a call, in the order of their story. */
    List<ApiCase> cases(String method, String path) {
        return cases.stream()
                .filter(each -> each.method().equals(method) && matches(path, each.path()))
                .toList();
    }

    /** Whether an address is one of a path with variables. */
    public static boolean matches(String path, String address) {
        return path.equals(address) || (path.contains("{") && new AntPathMatcher().match(path, address));
    }

    private void complete(String path, String method, Map<String, Object> operation) {
        operation.put("operationId", operationId(path, method));
        boolean open = tags(operation).contains(HEALTH);
        boolean fhir = path.contains("/FHIR/R4/") && !open;
        if (open) {
            operation.put("security", List.of());
        }
        if (fhir) {
            List<Object> parameters =
                    new ArrayList<>(operation.get(REQUIRED_HEADERS) instanceof List<?> known ? known : List.of());
            parameters.add(Map.of("$ref", "#/components/parameters/RequestId"));
            parameters.add(Map.of("$ref", "#/components/parameters/CorrelationId"));
            operation.put(REQUIRED_HEADERS, parameters);
        }
        String who = who(method, path);
        if (!who.isEmpty()) {
            operation.put("x-roles", List.of(who.split(", ", -1)));
        }
        Map<String, Object> responses = map(operation.get("responses"));
        if (fhir || !who.isEmpty()) {
            responses.putIfAbsent(
                    "default", Map.of("$ref", "#/components/responses/" + (fhir ? "Refused" : "RefusedPlainly")));
        }
        cases(method, path).forEach(each -> show(each, operation, fhir));
    }

    private void show(ApiCase each, Map<String, Object> operation, boolean fhir) {
        if (each.body() != null && operation.containsKey("requestBody")) {
            Map<String, Object> content = content(operation, "requestBody", "requestBodies");
            examples(content, each.type()).put(each.id(), example(each, each.body()));
        }
        Map<String, Object> responses = map(operation.get("responses"));
        String status = String.valueOf(each.status());
        responses.computeIfAbsent(
                status, ignored -> Map.of("$ref", "#/components/responses/" + (fhir ? "Refused" : "RefusedPlainly")));
        if (each.answer() != null) {
            Map<String, Object> content = content(responses, status, "responses");
            examples(content, content.keySet().iterator().next()).put(each.id(), example(each, each.answer()));
        }
    }

    private Map<String, Object> example(ApiCase each, Object value) {
        Map<String, Object> example = new LinkedHashMap<>();
        example.put("summary", each.title());
        if (each.code() != null) {
            example.put("description", "[%s](/help/errors#%s)".formatted(each.code(), each.code()));
        }
        example.put("value", json.convertValue(value, Object.class));
        return example;
    }

    /** The content of a body or response, which gets a copy of its own if it was a reference. */
    private Map<String, Object> content(Map<String, Object> holder, String name, String components) {
        Map<String, Object> part = map(holder.get(name));
        if (part.get("$ref") instanceof String reference) {
            String last = reference.substring(reference.lastIndexOf('/') + 1);
            part = map(copy(map(map(document.get("components")).get(components)).get(last)));
            holder.put(name, part);
        }
        return map(part.get("content"));
    }

    private static Map<String, Object> examples(Map<String, Object> content, String type) {
        Map<String, Object> media = map(content.get(type));
        return map(media.computeIfAbsent("examples", ignored -> new LinkedHashMap<String, Object>()));
    }

    private static String who(String method, String path) {
        return Arrays.stream(Operation.values())
                .filter(operation -> operation.method().equals(method))
                .filter(operation -> operation.paths().stream()
                        .anyMatch(pattern -> new AntPathMatcher().match(pattern, path.replaceAll("[{}]", ""))))
                .flatMap(operation -> AccessTable.rows().stream().filter(row -> row.operation() == operation))
                .map(AccessTable.Row::role)
                .map(Role::claim)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static String operationId(String path, String method) {
        return method.toLowerCase(Locale.ROOT)
                + path.replaceAll("[^A-Za-z0-9]+", "-").replaceAll("-+$", "");
    }

    private static boolean isOnlyInSandbox(Object operation) {
        return tags(map(operation)).stream().anyMatch(ONLY_IN_SANDBOX::contains);
    }

    private static List<?> tags(Map<String, Object> operation) {
        return operation.get("tags") instanceof List<?> tags ? tags : List.of();
    }

    @SuppressWarnings("unchecked") // the keys of a JSON object are texts
    private static Map<String, Object> map(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw new IllegalStateException("the description has no object where one is expected");
    }

    /** A copy in which nothing is shared, as aliases of the document are. */
    private Object copy(@Nullable Object value) {
        return json.convertValue(json.valueToTree(value), Object.class);
    }
}
