package org.pestle.prescription;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pestle.prescription.DeleteTable.Candidate;
import org.pestle.values.PrescriptionId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Removes what has had its time (eps.md 4.6): a prescription when every issue says delete and its day has come, leaving
 * a skeleton; the skeleton a year later. What makes a prescription unique is kept for ever, so that none of it is taken
 * a second time. Doing it again does nothing, and any number of processes may share it.
 */
@Component
public class DeletePrescriptions {
    private final DeleteTable table;
    private final List<RecordKeeper> keepers;
    private final TransactionTemplate transaction;
    private final PrescriptionSettings settings;
    private final Clock clock;

    DeletePrescriptions(
            DeleteTable table,
            List<RecordKeeper> keepers,
            TransactionTemplate transaction,
            PrescriptionSettings settings,
            Clock clock) {
        this.table = table;
        this.keepers = keepers;
        this.transaction = transaction;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * One of several parts of the record that together are all of it.
     *
     * @param number from 0
     * @param of how many there are
     */
    public record Share(int number, int of) {
        /** The whole record. */
        public static final Share ALL = new Share(0, 1);
    }

    /** How far a night has come in a share. The order is that of the days on which prescriptions became due. */
    public record Position(Share share, LocalDate dueOn, String prescription) {
        /** Before all of the whole record. */
        public static final Position START = startOf(Share.ALL);

        /** Before all of a share. */
        public static Position startOf(Share share) {
            return new Position(share, LocalDate.EPOCH, "");
        }
    }

    /**
     * What came of a chunk.
     *
     * @param deleted prescriptions of which the skeleton is left
     * @param end where to go on, or null if nothing is left to look at
     */
    public record Chunk(int deleted, @Nullable Position end) {}

    /**
     * Looks at a chunk of what is due and deletes of it what nobody needs any more, in one transaction (that of the
     * caller, if there is one).
     *
     * @param today issues whose day is this or earlier are due
     * @param limit how many prescriptions to look at, at least one
     * @param from where the chunk before ended
     */
    public Chunk deleteDue(LocalDate today, int limit, Position from) {
        Chunk chunk = transaction.execute(status -> {
            List<Candidate> due = table.due(today, from, limit);
            Set<PrescriptionId> ids = new LinkedHashSet<>();
            due.stream().filter(Candidate::isWhole).map(Candidate::id).forEach(ids::add);
            for (RecordKeeper keeper : keepers) {
                ids.removeAll(keeper.stillNeeds(ids));
            }
            List<PrescriptionId> deleted = table.delete(
                    ids, today, settings.inForce(today).skeletonMonths(), Act.ofTheService(clock.instant()));
            keepers.forEach(keeper -> keeper.deleted(deleted));
            return new Chunk(
                    deleted.size(), due.isEmpty() ? null : due.getLast().positionIn(from.share()));
        });
        return chunk == null ? new Chunk(0, null) : chunk;
    }

    /**
     * Removes a chunk of skeletons whose year is over, in one transaction (that of the caller, if there is one).
     *
     * @return how many; none if none is left that nobody else is working on
     */
    public int purgeDue(LocalDate today, int limit) {
        Integer purged = transaction.execute(status ->
                table.purge(today, limit, Act.ofTheService(clock.instant())).size());
        return purged == null ? 0 : purged;
    }
}
