package org.pestle.routing;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.pestle.values.OdsCode;
import org.springframework.stereotype.Component;

/**
 * The directory of dispensing sites and prescribing practices. Answers are remembered: for an hour nobody is asked
 * again, and while the directory is down they hold for a day.
 */
@Component
public class SiteDirectory {
    private static final Duration FRESH = Duration.ofHours(1);
    private static final Duration FRESH_UNKNOWN = Duration.ofMinutes(1);
    private static final Duration STALE = Duration.ofHours(24);
    private static final int SITES = 20_000;

    private final OrganisationDirectory directory;
    private final Remembered<OdsCode, Lookup> sites;
    private final Remembered<OdsCode, Optional<Practice>> practices;

    /** What the directory says about a dispensing site. */
    public sealed interface Lookup {
        /** It is there. */
        record Found(Site site) implements Lookup {}

        /** There is none with that code. */
        record Unknown() implements Lookup {}

        /** The directory cannot be asked and the site is not remembered. */
        record Unavailable() implements Lookup {}
    }

    SiteDirectory(OrganisationDirectory directory, Clock clock) {
        this.directory = directory;
        this.sites = new Remembered<>(SITES, clock);
        this.practices = new Remembered<>(SITES, clock);
    }

    /** The dispensing site with this code. */
    public Lookup find(OdsCode code) {
        Optional<Lookup> fresh = sites.notOlderThan(FRESH, code).filter(Lookup.Found.class::isInstance);
        Optional<Lookup> known = fresh.isPresent() ? fresh : sites.notOlderThan(FRESH_UNKNOWN, code);
        return known.orElseGet(() -> switch (directory.site(code)) {
            case OrganisationDirectory.Lookup.Found<Site> found -> remember(code, new Lookup.Found(found.value()));
            case OrganisationDirectory.Lookup.Unknown<Site> unknown -> remember(code, new Lookup.Unknown());
            case OrganisationDirectory.Lookup.Unavailable<Site> down ->
                sites.notOlderThan(STALE, code)
                        .filter(Lookup.Found.class::isInstance)
                        .orElseGet(Lookup.Unavailable::new);
        });
    }

    private Lookup remember(OdsCode code, Lookup lookup) {
        sites.put(code, lookup);
        return lookup;
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
