package org.pestle.prescription;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pestle.access.Access;
import org.pestle.access.Caller;
import org.pestle.access.CurrentCaller;
import org.pestle.access.Operation;
import org.pestle.exchange.PlainJson;
import org.pestle.prescription.Review.Decision;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.values.PrescriptionId;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reviews, in plain JSON: {@code GET /reviews} lists what is held, oldest first, {@code POST /reviews/{id}} decides.
 * The address names a prescription by its id and nobody by name or number.
 */
@RestController
class ReviewController {
    private static final int MOST = 100;
    private static final int LONGEST_REASON = 1000;
    private static final Map<String, Decision> DECISIONS =
            Map.of("approve", Decision.APPROVED, "refuse", Decision.REFUSED);

    private final ReviewPrescriptions reviews;
    private final CurrentCaller callers;
    private final Access access;

    ReviewController(ReviewPrescriptions reviews, CurrentCaller callers, Access access) {
        this.reviews = reviews;
        this.callers = callers;
        this.access = access;
    }

    /**
     * A page of what waits.
     *
     * @param after the id at which the page before ended, or null for the first page
     */
    @GetMapping(path = "/reviews")
    ResponseEntity<byte[]> list(@RequestParam(required = false) @Nullable String after, HttpServletRequest request) {
        Caller caller = callers.get();
        access.require(caller, Operation.READ_REVIEWS);
        Optional<PrescriptionId> last = after == null ? Optional.empty() : id(after);
        if (after != null && last.isEmpty()) {
            return PlainJson.refuse(
                    List.of(Finding.at("after", Problem.INVALID_VALUE, "after is the id of a prescription")));
        }
        List<Review> open = reviews.open(last.orElse(null), MOST + 1, caller, requestId(request));
        boolean more = open.size() > MOST;
        List<Review> page = more ? open.subList(0, MOST) : open;
        ObjectNode document = PlainJson.document();
        ArrayNode list = document.putArray("reviews");
        page.forEach(review -> write(review, list.addObject()));
        if (more) {
            document.put("next", "/reviews?after=" + page.getLast().id().value().replace("+", "%2B"));
        }
        return PlainJson.answer(document);
    }

    /** Decides: {@code {"decision": "approve" or "refuse", "reason": "…"}}. */
    @PostMapping(path = "/reviews/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> decide(
            @PathVariable String id,
            @RequestBody(required = false) byte @Nullable [] body,
            HttpServletRequest request) {
        Caller caller = callers.get();
        access.require(caller, Operation.DECIDE_REVIEW);
        Optional<PrescriptionId> prescription = id(id);
        if (prescription.isEmpty()) {
            return PlainJson.refuse(List.of(Finding.of(Problem.REVIEW_NOT_FOUND)));
        }
        JsonNode wish = PlainJson.read(body);
        Decision decision = DECISIONS.get(wish.path("decision").asString(""));
        String reason = wish.path("reason").asString("").strip();
        List<Finding> findings = findings(decision, reason);
        if (decision == null || !findings.isEmpty()) {
            return PlainJson.refuse(findings);
        }
        return switch (reviews.decide(prescription.get(), decision, reason, caller, requestId(request))) {
            case Outcome.Refused<Decision> refused -> PlainJson.refuse(refused.findings());
            case Outcome.Done<Decision>(Decision decided) ->
                PlainJson.answer(PlainJson.document()
                        .put("prescription", prescription.get().shortForm())
                        .put("decision", decided == Decision.APPROVED ? "approve" : "refuse"));
        };
    }

    private static List<Finding> findings(@Nullable Decision decision, String reason) {
        List<Finding> findings = new ArrayList<>();
        if (decision == null) {
            findings.add(Finding.at("/decision", Problem.INVALID_VALUE, "decision is approve or refuse"));
        }
        if (reason.isEmpty() || reason.length() > LONGEST_REASON || reason.indexOf('\0') >= 0) {
            findings.add(Finding.at(
                    "/reason", Problem.INVALID_VALUE, "reason says why, in at most " + LONGEST_REASON + " characters"));
        }
        return findings;
    }

    private static void write(Review review, ObjectNode to) {
        to.put("prescription", review.id().shortForm())
                .put("reason", review.reason().name())
                .put("heldAt", review.heldAt().toString())
                .put("signer", review.signer())
                .put("prescriber", review.prescriber())
                .put("practice", review.practice().value())
                .put("practiceName", review.practiceName());
        ArrayNode items = to.putArray("items");
        review.items().forEach(items::add);
    }

    private static Optional<PrescriptionId> id(String text) {
        // A plus sign that was not percent-encoded arrives as a space; no id has one.
        String compact = PrescriptionId.compact(text.replace(' ', '+'));
        return PrescriptionId.hasRightShape(compact) && PrescriptionId.hasRightCheckCharacter(compact)
                ? Optional.of(new PrescriptionId(compact))
                : Optional.empty();
    }

    private static @Nullable UUID requestId(HttpServletRequest request) {
        return PlainJson.requestId(request).orElse(null);
    }
}
