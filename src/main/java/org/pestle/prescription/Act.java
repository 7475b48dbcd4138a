package org.pestle.prescription;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pestle.access.Caller;
import org.pestle.access.Operation;
import org.pestle.values.NhsDates;

/**
 * Who changes the record, by which call and when: what history and audit trail keep of it.
 *
 * @param operation the call, or null for work that nobody called for: the audit trail then names the event
 * @param at business time, cut to microseconds so that it survives the database and the hash can be recomputed
 * @param requestId the call's id, or null for the night
 * @param day the London day as of which it counts: that of the time, but for a night that comes late
 */
public record Act(
        Caller caller,
        @Nullable Operation operation,
        Instant at,
        @Nullable UUID requestId,
        LocalDate day) {
    /** Cuts the time to microseconds. */
    public Act {
        at = at.truncatedTo(ChronoUnit.MICROS);
    }

    /** Something that counts on the day on which it is done. */
    public Act(Caller caller, @Nullable Operation operation, Instant at, @Nullable UUID requestId) {
        this(caller, operation, at, requestId, NhsDates.on(at));
    }

    /** The same, as of another day. */
    public Act asOf(LocalDate otherDay) {
        return new Act(caller, operation, at, requestId, otherDay);
    }

    /** Work of the service itself. */
    public static Act ofTheService(Instant at) {
        return new Act(Caller.SERVICE, null, at, null);
    }
}
