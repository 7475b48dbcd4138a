package org.pestle.claim;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The claims as the night and the interfaces read them, and what the night makes of them. */
@Component
public class Claims {
    private static final long NEWEST_NUMBERS = 2_000_000;

    private final ClaimReadingTable table;
    private final ReturnedItemTable items;
    private final ClaimCalendar calendar;

    Claims(ClaimReadingTable table, ReturnedItemTable items, ClaimCalendar calendar) {
        this.table = table;
        this.items = items;
        this.calendar = calendar;
    }

    /**
     * Takes those of these claims that still wait to be priced, in the order of their supply dates. They are priced
     * with the end of the transaction; until then nobody can amend them, and afterwards it is too late.
     */
    public List<ClaimToPrice> take(Collection<UUID> ids) {
        return table.take(ids);
    }

    /** The claim with this id, whatever its status. */
    public Optional<ClaimToPrice> find(UUID id) {
        return table.find(id);
    }

    /** The claims whose place this one took, the last of them first; none if it amends nothing. */
    public List<UUID> history(UUID id) {
        return table.history(id);
    }

    /** The claims with these ids, whatever their status, in the order of their supply dates. */
    public List<ClaimToPrice> find(Collection<UUID> ids) {
        return table.find(ids);
    }

    /** These of the claims that were taken are referred back to the contractor. */
    public void referred(Collection<UUID> ids) {
        int referred = ids.isEmpty() ? 0 : table.refer(ids);
        if (referred != ids.size()) {
            throw new IllegalStateException(referred + " of " + ids.size() + " claims could be referred back");
        }
    }

    /**
     * These items come back to their contractors, who may answer for some time.
     *
     * @param on day of the night that returns them
     */
    public void returned(Collection<ReturnedItem.Returning> returning, LocalDate on) {
        if (!returning.isEmpty()) {
            items.keep(returning, on, calendar);
        }
    }

    /** What came back of this claim, and what became of it. */
    public List<ReturnedItem> returned(UUID claim) {
        return items.of(claim);
    }

    /**
     * Of each reimbursement authority whose claims lack numbers, how many (ADR 0025). Only the newest two million are
     * looked at, more than a night brings: a gap that is older was told in its time.
     */
    public Map<String, Long> missingNumbers() {
        return table.missingNumbers(NEWEST_NUMBERS);
    }
}
