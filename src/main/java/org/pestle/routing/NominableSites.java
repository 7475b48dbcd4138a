package org.pestle.routing;

import java.util.Optional;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.values.OdsCode;
import org.springframework.stereotype.Component;

/** Which sites prescriptions can be sent to (eps.md 6.6). Asks the directory, so never in a transaction. */
@Component
public class NominableSites {
    private final SiteDirectory directory;

    NominableSites(SiteDirectory directory) {
        this.directory = directory;
    }

    /**
     * Whether a patient can nominate a site.
     *
     * @param place where the message names it
     * @return the site; or refused because there is none, it is closed, takes no electronic prescriptions or is of
     *     another type, or because the directory cannot be asked
     */
    public Outcome<OdsCode> check(OdsCode code, SiteType type, String place) {
        SiteDirectory.Lookup lookup = directory.find(code);
        if (lookup instanceof SiteDirectory.Lookup.Unavailable) {
            return Outcome.refused(SiteDirectory.unavailable());
        }
        Optional<String> objection = objection(lookup, code, type);
        if (objection.isEmpty()
                && lookup instanceof SiteDirectory.Lookup.Found found
                && found.site().type() != type) {
            objection = Optional.of("The dispensing site %s is of type %s, not %s"
                    .formatted(code, found.site().type().code(), type.code()));
        }
        return objection
                .map(sentence -> Outcome.<OdsCode>refused(Finding.at(place, Problem.INVALID_RESOURCE_ID, sentence)))
                .orElseGet(() -> Outcome.done(code));
    }

    /** What the directory's answer has against a site, in one sentence; nothing while it cannot be asked. */
    Optional<String> objection(SiteDirectory.Lookup lookup, OdsCode code, SiteType type) {
        return switch (lookup) {
            // Dispensing practices need not stand in the directory of pharmacies.
            case SiteDirectory.Lookup.Unknown unknown ->
                type == SiteType.DISPENSING_DOCTOR
                                && directory.findPractice(code).isPresent()
                        ? Optional.empty()
                        : Optional.of("There is no dispensing site " + code + " in the directory");
            case SiteDirectory.Lookup.Found found
            when !found.site().open() -> Optional.of("The dispensing site " + code + " is closed");
            case SiteDirectory.Lookup.Found found
            when !found.site().epsEnabled() ->
                Optional.of("The dispensing site " + code + " does not take electronic prescriptions");
            case SiteDirectory.Lookup.Found found -> Optional.empty();
            case SiteDirectory.Lookup.Unavailable down -> Optional.empty();
        };
    }
}
