package org.pestle.values;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rows of a state machine: what an event makes of a state. A pair without a row is refused. */
public final class TransitionTable<S extends Enum<S>, E extends Enum<E>> {
    /** One row: in this state, this event leads to that state. */
    public record Row<S, E>(S from, E on, S to) {}

    private final List<Row<S, E>> rows;
    private final Map<S, Map<E, S>> next = new HashMap<>();

    private TransitionTable(List<Row<S, E>> rows) {
        this.rows = rows;
        for (Row<S, E> row : rows) {
            S earlier =
                    next.computeIfAbsent(row.from(), from -> new HashMap<>()).put(row.on(), row.to());
            if (earlier != null) {
                throw new IllegalArgumentException("two rows for " + row.from() + " on " + row.on());
            }
        }
    }

    /**
     * A table of these rows; refuses two rows for one pair of state and event. Name the types at the call: to infer
     * them from eighty rows at once costs the compiler minutes.
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is read once and not kept
    public static <S extends Enum<S>, E extends Enum<E>> TransitionTable<S, E> of(Row<S, E>... rows) {
        return new TransitionTable<>(List.of(rows));
    }

    /** A row, to be read from left to right. */
    public static <S extends Enum<S>, E extends Enum<E>> Row<S, E> row(S from, E on, S to) {
        return new Row<>(from, on, to);
    }

    /** Where the event leads from this state, or empty if it may not happen there. */
    public Optional<S> next(S from, E on) {
        return Optional.ofNullable(next.getOrDefault(from, Map.of()).get(on));
    }

    /** The states in which the event may happen, in the order of the rows. */
    public List<S> from(E on) {
        return rows.stream().filter(row -> row.on() == on).map(Row::from).toList();
    }

    /** All rows in their order, for tests and diagrams. */
    public List<Row<S, E>> rows() {
        return rows;
    }
}
