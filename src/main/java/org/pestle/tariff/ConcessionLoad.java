package org.pestle.tariff;

import java.util.List;

/**
 * What loading price concessions did.
 *
 * @param load number of the load, by which {@link Concessions#changedBy} finds what it changed
 * @param lines prices in the file
 * @param changed those that were not in force before, or at another price
 * @param alreadyHeld whether the very same file had been loaded before, so that nothing changed
 */
public record ConcessionLoad(long load, int lines, List<Concession> changed, boolean alreadyHeld) {
    /** Keeps a copy of the changes. */
    public ConcessionLoad {
        changed = List.copyOf(changed);
    }

    /** The changes about packs that no edition in force lists; somebody must look at them. */
    public List<Concession> unmatched() {
        return changed.stream()
                .filter(concession -> concession.pack().isEmpty())
                .toList();
    }
}
