package org.pestle.prescription;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pestle.values.TransitionTable.Row;

/** A page of {@code src/docs} about a lifecycle, and how table, diagram and grid look in text. */
final class LifecyclePage {
    private final String text;

    LifecyclePage(String name) {
        try {
            text = Files.readString(Path.of("src", "docs", name));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** The rows of its table: from, on, to; statuses by code and name. */
    List<String> rows() {
        return text.lines()
                .filter(line -> line.matches("\\| \\d{4} .*\\| [A-Z_]+ \\|.*"))
                .map(line -> line.substring(2, line.lastIndexOf(" | ")))
                .toList();
    }

    /** The rows of its second table: statuses of the issue, statuses of items. */
    List<String> legal() {
        return text.lines()
                .filter(line -> line.matches("\\| (\\d{4}(, )?)+ \\| ((\\d{4}(, )?)+|none) \\|"))
                .toList();
    }

    /** The diagram, without the fence. */
    String diagram() {
        int begin = text.indexOf("```mermaid\n") + "```mermaid\n".length();
        return text.substring(begin, text.indexOf("```", begin));
    }

    static <S, E> List<String> rows(List<Row<S, E>> rows, Function<S, String> named) {
        return rows.stream()
                .map(row -> named.apply(row.from()) + " | " + row.on() + " | " + named.apply(row.to()))
                .toList();
    }

    static <S, E> String diagram(
            S[] statuses, List<Row<S, E>> rows, Function<S, String> code, Function<S, String> named) {
        Stream<String> names = Arrays.stream(statuses)
                .filter(status -> rows.stream()
                        .anyMatch(row -> row.from().equals(status) || row.to().equals(status)))
                .map(status -> "    s" + code.apply(status) + ": " + named.apply(status) + "\n");
        Stream<String> arrows = rows.stream()
                .map(row -> "    s" + code.apply(row.from()) + " --> s" + code.apply(row.to()) + ": "
                        + row.on().toString().toLowerCase(Locale.ROOT).replace('_', ' ') + "\n");
        return "stateDiagram-v2\n" + Stream.concat(names, arrows).collect(Collectors.joining());
    }

    /** Every status against every event: where it leads, or a dash. */
    static <S, E> String grid(S[] statuses, E[] events, Function<S, String> code, GridCell<S, E> cell) {
        int width = Arrays.stream(events)
                        .mapToInt(event -> event.toString().length())
                        .max()
                        .orElse(0)
                + 1;
        StringBuilder grid = new StringBuilder(" ".repeat(width))
                .append(Arrays.stream(statuses).map(code).collect(Collectors.joining(" ")))
                .append('\n');
        for (E event : events) {
            grid.append(event)
                    .append(" ".repeat(width - event.toString().length()))
                    .append(Arrays.stream(statuses)
                            .map(status -> cell.at(status, event))
                            .collect(Collectors.joining(" ")))
                    .append('\n');
        }
        return grid.toString();
    }

    /** The approved grid of that name. */
    static String approved(String name) {
        try (InputStream grid = Objects.requireNonNull(LifecyclePage.class.getResourceAsStream(name), name)) {
            return new String(grid.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** What an event makes of a status: a code, or a dash of the same width. */
    interface GridCell<S, E> {
        String at(S status, E event);
    }
}
