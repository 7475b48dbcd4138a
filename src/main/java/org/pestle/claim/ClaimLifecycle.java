package org.pestle.claim;

import static org.pestle.claim.ClaimEvent.*;
import static org.pestle.claim.ClaimStatus.*;
import static org.pestle.values.TransitionTable.row;

import java.util.Optional;
import org.pestle.values.TransitionTable;

/** How a claim's status may change. */
final class ClaimLifecycle {
    // spotless:off
    static final TransitionTable<ClaimStatus, ClaimEvent> TABLE = TransitionTable.<ClaimStatus, ClaimEvent>of(
            //  from        on                    to
            row(RECEIVED,   ClaimEvent.PRICED,    ClaimStatus.PRICED),
            row(RECEIVED,   ClaimEvent.REFERRED,  ClaimStatus.REFERRED),
            row(RECEIVED,   AMENDED,              REPLACED),
            row(ClaimStatus.PRICED,   ClaimEvent.ANSWERED, ClaimStatus.ANSWERED),
            row(ClaimStatus.REFERRED, ClaimEvent.ANSWERED, ClaimStatus.ANSWERED));
    // spotless:on

    private ClaimLifecycle() {}

    static Optional<ClaimStatus> next(ClaimStatus from, ClaimEvent on) {
        return TABLE.next(from, on);
    }
}
