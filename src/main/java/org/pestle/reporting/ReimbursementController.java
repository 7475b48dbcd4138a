package org.pestle.reporting;

import jakarta.servlet.http.HttpServletRequest;
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
    private static final int MONTH_LENGTH = 7;

    private final CurrentCaller caller;
    private final Access access;
    private final ReimbursementPapers papers;
    private final ReimbursementAnswers answers;
    private final AccountReads reads;

    ReimbursementController(
            CurrentCaller caller,
            Access access,
            ReimbursementPapers papers,
            ReimbursementAnswers answers,
            AccountReads reads) {
        this.caller = caller;
        this.access = access;
        this.papers = papers;
        this.answers = answers;
        this.reads = reads;
    }

    @GetMapping("/schedules/{contractor}/{month}")
    ResponseEntity<?> schedule(
            HttpServletRequest request,
            @PathVariable String contractor,
            @PathVariable String month,
            @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept) {
        return own(request, Operation.READ_SCHEDULE, contractor, month, code -> papers.schedule(code, month, accept));
    }

    @GetMapping("/reports/{icb}/{month}")
    ResponseEntity<?> report(
            HttpServletRequest request,
            @PathVariable String icb,
            @PathVariable String month,
            @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept) {
        return own(request, Operation.READ_REPORT, icb, month, code -> papers.report(code, month, accept));
    }

    @GetMapping("/reports/{icb}/{month}/summary")
    ResponseEntity<?> summary(HttpServletRequest request, @PathVariable String icb, @PathVariable String month) {
        return own(request, Operation.READ_REPORT, icb, month, code -> papers.summary(code, month));
    }

    @GetMapping("/reports/{icb}/{month}/published.json")
    ResponseEntity<?> publishedAsJson(
            HttpServletRequest request, @PathVariable String icb, @PathVariable String month) {
        return own(request, Operation.READ_REPORT, icb, month, code -> papers.published(code, month, Format.JSON));
    }

    @GetMapping("/reports/{icb}/{month}/published.csv")
    ResponseEntity<?> publishedAsCsv(HttpServletRequest request, @PathVariable String icb, @PathVariable String month) {
        return own(request, Operation.READ_REPORT, icb, month, code -> papers.published(code, month, Format.CSV));
    }

    @GetMapping("/reports/{icb}/{month}/{breakdown}.csv")
    ResponseEntity<?> breakdown(
            HttpServletRequest request,
            @PathVariable String icb,
            @PathVariable String month,
            @PathVariable String breakdown) {
        return own(request, Operation.READ_REPORT, icb, month, code -> papers.breakdown(code, month, breakdown, false));
    }

    @GetMapping("/reports/{icb}/{month}/{breakdown}.zip")
    ResponseEntity<?> breakdownAsZip(
            HttpServletRequest request,
            @PathVariable String icb,
            @PathVariable String month,
            @PathVariable String breakdown) {
        return own(request, Operation.READ_REPORT, icb, month, code -> papers.breakdown(code, month, breakdown, true));
    }

    /** What is read of an organisation's month leaves an audit row. */
    private ResponseEntity<?> own(
            HttpServletRequest request,
            Operation operation,
            String organisation,
            String month,
            Function<OdsCode, ResponseEntity<?>> read) {
        if (!OdsCode.isRight(organisation)) {
            return answers.refuse(Finding.of(Problem.NO_SUCH_REPORT));
        }
        OdsCode code = OdsCode.parse(organisation);
        access.require(caller.get(), operation, code);
        ResponseEntity<?> answer = read.apply(code);
        if (answer.getStatusCode().is2xxSuccessful()) {
            reads.note(request, caller.get(), operation, code + " " + month.substring(0, MONTH_LENGTH));
        }
        return answer;
    }
}
