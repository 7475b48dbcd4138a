package org.pestle.routing;

import java.time.Clock;
import java.time.Duration;
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
    private static final Duration FRESH = Duration.ofMinutes(10);
    private static final int PATIENTS = 50_000;

    private final Demographics demographics;
    private final SiteDirectory directory;
    private final Remembered<NhsNumber, Demographics.Lookup> patients;

    Nominations(Demographics demographics, SiteDirectory directory, Clock clock) {
        this.demographics = demographics;
        this.directory = directory;
        this.patients = new Remembered<>(PATIENTS, clock);
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
        return switch (directory.find(requested)) {
            case SiteDirectory.Lookup.Unknown unknown ->
                refused("There is no dispensing site " + requested + " in the directory");
            case SiteDirectory.Lookup.Found found
            when !found.site().open() -> refused("The dispensing site " + requested + " is closed");
            case SiteDirectory.Lookup.Found found
            when !found.site().epsEnabled() ->
                refused("The dispensing site " + requested + " does not take electronic prescriptions");
            case SiteDirectory.Lookup.Found found -> {
                SiteType kind = type == SiteType.NONE ? found.site().type() : type;
                yield Outcome.done(new Nominated(requested, kind, basis(patient, requested)));
            }
            case SiteDirectory.Lookup.Unavailable down -> {
                SiteType kind = type == SiteType.NONE ? SiteType.COMMUNITY_PHARMACY : type;
                yield Outcome.done(new Nominated(requested, kind, Basis.UNCONFIRMED));
            }
        };
    }

    private Basis basis(NhsNumber patient, OdsCode requested) {
        return switch (ask(patient)) {
            case Demographics.Lookup.Known known ->
                known.nominated().containsValue(requested) ? Basis.STANDING : Basis.ONE_OFF;
            case Demographics.Lookup.Unavailable down -> Basis.UNCONFIRMED;
        };
    }

    private Nomination toTheStandingNomination(NhsNumber patient, SiteType type) {
        if (!(ask(patient) instanceof Demographics.Lookup.Known known)) {
            return new Nomination.None();
        }
        OdsCode site = known.nominated().get(type);
        if (site == null) {
            return new Nomination.None();
        }
        return switch (directory.find(site)) {
            case SiteDirectory.Lookup.Found found ->
                found.site().open() && found.site().epsEnabled()
                        ? new Nominated(site, type, Basis.STANDING)
                        : new Nomination.None();
            case SiteDirectory.Lookup.Unknown unknown -> new Nomination.None();
            case SiteDirectory.Lookup.Unavailable down -> new Nominated(site, type, Basis.UNCONFIRMED);
        };
    }

    private Demographics.Lookup ask(NhsNumber patient) {
        return patients.notOlderThan(FRESH, patient).orElseGet(() -> {
            Demographics.Lookup answer = demographics.find(patient);
            if (answer instanceof Demographics.Lookup.Known) {
                patients.put(patient, answer);
            }
            return answer;
        });
    }

    private static Outcome<Nomination> refused(String sentence) {
        return Outcome.refused(Finding.at(PERFORMER, Problem.INVALID_RESOURCE_ID, sentence));
    }
}
