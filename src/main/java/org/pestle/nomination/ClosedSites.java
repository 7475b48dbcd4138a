package org.pestle.nomination;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pestle.access.Access;
import org.pestle.access.Caller;
import org.pestle.access.Operation;
import org.pestle.prescription.Act;
import org.pestle.values.OdsCode;
import org.springframework.stereotype.Component;

/**
 * The sites to which nothing can be sent any more, for the operator. They name prescriptions by their ids and no
 * patient; each that is shown is noted in the audit trail.
 */
@Component
public class ClosedSites {
    private static final int MOST = 100;

    private final ClosedSiteTable table;
    private final Access access;
    private final Clock clock;

    ClosedSites(ClosedSiteTable table, Access access, Clock clock) {
        this.table = table;
        this.access = access;
        this.clock = clock;
    }

    /**
     * A page of them.
     *
     * @param next the site behind which the next page begins, or null if this is the last
     */
    public record Page(List<ClosedSite> sites, @Nullable OdsCode next) {
        /** Copies the list. */
        public Page {
            sites = List.copyOf(sites);
        }
    }

    /**
     * A hundred sites by their codes; of each at most a hundred issues of a kind.
     *
     * @param after the site at which the page before ended, or null for the first page
     * @param requestId of the call, or null if it has none
     * @throws org.springframework.security.access.AccessDeniedException if the caller may not read them
     */
    public Page find(@Nullable OdsCode after, Caller caller, @Nullable UUID requestId) {
        access.require(caller, Operation.READ_CLOSED_SITES);
        Act act = new Act(caller, Operation.READ_CLOSED_SITES, clock.instant(), requestId);
        List<ClosedSite> sites = table.find(after == null ? "" : after.value(), MOST, act);
        return new Page(sites, sites.size() == MOST ? sites.getLast().site() : null);
    }
}
