package org.pestle.nomination;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pestle.nomination.ClosedSite.Finding;
import org.pestle.prescription.Act;
import org.pestle.routing.Site;
import org.pestle.routing.SiteDirectory;
import org.pestle.values.OdsCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Finds sites that have closed or take no electronic prescriptions any more, and frees what is on its way to them: it
 * loses its nomination and is reachable by id (reliability-security.md T16). What a site has in hand is left to leases
 * and returns. Where the directory cannot be asked, or does not know a site, nothing changes. Doing it again does
 * nothing.
 */
@Component
public class CheckSites {
    private static final Logger LOG = LoggerFactory.getLogger(CheckSites.class);

    private final SiteDirectory directory;
    private final ClosedSiteTable closed;
    private final MoveTable moves;
    private final Clock clock;

    CheckSites(SiteDirectory directory, ClosedSiteTable closed, MoveTable moves, Clock clock) {
        this.directory = directory;
        this.closed = closed;
        this.moves = moves;
        this.clock = clock;
    }

    /**
     * What came of a chunk.
     *
     * @param asked sites that the directory was asked about
     * @param closed those of them to which nothing can be sent any more
     * @param unanswered those about which it did not answer
     * @param freed issues that lost their nomination
     * @param last where to go on, or null if no site is left
     */
    public record Chunk(
            int asked,
            int closed,
            int unanswered,
            int freed,
            @Nullable String last) {}

    /**
     * Checks the next sites, by their codes. Asks the directory, so it must not be called in a transaction; each change
     * is a statement of its own.
     *
     * @param day the day that is noted with what is found
     * @param after the code behind which to begin; an empty text to begin with the first
     * @param limit how many sites to ask about, and how many issues to free by one statement
     */
    public Chunk check(LocalDate day, String after, int limit) {
        List<OdsCode> sites = closed.sites(after, limit);
        int found = 0;
        int unanswered = 0;
        int freed = 0;
        for (OdsCode code : sites) {
            switch (directory.ask(code)) {
                case SiteDirectory.Lookup.Found open when open.site().takesPrescriptions() -> closed.forget(code);
                case SiteDirectory.Lookup.Found gone -> {
                    keep(gone.site(), day);
                    found++;
                    freed += free(code, limit);
                }
                case SiteDirectory.Lookup.Unknown unknown -> noteUnknown(code, day);
                case SiteDirectory.Lookup.Unavailable down -> unanswered++;
            }
        }
        return new Chunk(
                sites.size(),
                found,
                unanswered,
                freed,
                sites.isEmpty() ? null : sites.getLast().value());
    }

    private void keep(Site site, LocalDate day) {
        closed.keep(site.code(), site.name(), site.open() ? Finding.NOT_ENABLED : Finding.CLOSED, day);
    }

    private int free(OdsCode site, int limit) {
        Act act = Act.ofTheService(clock.instant());
        int all = 0;
        int some = moves.freeFrom(site, limit, act);
        while (some > 0) {
            all += some;
            some = moves.freeFrom(site, limit, act);
        }
        LOG.warn("event=site-closed site={} freed={}", site, all);
        return all;
    }

    /** Dispensing practices need not stand in the directory of pharmacies (eps.md 6.6). */
    private void noteUnknown(OdsCode code, LocalDate day) {
        if (directory.findPractice(code).isPresent()) {
            closed.forget(code);
        } else {
            closed.keep(code, null, Finding.NOT_LISTED, day);
        }
    }
}
