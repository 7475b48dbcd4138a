package org.pestle.reporting;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pestle.problems.Finding;
import org.pestle.problems.Problem;
import org.pestle.values.OdsCode;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The same papers for the pages of the sandbox, which a browser opens without a token; like all of {@code /sandbox}, on
 * loopback only.
 */
@RestController
@Profile("sandbox")
@RequestMapping("/sandbox/reimbursement")
class SandboxReimbursement {
    private final ReimbursementPapers papers;
    private final ReimbursementAnswers answers;

    SandboxReimbursement(ReimbursementPapers papers, ReimbursementAnswers answers) {
        this.papers = papers;
        this.answers = answers;
    }

    @GetMapping("/schedules/{contractor}/{month}")
    ResponseEntity<?> schedule(
            @PathVariable String contractor,
            @PathVariable String month,
            @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept) {
        return of(contractor, code -> papers.schedule(code, month, accept));
    }

    @GetMapping("/reports/{icb}/{month}")
    ResponseEntity<?> report(
            @PathVariable String icb,
            @PathVariable String month,
            @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept) {
        return of(icb, code -> papers.report(code, month, accept));
    }

    @GetMapping("/reports/{icb}/{month}/published.csv")
    ResponseEntity<?> published(@PathVariable String icb, @PathVariable String month) {
        return of(icb, code -> papers.published(code, month, Format.CSV));
    }

    @GetMapping("/reports/{icb}/{month}/{breakdown}.csv")
    ResponseEntity<?> breakdown(@PathVariable String icb, @PathVariable String month, @PathVariable String breakdown) {
        return of(icb, code -> papers.breakdown(code, month, breakdown, false));
    }

    @GetMapping("/reports/{icb}/{month}/{breakdown}.zip")
    ResponseEntity<?> breakdownAsZip(
            @PathVariable String icb, @PathVariable String month, @PathVariable String breakdown) {
        return of(icb, code -> papers.breakdown(code, month, breakdown, true));
    }

    private ResponseEntity<?> of(String organisation, Function<OdsCode, ResponseEntity<?>> answer) {
        return OdsCode.isRight(organisation)
                ? answer.apply(OdsCode.parse(organisation))
                : answers.refuse(Finding.of(Problem.NO_SUCH_REPORT));
    }
}
