package org.pestle.routing;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.routing.Nomination.Basis;
import org.pestle.routing.Nomination.Nominated;
import org.pestle.values.NhsNumber;
import org.pestle.values.OdsCode;
import org.springframework.stereotype.Component;

/**
 * Decides where a new prescription goes (eps.md 6.3). It asks the demographics service and the directory, so it must
 * not be called inside a transaction; when they are down a prescription is accepted all the same, and marked as
 * unconfirmed.
 */
@Component
public class Nominations {
    private static final String PERFORMER =
            "Bundle.entry.resource.ofType(MedicationRequest).dispenseRequest.performer.identifier.value";

    private final StandingNominations standing;
    private final NominableSites sites;
    private final SiteDirectory directory;

    Nominations(StandingNominations standing, NominableSites sites, SiteDirectory directory) {
        this.standing = standing;
        this.sites = sites;
        this.directory = directory;
    }

    /**
     * Where a prescription goes.
     *
     * @param requested the site that the prescription names, or null
     * @param type the kind of site that the prescription names; without a site, the kind whose standing nomination
     *     counts
     * @return a site or none; refused if the site named is not in the directory, is closed or takes no electronic
     *     prescriptions
     */
    public Outcome<Nomination> nominate(NhsNumber patient, @Nullable OdsCode requested, SiteType type) {
        if (requested != null) {
            return toTheSiteNamed(patient, requested, type);
        }
        return Outcome.done(type == SiteType.NONE ? new Nomination.None() : toTheStandingNomination(patient, type));
    }

    private Outcome<Nomination> toTheSiteNamed(NhsNumber patient, OdsCode requested, SiteType type) {
        SiteDirectory.Lookup lookup = directory.find(requested);
        Optional<String> objection = sites.objection(lookup, requested, type);
        if (objection.isPresent()) {
            return Outcome.refused(Finding.at(PERFORMER, Problem.INVALID_RESOURCE_ID, objection.get()));
        }
        SiteType listed = lookup instanceof SiteDirectory.Lookup.Found found
                ? found.site().type()
                : SiteType.COMMUNITY_PHARMACY;
        Basis basis =
                lookup instanceof SiteDirectory.Lookup.Unavailable ? Basis.UNCONFIRMED : basis(patient, requested);
        return Outcome.done(new Nominated(requested, type == SiteType.NONE ? listed : type, basis));
    }

    private Basis basis(NhsNumber patient, OdsCode requested) {
        return switch (standing.recent(patient)) {
            case Demographics.Lookup.Known known ->
                known.nominated().containsValue(requested) ? Basis.STANDING : Basis.ONE_OFF;
            case Demographics.Lookup.NoSuchPatient none -> Basis.ONE_OFF;
            case Demographics.Lookup.Unavailable down -> Basis.UNCONFIRMED;
        };
    }

    private Nomination toTheStandingNomination(NhsNumber patient, SiteType type) {
        OdsCode site = StandingNominations.nominated(standing.recent(patient)).get(type);
        if (site == null) {
            return new Nomination.None();
        }
        return switch (directory.find(site)) {
            case SiteDirectory.Lookup.Found found ->
                found.site().takesPrescriptions() ? new Nominated(site, type, Basis.STANDING) : new Nomination.None();
            case SiteDirectory.Lookup.Unknown unknown -> new Nomination.None();
            case SiteDirectory.Lookup.Unavailable down -> new Nominated(site, type, Basis.UNCONFIRMED);
        };
    }
}
