package org.pestle.routing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.values.OdsCode;

/**
 * The directory of dispensing sites and prescribing practices. Answers are remembered: for an hour nobody is asked
 * again but in the background, and while the directory is down they hold for a day, with their age told.
 */
public class SiteDirectory {
    private static final Duration YOUNG = Duration.ofMinutes(45);
    private static final Duration FRESH = Duration.ofHours(1);
    private static final Duration FRESH_UNKNOWN = Duration.ofMinutes(1);
    private static final Duration STALE = Duration.ofHours(24);
    private static final int SITES = 20_000;

    private final OrganisationDirectory directory;
    private final Remembered<OdsCode, Lookup> sites;
    private final Remembered<OdsCode, Optional<Practice>> practices;
    private final Set<OdsCode> beingRefreshed = ConcurrentHashMap.newKeySet();
    private final Executor background;
    private final Clock clock;

    /** What the directory says about a dispensing site. */
    public sealed interface Lookup {
        /**
         * It is there.
         *
         * @param asOf when the directory said so
         */
        record Found(Site site, Instant asOf) implements Lookup {}

        /** There is none with that code. */
        record Unknown() implements Lookup {}

        /** The directory cannot be asked and the site is not remembered. */
        record Unavailable() implements Lookup {}
    }

    /**
     * Over that directory.
     *
     * @param background where answers are renewed before they are old
     */
    SiteDirectory(OrganisationDirectory directory, Executor background, Clock clock) {
        this.directory = directory;
        this.sites = new Remembered<>(SITES, clock);
        this.practices = new Remembered<>(SITES, clock);
        this.background = background;
        this.clock = clock;
    }

    /** The dispensing site with this code. */
    public Lookup find(OdsCode code) {
        Optional<Lookup> fresh = sites.notOlderThan(FRESH, code).filter(Lookup.Found.class::isInstance);
        if (fresh.isPresent()) {
            if (sites.notOlderThan(YOUNG, code).isEmpty()) {
                refresh(code);
            }
            return fresh.get();
        }
        return sites.notOlderThan(FRESH_UNKNOWN, code).orElseGet(() -> {
            Lookup now = ask(code);
            return now instanceof Lookup.Unavailable
                    ? sites.notOlderThan(STALE, code)
                            .filter(Lookup.Found.class::isInstance)
                            .orElse(now)
                    : now;
        });
    }

    /** What the directory says now; nothing remembered is answered. */
    public Lookup ask(OdsCode code) {
        return switch (directory.site(code)) {
            case OrganisationDirectory.Lookup.Found<Site>(Site site) ->
                remember(code, new Lookup.Found(site, clock.instant()));
            case OrganisationDirectory.Lookup.Unknown<Site> unknown -> remember(code, new Lookup.Unknown());
            case OrganisationDirectory.Lookup.Unavailable<Site> down -> new Lookup.Unavailable();
        };
    }

    private void refresh(OdsCode code) {
        if (beingRefreshed.add(code)) {
            background.execute(() -> {
                try {
                    ask(code);
                } finally {
                    beingRefreshed.remove(code);
                }
            });
        }
    }

    private Lookup remember(OdsCode code, Lookup lookup) {
        sites.put(code, lookup);
        return lookup;
    }

    /**
     * Pharmacies and appliance contractors by words of their name, place or postcode; asked each time.
     *
     * @param limit how many at most
     * @return them in the directory's order; or refused because it cannot be asked
     */
    public Outcome<List<Site>> search(String words, int limit) {
        return switch (directory.sites(words, limit)) {
            case OrganisationDirectory.Lookup.Found<List<Site>>(List<Site> found) ->
                Outcome.done(found.stream().limit(limit).toList());
            case OrganisationDirectory.Lookup.Unknown<List<Site>> none -> Outcome.done(List.of());
            case OrganisationDirectory.Lookup.Unavailable<List<Site>> down -> Outcome.refused(unavailable());
        };
    }

    /** How it is told that the directory cannot be asked. */
    public static Finding unavailable() {
        return Finding.of(Problem.OUTSIDE_UNAVAILABLE, "The directory of sites (ODS) cannot be asked at the moment");
    }

    /** The prescribing practice with this code; empty if there is none or the directory cannot be asked. */
    public Optional<Practice> findPractice(OdsCode code) {
        Optional<Optional<Practice>> fresh = practices.notOlderThan(FRESH, code);
        return fresh.orElseGet(() -> switch (directory.practice(code)) {
            case OrganisationDirectory.Lookup.Found<Practice> found -> remember(code, Optional.of(found.value()));
            case OrganisationDirectory.Lookup.Unknown<Practice> unknown -> remember(code, Optional.empty());
            case OrganisationDirectory.Lookup.Unavailable<Practice> down ->
                practices.notOlderThan(STALE, code).orElseGet(Optional::empty);
        });
    }

    private Optional<Practice> remember(OdsCode code, Optional<Practice> practice) {
        practices.put(code, practice);
        return practice;
    }
}
