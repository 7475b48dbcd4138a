package org.pestle.values;

import java.util.UUID;

/** One item of one prescription, the same across all its issues (eps.md 2.3). */
public record LineItemId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
