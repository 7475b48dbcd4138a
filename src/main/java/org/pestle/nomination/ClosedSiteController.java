package org.pestle.nomination;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pestle.access.CurrentCaller;
import org.pestle.exchange.PlainJson;
import org.pestle.nomination.ClosedSite.Waiting;
import org.pestle.problems.Finding;
import org.pestle.problems.Problem;
import org.pestle.values.OdsCode;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The operator's list of sites that have closed, in plain JSON: {@code GET /closed-sites}. It names prescriptions by
 * their ids and no patient.
 */
@RestController
class ClosedSiteController {
    private final ClosedSites sites;
    private final CurrentCaller callers;

    ClosedSiteController(ClosedSites sites, CurrentCaller callers) {
        this.sites = sites;
        this.callers = callers;
    }

    /**
     * A page of sites by their codes; of each at most a hundred issues of a kind.
     *
     * @param after the code at which the page before ended, or null for the first page
     */
    @GetMapping("/closed-sites")
    ResponseEntity<byte[]> list(@RequestParam(required = false) @Nullable String after, HttpServletRequest request) {
        if (after != null && !OdsCode.isRight(after)) {
            return PlainJson.refuse(List.of(Finding.at("after", Problem.INVALID_VALUE, "after is the code of a site")));
        }
        ClosedSites.Page page = sites.find(
                after == null ? null : OdsCode.parse(after),
                callers.get(),
                PlainJson.requestId(request).orElse(null));
        ObjectNode document = PlainJson.document();
        ArrayNode list = document.putArray("sites");
        page.sites().forEach(site -> write(site, list.addObject()));
        if (page.next() != null) {
            document.put("next", "/closed-sites?after=" + page.next());
        }
        return PlainJson.answer(document);
    }

    private static void write(ClosedSite site, ObjectNode to) {
        to.put("site", site.site().value());
        if (site.name() != null) {
            to.put("name", site.name());
        }
        to.put("finding", site.finding().name())
                .put("why", site.finding().words())
                .put("firstSeenOn", site.firstSeenOn().toString())
                .put("lastSeenOn", site.lastSeenOn().toString());
        ArrayNode freed = to.putArray("reachableById");
        site.freed().forEach(waiting -> write(waiting, freed.addObject()));
        ArrayNode inHand = to.putArray("inHand");
        site.inHand().forEach(waiting -> write(waiting, inHand.addObject()));
    }

    private static void write(Waiting waiting, ObjectNode to) {
        to.put("prescription", waiting.prescription().shortForm())
                .put("issue", waiting.issueNumber())
                .put("status", waiting.status().code())
                .put("expiresOn", waiting.expiresOn().toString())
                .put("whatToDo", waiting.whatToDo());
    }
}
