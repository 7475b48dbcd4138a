package org.pestle.nomination;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.pestle.routing.Site;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A dispensing site as callers see it (eps.md 6.6). */
final class SiteView {
    private SiteView() {}

    /** Writes it into a document. */
    static void write(Site site, ObjectNode to) {
        to.put("site", site.code().value())
                .put("name", site.name())
                .put("type", site.type().code())
                .put("open", site.open())
                .put("takesElectronicPrescriptions", site.epsEnabled())
                .put("distanceSelling", site.distanceSelling());
        ArrayNode address = to.putArray("address");
        site.addressLines().forEach(address::add);
        address.add(site.postcode());
        if (site.telephone() != null) {
            to.put("telephone", site.telephone());
        }
        if (site.url() != null) {
            to.put("web", site.url());
        }
        ArrayNode times = to.putArray("openingTimes");
        site.openingTimes()
                .forEach(time -> times.addObject().put("day", time.day()).put("times", time.times()));
    }

    /** Writes how old the directory's answer is, in whole minutes. */
    static void writeAge(Instant asOf, Clock clock, ObjectNode to) {
        to.put("asOf", asOf.toString());
        to.put("ageInMinutes", Duration.between(asOf, clock.instant()).toMinutes());
    }
}
