package org.pestle.tracking;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pestle.access.Caller;
import org.pestle.access.Role;
import org.pestle.values.PrescriptionId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds prescriptions for the tracker (eps.md 1.9). Every prescription that is shown is audited by the statement that
 * reads it: if that cannot be written, nothing is shown. One round trip and a commit.
 */
@Component
public class PrescriptionSearch {
    private final TrackingTable table;

    PrescriptionSearch(TrackingTable table) {
        this.table = table;
    }

    /** All issues of one prescription, first to last; an empty list if there is no such prescription. */
    @Transactional
    public List<TrackedIssue> byId(PrescriptionId id, Caller caller, UUID requestId) {
        return table.byId(id, caller, requestId);
    }

    /**
     * A page of what was found.
     *
     * @param count how many issues a page has
     * @param next how many issues to pass over for the next page, or null if this is the last
     */
    public record Page(
            List<TrackedIssue> issues, int count, @Nullable Integer next) {
        /** Copies the list. */
        public Page {
            issues = List.copyOf(issues);
        }

        /** Where the next page of a resource is, or null; the caller adds its own question. */
        public @Nullable String nextOf(String resource) {
            return next == null ? null : "%s?_offset=%d&_count=%d".formatted(resource, next, count);
        }
    }

    /**
     * A page of the issues of a patient's prescriptions that the caller may see: a pharmacist sees those that are
     * nominated to the own pharmacy or with it, because a list of all that somebody takes must not be had for the price
     * of an NHS number (reliability-security.md 2, lesson 4).
     *
     * @param search its limit is the size of the page
     */
    @Transactional
    public Page page(PatientSearch search, Caller caller, UUID requestId) {
        PatientSearch more = new PatientSearch(
                search.patient(),
                search.status(),
                search.authoredFrom(),
                search.authoredBefore(),
                caller.role() == Role.PHARMACIST ? caller.organisation() : search.onlyOf(),
                search.offset(),
                search.limit() + 1);
        List<TrackedIssue> found = table.byPatient(more, caller, requestId);
        return found.size() > search.limit()
                ? new Page(found.subList(0, search.limit()), search.limit(), search.offset() + search.limit())
                : new Page(found, search.limit(), null);
    }

    /** The issues of a patient's prescriptions, the newest prescription first. */
    @Transactional
    public List<TrackedIssue> byPatient(PatientSearch search, Caller caller, UUID requestId) {
        return table.byPatient(search, caller, requestId);
    }
}
