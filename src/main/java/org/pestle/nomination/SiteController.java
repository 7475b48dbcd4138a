package org.pestle.nomination;

import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pestle.access.Access;
import org.pestle.access.CurrentCaller;
import org.pestle.access.Operation;
import org.pestle.exchange.PlainJson;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.routing.Site;
import org.pestle.routing.SiteDirectory;
import org.pestle.values.OdsCode;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The directory of dispensing sites, in plain JSON: one by its code, or several by words (eps.md 6.6). */
@RestController
class SiteController {
    private static final int MOST = 50;
    private static final int LONGEST = 100;

    private final SiteDirectory directory;
    private final CurrentCaller callers;
    private final Access access;
    private final Clock clock;

    SiteController(SiteDirectory directory, CurrentCaller callers, Access access, Clock clock) {
        this.directory = directory;
        this.callers = callers;
        this.access = access;
        this.clock = clock;
    }

    /** One site, with the age of the directory's answer. */
    @GetMapping("/sites/{code}")
    ResponseEntity<byte[]> one(@PathVariable String code) {
        access.require(callers.get(), Operation.READ_SITES);
        if (!OdsCode.isRight(code)) {
            return PlainJson.refuse(List.of(Finding.of(Problem.SITE_NOT_FOUND)));
        }
        return switch (directory.find(OdsCode.parse(code))) {
            case SiteDirectory.Lookup.Found found -> {
                ObjectNode document = PlainJson.document();
                SiteView.write(found.site(), document);
                SiteView.writeAge(found.asOf(), clock, document);
                yield PlainJson.answer(document);
            }
            case SiteDirectory.Lookup.Unknown unknown -> PlainJson.refuse(List.of(Finding.of(Problem.SITE_NOT_FOUND)));
            case SiteDirectory.Lookup.Unavailable down -> PlainJson.refuse(List.of(SiteDirectory.unavailable()));
        };
    }

    /**
     * Sites that are open and take electronic prescriptions.
     *
     * @param words of name, place or postcode
     * @param type P1 or P2, or null for both
     * @param distanceSelling true for distance sellers only, false for others only, null for all
     */
    @GetMapping("/sites")
    ResponseEntity<byte[]> search(
            @RequestParam(required = false) @Nullable String words,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @Nullable Boolean distanceSelling) {
        access.require(callers.get(), Operation.READ_SITES);
        if (words == null || words.isBlank() || words.length() > LONGEST) {
            return PlainJson.refuse(List.of(Finding.at(
                    "words",
                    Problem.INVALID_VALUE,
                    "words are of a site's name, place or postcode, at most " + LONGEST + " characters")));
        }
        return switch (directory.search(words.strip(), MOST)) {
            case Outcome.Refused<List<Site>> refused -> PlainJson.refuse(refused.findings());
            case Outcome.Done<List<Site>>(List<Site> found) -> {
                ObjectNode document = PlainJson.document();
                ArrayNode sites = document.putArray("sites");
                found.stream()
                        .filter(Site::takesPrescriptions)
                        .filter(site -> type == null || site.type().code().equals(type))
                        .filter(site -> distanceSelling == null || site.distanceSelling() == distanceSelling)
                        .forEach(site -> SiteView.write(site, sites.addObject()));
                yield PlainJson.answer(document);
            }
        };
    }
}
