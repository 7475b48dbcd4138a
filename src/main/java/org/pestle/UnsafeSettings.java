package org.pestle;

import java.util.List;

/** Production was to start with settings that are missing or unsafe. */
final class UnsafeSettings extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnsafeSettings(List<String> faults) {
        super("Pestle does not start in production, because of these settings:\n\n  " + String.join("\n  ", faults));
    }
}
