package org.pestle.nomination;

import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.pestle.prescription.Act;
import org.pestle.prescription.PrescriptionSettings;
import org.springframework.stereotype.Component;

/** The changes of nominations that this service was asked for. Each names a patient and is kept for its time only. */
@Component
public class NominationChanges {
    private final NominationChangeTable table;
    private final PrescriptionSettings settings;
    private final Clock clock;

    NominationChanges(NominationChangeTable table, PrescriptionSettings settings, Clock clock) {
        this.table = table;
        this.settings = settings;
        this.clock = clock;
    }

    /** Keeps one, for as many months as the settings of its day say. */
    void keep(UUID id, ChangedNomination changed, Act act) {
        table.keep(
                id,
                changed,
                act,
                act.day().plusMonths(settings.inForce(act.day()).nominationMonths()));
    }

    /**
     * Removes a chunk of those whose time is over, in one statement. Doing it again does nothing, and any number of
     * processes may share it.
     *
     * @param today changes to be purged on this day or earlier are removed
     * @param limit how many to take, at least one
     * @return how many were removed; none if none is left that nobody else is working on
     */
    public int purgeDue(LocalDate today, int limit) {
        return table.purge(today, limit, Act.ofTheService(clock.instant()));
    }
}
