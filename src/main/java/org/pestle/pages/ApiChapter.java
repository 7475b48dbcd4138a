package org.pestle.pages;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * One chapter of the page that describes the API: the calls of one kind.
 *
 * @param name as the tag of the OpenAPI document
 * @param purpose one sentence
 */
public record ApiChapter(String name, String purpose, List<Call> calls) {
    private static final JsonMapper PRETTY =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /**
     * One call, at all its addresses.
     *
     * @param id anchor on the page
     * @param roles who may call, in the words of the token; empty if anyone may
     */
    public record Call(
            String id,
            String summary,
            String description,
            List<String> addresses,
            List<String> roles,
            List<Shown> cases) {}

    /**
     * One example.
     *
     * @param sent what is sent, laid out; null for nothing, and for a body that differs from another in few places
     * @param changes these places, in words
     */
    public record Shown(
            ApiCase of,
            @Nullable String sent,
            List<String> changes,
            @Nullable String answered) {}

    /** The chapters of a description. */
    static List<ApiChapter> of(ApiDescription description) {
        List<ApiChapter> chapters = new ArrayList<>();
        for (Object tag : list(description.document().get("tags"))) {
            Map<?, ?> chapter = (Map<?, ?>) tag;
            List<Call> calls = calls(description, text(chapter.get("name")));
            if (!calls.isEmpty()) {
                chapters.add(new ApiChapter(text(chapter.get("name")), text(chapter.get("description")), calls));
            }
        }
        return chapters;
    }

    private static List<Call> calls(ApiDescription description, String chapter) {
        Map<String, Call> calls = new LinkedHashMap<>();
        ((Map<?, ?>) Objects.requireNonNull(description.document().get("paths")))
                .forEach((path, methods) -> ((Map<?, ?>) methods).forEach((method, operation) -> {
                    Map<?, ?> known = (Map<?, ?>) operation;
                    if (list(known.get("tags")).getFirst().equals(chapter)) {
                        String verb = method.toString().toUpperCase(Locale.ROOT);
                        calls.merge(
                                text(known.get("summary")),
                                call(description, verb, path.toString(), known),
                                ApiChapter::atBoth);
                    }
                }));
        return List.copyOf(calls.values());
    }

    private static Call call(ApiDescription description, String method, String path, Map<?, ?> operation) {
        return new Call(
                text(operation.get("operationId")),
                text(operation.get("summary")),
                text(operation.get("description")),
                List.of(method + " " + path),
                list(operation.get("x-roles")).stream().map(Object::toString).toList(),
                description.cases(method, path).stream().map(ApiChapter::shown).toList());
    }

    private static Call atBoth(Call first, Call second) {
        List<String> addresses = new ArrayList<>(first.addresses());
        addresses.addAll(second.addresses());
        return new Call(
                first.id(),
                first.summary(),
                first.description(),
                List.copyOf(addresses),
                first.roles(),
                first.cases().isEmpty() ? second.cases() : first.cases());
    }

    private static Shown shown(ApiCase each) {
        List<String> changes = each.changesInWords();
        String sent = each.form() == null ? (changes.isEmpty() ? pretty(each.body()) : null) : each.form();
        return new Shown(each, sent, changes, pretty(each.answer()));
    }

    private static @Nullable String pretty(@Nullable JsonNode document) {
        return document == null ? null : PRETTY.writeValueAsString(document);
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
