package org.pestle.reporting;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pestle.access.Access;
import org.pestle.access.CurrentCaller;
import org.pestle.access.Operation;
import org.pestle.problems.Finding;
import org.pestle.problems.Problem;
import org.pestle.values.OdsCode;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What contractors and commissioners read of reimbursement (contract.md 2). */
@RestController
@RequestMapping("/reimbursement")
class ReimbursementController {
    private final CurrentCaller caller;
    private final Access access;
    private final ReimbursementPapers papers;
    private final ReimbursementAnswers answers;

    ReimbursementController(
            CurrentCaller caller, Access access, ReimbursementPapers papers, ReimbursementAnswers answers) {
        this.caller = caller;
        this.access = access;
        this.papers = papers;
        this.answers = answers;
    }

    @GetMapping("/schedules/{contractor}/{month}")
    ResponseEntity<?> schedule(
            @PathVariable String contractor,
            @PathVariable String month,
            @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept) {
        return own(contractor, Operation.READ_SCHEDULE, code -> papers.schedule(code, month, accept));
    }

    @GetMapping("/reports/{icb}/{month}")
    ResponseEntity<?> report(
            @PathVariable String icb,
            @PathVariable String month,
            @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept) {
        return own(icb, Operation.READ_REPORT, code -> papers.report(code, month, accept));
    }

    @GetMapping("/reports/{icb}/{month}/summary")
    ResponseEntity<?> summary(@PathVariable String icb, @PathVariable String month) {
        return own(icb, Operation.READ_REPORT, code -> papers.summary(code, month));
    }

    @GetMapping("/reports/{icb}/{month}/published.json")
    ResponseEntity<?> publishedAsJson(@PathVariable String icb, @PathVariable String month) {
        return own(icb, Operation.READ_REPORT, code -> papers.published(code, month, Format.JSON));
    }

    @GetMapping("/reports/{icb}/{month}/published.csv")
    ResponseEntity<?> publishedAsCsv(@PathVariable String icb, @PathVariable String month) {
        return own(icb, Operation.READ_REPORT, code -> papers.published(code, month, Format.CSV));
    }

    @GetMapping("/reports/{icb}/{month}/{breakdown}.csv")
    ResponseEntity<?> breakdown(@PathVariable String icb, @PathVariable String month, @PathVariable String breakdown) {
        return own(icb, Operation.READ_REPORT, code -> papers.breakdown(code, month, breakdown, false));
    }

    @GetMapping("/reports/{icb}/{month}/{breakdown}.zip")
    ResponseEntity<?> breakdownAsZip(
            @PathVariable String icb, @PathVariable String month, @PathVariable String breakdown) {
        return own(icb, Operation.READ_REPORT, code -> papers.breakdown(code, month, breakdown, true));
    }

    private ResponseEntity<?> own(
            String organisation, Operation operation, Function<OdsCode, ResponseEntity<?>> answer) {
        if (!OdsCode.isRight(organisation)) {
            return answers.refuse(Finding.of(Problem.NO_SUCH_REPORT));
        }
        OdsCode code = OdsCode.parse(organisation);
        access.require(caller.get(), operation, code);
        return answer.apply(code);
    }
}
