package org.pestle.nomination;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pestle.access.Access;
import org.pestle.access.Caller;
import org.pestle.access.CurrentCaller;
import org.pestle.access.Operation;
import org.pestle.exchange.PlainJson;
import org.pestle.nomination.ClosedSite.Waiting;
import org.pestle.prescription.Act;
import org.pestle.prescription.PrescriptionStatus;
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
    private static final int MOST = 100;
    private static final String FREED =
            "Nobody is nominated. Any dispenser can release it by its id; ask the practice to"
                    + " tell the patient to nominate another pharmacy or to take the token there.";
    private static final String WITH_DISPENSER = "The pharmacy has it and has dispensed nothing. Ask the contractor to"
            + " return it; else the prescriber cancels it and prescribes anew.";
    private static final String ACTIVE =
            "The pharmacy has dispensed a part. Ask the contractor to notify what was supplied;"
                    + " the prescriber prescribes the rest anew.";

    private final ClosedSiteTable sites;
    private final CurrentCaller callers;
    private final Access access;
    private final Clock clock;

    ClosedSiteController(ClosedSiteTable sites, CurrentCaller callers, Access access, Clock clock) {
        this.sites = sites;
        this.callers = callers;
        this.access = access;
        this.clock = clock;
    }

    /**
     * A page of sites by their codes; of each at most a hundred issues of a kind.
     *
     * @param after the code at which the page before ended, or null for the first page
     */
    @GetMapping("/closed-sites")
    ResponseEntity<byte[]> list(@RequestParam(required = false) @Nullable String after, HttpServletRequest request) {
        Caller caller = callers.get();
        access.require(caller, Operation.READ_CLOSED_SITES);
        if (after != null && !OdsCode.isRight(after)) {
            return PlainJson.refuse(List.of(Finding.at("after", Problem.INVALID_VALUE, "after is the code of a site")));
        }
        Act act = new Act(
                caller,
                Operation.READ_CLOSED_SITES,
                clock.instant(),
                PlainJson.requestId(request).orElse(null));
        List<ClosedSite> page =
                sites.find(after == null ? "" : OdsCode.parse(after).value(), MOST, act);
        ObjectNode document = PlainJson.document();
        ArrayNode list = document.putArray("sites");
        page.forEach(site -> write(site, list.addObject()));
        if (page.size() == MOST) {
            document.put("next", "/closed-sites?after=" + page.getLast().site());
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
        site.freed().forEach(waiting -> write(waiting, FREED, freed.addObject()));
        ArrayNode inHand = to.putArray("inHand");
        site.inHand()
                .forEach(waiting -> write(
                        waiting,
                        waiting.status() == PrescriptionStatus.WITH_DISPENSER ? WITH_DISPENSER : ACTIVE,
                        inHand.addObject()));
    }

    private static void write(Waiting waiting, String whatToDo, ObjectNode to) {
        to.put("prescription", waiting.prescription().shortForm())
                .put("issue", waiting.issueNumber())
                .put("status", waiting.status().code())
                .put("expiresOn", waiting.expiresOn().toString())
                .put("whatToDo", whatToDo);
    }
}
