package org.pestle.prescription;

import java.time.Clock;
import java.time.LocalDate;
import org.springframework.stereotype.Component;

/**
 * Removes placeholders whose prescription never came (eps.md 4.6): nothing is left but the id, so that a late upload is
 * refused as existing. Doing it again does nothing, and any number of processes may share it.
 */
@Component
public class DeletePlaceholders {
    private final PlaceholderTable table;
    private final Clock clock;

    DeletePlaceholders(PlaceholderTable table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    /**
     * Removes a chunk of what is due, in one statement.
     *
     * @param today placeholders whose day is this or earlier are due
     * @param limit how many to take, at least one
     * @return how many were removed
     */
    public int deleteDue(LocalDate today, int limit) {
        return table.removeDue(today, limit, Act.ofTheService(clock.instant()));
    }
}
