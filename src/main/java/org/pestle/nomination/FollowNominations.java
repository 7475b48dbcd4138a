package org.pestle.nomination;

import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pestle.prescription.Act;
import org.pestle.problems.Outcome;
import org.pestle.routing.NominableSites;
import org.pestle.routing.Nomination;
import org.pestle.routing.Nomination.Nominated;
import org.pestle.routing.NominationWatch;
import org.pestle.routing.SiteType;
import org.pestle.values.NhsNumber;
import org.pestle.values.OdsCode;
import org.springframework.stereotype.Component;

/**
 * Lets prescriptions follow a nomination that was changed elsewhere and is seen when the demographics service is asked
 * (eps.md 6.5). Nothing goes to a site that cannot take it, or of which nobody can tell whether it can.
 */
@Component
class FollowNominations implements NominationWatch {
    private final MoveTable moves;
    private final NominableSites sites;
    private final Clock clock;

    FollowNominations(MoveTable moves, NominableSites sites, Clock clock) {
        this.moves = moves;
        this.sites = sites;
        this.clock = clock;
    }

    @Override
    public void seen(NhsNumber patient, Map<SiteType, OdsCode> nominated) {
        moves.outstanding(patient).stream()
                .filter(waiting -> !waiting.site().equals(nominated.get(waiting.type())))
                .map(MoveTable.Outstanding::type)
                .distinct()
                .forEach(type -> seen(patient, type, nominated.get(type)));
    }

    private void seen(NhsNumber patient, SiteType type, @Nullable OdsCode site) {
        if (site == null) {
            follow(patient, type, new Nomination.None());
        } else if (sites.check(site, type, "") instanceof Outcome.Done) {
            follow(patient, type, new Nominated(site, type, Nomination.Basis.STANDING));
        }
    }

    private void follow(NhsNumber patient, SiteType type, Nomination to) {
        moves.moveOfPatient(patient, type, null, to, Act.ofTheService(clock.instant()));
    }
}
