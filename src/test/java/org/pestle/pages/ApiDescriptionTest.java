package org.pestle.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.pestle.problems.Problem;
import org.pestle.testing.Service;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The OpenAPI document describes every address, no other, and holds together. */
class ApiDescriptionTest {
    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

    /** Pages for people, which explain themselves. */
    private static final Set<String> PAGES = Set.of(
            "GET /",
            "GET /help/errors",
            "GET /developer",
            "GET /operator/closed-sites",
            "GET /prescriptions/{id}",
            "GET /sandbox/closed-sites",
            "GET /sandbox/documents/schedule.pdf",
            "GET /sandbox/prescriptions/{id}",
            "GET /reports/{icb}/{month}",
            "GET /schedules/{contractor}/{month}",
            "GET /sandbox/reports",
            "GET /sandbox/reports/{icb}/{month}",
            "GET /sandbox/schedules",
            "GET /sandbox/schedules/{contractor}/{month}",
            "GET /sandbox/reimbursement/reports/{icb}/{month}",
            "GET /sandbox/reimbursement/reports/{icb}/{month}/published.csv",
            "GET /sandbox/reimbursement/reports/{icb}/{month}/{breakdown}.csv",
            "GET /sandbox/reimbursement/reports/{icb}/{month}/{breakdown}.zip",
            "GET /sandbox/reimbursement/schedules/{contractor}/{month}");

    /** This document itself. */
    private static final Set<String> DOCUMENT = Set.of("GET /openapi.json", "GET /openapi.yaml");

    /** Answered by the framework's token issuer, not by a controller of ours. */
    private static final Set<String> OF_THE_ISSUER =
            Set.of("POST /oauth2/token", "GET /oauth2/jwks", "GET /.well-known/oauth-authorization-server");

    private final Service service = Service.running();
    private final JsonNode document = JsonMapper.builder()
            .build()
            .readTree(service.get("/openapi.json", null).body());

    @Test
    void every_address_is_described_and_every_description_has_an_address() {
        Set<String> mapped = new TreeSet<>(OF_THE_ISSUER);
        service.context()
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .forEach(mapping -> mapped.addAll(addresses(mapping)));
        mapped.removeAll(PAGES);
        mapped.removeAll(DOCUMENT);
        mapped.removeIf(address -> address.endsWith(" /error"));

        Set<String> described = new TreeSet<>();
        document.path("paths")
                .propertyStream()
                .forEach(path -> path.getValue()
                        .propertyNames()
                        .forEach(method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));

        assertThat(described).isEqualTo(mapped);
    }

    private static List<String> addresses(RequestMappingInfo mapping) {
        List<String> addresses = new ArrayList<>();
        mapping.getPatternValues()
                .forEach(path -> mapping.getMethodsCondition()
                        .getMethods()
                        .forEach(method -> addresses.add(method + " " + path)));
        return addresses.isEmpty()
                ? List.of("ANY " + mapping.getPatternValues().iterator().next())
                : addresses;
    }

    @Test
    void the_document_is_of_the_form_of_openapi() {
        assertThat(document.path("openapi").asString()).matches("3\\.1\\.\\d+");
        assertThat(document.path("info").path("title").isString()).isTrue();
        assertThat(document.path("info").path("version").isString()).isTrue();
        Set<String> ids = new HashSet<>();
        document.path("paths").propertyStream().forEach(path -> {
            assertThat(path.getKey()).startsWith("/");
            path.getValue().propertyStream().forEach(method -> {
                JsonNode operation = method.getValue();
                String where = method.getKey() + " " + path.getKey();
                assertThat(METHODS).as(where).contains(method.getKey());
                assertThat(ids.add(operation.path("operationId").asString()))
                        .as(where)
                        .isTrue();
                assertThat(operation.path("summary").asString()).as(where).isNotBlank();
                assertThat(operation.path("responses").isEmpty()).as(where).isFalse();
                operation.path("responses").propertyStream().forEach(response -> {
                    assertThat(response.getKey()).as(where).matches("[1-5]\\d\\d|default");
                    assertThat(resolved(response.getValue()).path("description").asString())
                            .as(where)
                            .isNotBlank();
                });
                Set<String> variables = new TreeSet<>();
                Pattern.compile("\\{(\\w+)}")
                        .matcher(path.getKey())
                        .results()
                        .forEach(variable -> variables.add(variable.group(1)));
                Set<String> parameters = new TreeSet<>();
                operation.path("parameters").forEach(parameter -> {
                    JsonNode known = resolved(parameter);
                    assertThat(known.path("in").asString()).as(where).isIn("query", "header", "path", "cookie");
                    assertThat(known.has("schema")).as(where).isTrue();
                    if (known.path("in").asString().equals("path")) {
                        assertThat(known.path("required").asBoolean()).as(where).isTrue();
                        parameters.add(known.path("name").asString());
                    }
                });
                assertThat(parameters).as(where).isEqualTo(variables);
            });
        });
    }

    @Test
    void every_reference_leads_somewhere_and_every_component_is_used() {
        Set<String> references = new TreeSet<>();
        references(document, references);
        Set<String> components = new TreeSet<>();
        for (String kind : List.of("parameters", "responses", "requestBodies", "schemas")) {
            document.path("components")
                    .path(kind)
                    .propertyNames()
                    .forEach(name -> components.add("#/components/" + kind + "/" + name));
        }

        assertThat(components).containsAll(references);
    }

    @Test
    void a_refusal_in_an_example_has_a_code_of_the_catalogue() {
        assertThat(ApiCases.all())
                .filteredOn(each -> each.code() != null)
                .hasSizeGreaterThan(15)
                .allSatisfy(each -> assertThat(Problem.withCode(String.valueOf(each.code())))
                        .isPresent());
    }

    @Test
    void every_example_stands_at_an_address_and_no_two_have_a_name() {
        Set<String> names = new HashSet<>();
        assertThat(ApiCases.all()).allSatisfy(each -> {
            assertThat(names.add(each.id())).as(each.id()).isTrue();
            assertThat(document.path("paths")
                            .propertyStream()
                            .filter(path -> ApiDescription.matches(path.getKey(), each.path()))
                            .anyMatch(path -> path.getValue().has(each.method().toLowerCase(Locale.ROOT))))
                    .as(each.id())
                    .isTrue();
        });
        assertThat(document.toString()).contains("/help/errors#INVALID_SIGNATURE");
    }

    @Test
    void who_may_call_is_said_as_the_table_of_access_has_it() {
        JsonNode roles = document.path("paths")
                .path("/fhir-prescribing/FHIR/R4/$prepare")
                .path("post")
                .path("x-roles");

        assertThat(roles.toString()).isEqualTo("[\"prescriber\",\"prescribing-admin\"]");
    }

    @Test
    void the_same_is_served_as_yaml() {
        Object yaml = new Yaml().load(service.get("/openapi.yaml", null).body());
        JsonNode asJson = JsonMapper.builder().build().valueToTree(yaml);

        assertThat(asJson).isEqualTo(document);
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asString().substring(1)) : node;
    }

    private static void references(JsonNode node, Set<String> found) {
        if (node instanceof ObjectNode object) {
            if (object.path("$ref").isString()) {
                found.add(object.path("$ref").asString());
            }
            object.propertyStream()
                    .filter(each -> !each.getKey().equals("examples"))
                    .forEach(each -> references(each.getValue(), found));
        } else if (node instanceof ArrayNode array) {
            array.forEach(each -> references(each, found));
        }
    }
}
