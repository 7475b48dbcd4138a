package org.pestle.values;

import java.util.Optional;

/** An entry of one of the field's code lists. */
public interface Coded {
    /** The standard's code. */
    String code();

    /** The entry with that code, or empty if the list has none. */
    static <T extends Coded> Optional<T> find(T[] list, String code) {
        for (T entry : list) {
            if (entry.code().equals(code)) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }

    /**
     * The entry with a code that the service itself has written.
     *
     * @throws IllegalArgumentException if the list has none
     */
    static <T extends Coded> T of(T[] list, String code) {
        return find(list, code)
                .orElseThrow(() -> new IllegalArgumentException(
                        "no " + list.getClass().getComponentType().getSimpleName() + " has the code " + code));
    }
}
