package org.pestle.pricing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pestle.access.Access;
import org.pestle.access.CurrentCaller;
import org.pestle.access.Operation;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.ProblemDocument;
import org.pestle.tariff.Tariff;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** {@code POST /reimbursement/quote}: what an item would pay, and why (contract.md 2). */
@RestController
class QuoteController {
    private static final JsonMapper JSON = new JsonMapper();

    private final Quote quote;
    private final CurrentCaller caller;
    private final Access access;

    QuoteController(Tariff tariff, CurrentCaller caller, Access access) {
        this.quote = new Quote(tariff::rates);
        this.caller = caller;
        this.access = access;
    }

    /** Prices one item, or the items of one prescription. */
    @PostMapping(path = "/reimbursement/quote", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> quote(@RequestBody(required = false) byte @Nullable [] body) {
        access.require(caller.get(), Operation.QUOTE);
        return switch (quote.of(body == null ? new byte[0] : body)) {
            case Outcome.Done<byte[]>(byte[] prices) ->
                ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(prices);
            case Outcome.Refused<byte[]>(List<Finding> findings) ->
                ResponseEntity.status(findings.getFirst().problem().httpStatus())
                        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                        .body(refusal(findings));
        };
    }

    /** Problem details of the first finding, with all of them in {@code errors}, each with its JSON pointer. */
    static byte[] refusal(List<Finding> findings) {
        Map<String, Object> document = new LinkedHashMap<>(ProblemDocument.of(findings.getFirst()));
        document.remove("place");
        document.put("errors", findings.stream().map(QuoteController::error).toList());
        return JSON.writeValueAsBytes(document);
    }

    private static Map<String, Object> error(Finding finding) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("code", finding.problem().code());
        error.put("pointer", finding.place().orElse(""));
        error.put("detail", finding.sentence());
        return error;
    }
}
