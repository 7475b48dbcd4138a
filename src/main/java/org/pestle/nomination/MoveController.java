package org.pestle.nomination;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pestle.access.Access;
import org.pestle.access.Caller;
import org.pestle.access.CurrentCaller;
import org.pestle.access.Operation;
import org.pestle.exchange.PlainJson;
import org.pestle.problems.Finding;
import org.pestle.problems.Problem;
import org.pestle.values.OdsCode;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Which issues left a pharmacy or came to it, and why, in plain JSON: {@code GET /nominations/moves} (eps.md 6.5). */
@RestController
class MoveController {
    private static final int MOST = 100;

    private final MoveNoticeTable notices;
    private final CurrentCaller callers;
    private final Access access;

    MoveController(MoveNoticeTable notices, CurrentCaller callers, Access access) {
        this.notices = notices;
        this.callers = callers;
        this.access = access;
    }

    /**
     * A page of the pharmacy's notices, the oldest first. Whoever keeps {@code next} asks with it later for what is
     * new.
     *
     * @param after the number behind which to begin
     * @param pharmacy whom a locum acts for; for others their own organisation
     */
    @GetMapping("/nominations/moves")
    ResponseEntity<byte[]> moves(
            @RequestParam(defaultValue = "0") String after,
            @RequestParam(required = false) @Nullable String pharmacy,
            HttpServletRequest request) {
        Caller caller = callers.get();
        OdsCode owner = caller.organisation();
        if (pharmacy != null && OdsCode.isRight(pharmacy)) {
            owner = OdsCode.parse(pharmacy);
        }
        access.require(caller, Operation.READ_MOVES, owner);
        if (!after.matches("\\d{1,18}")) {
            return PlainJson.refuse(
                    List.of(Finding.at("after", Problem.INVALID_VALUE, "after is the number of a notice")));
        }
        long from = Long.parseLong(after);
        List<MoveNotice> page = notices.find(
                owner, from, MOST, caller, PlainJson.requestId(request).orElse(null));
        ObjectNode document = PlainJson.document();
        ArrayNode list = document.putArray("moves");
        page.forEach(notice -> write(notice, list.addObject()));
        document.put(
                "next",
                "/nominations/moves?after="
                        + (page.isEmpty() ? from : page.getLast().number()));
        return PlainJson.answer(document);
    }

    private static void write(MoveNotice notice, ObjectNode to) {
        to.put("number", notice.number())
                .put("what", notice.arrived() ? "arrived" : "left")
                .put("at", notice.at().toString())
                .put("reason", notice.reason().name())
                .put("why", notice.words())
                .put("issue", notice.issueNumber());
        if (notice.prescription() != null) {
            to.put("prescription", notice.prescription().shortForm());
        }
    }
}
