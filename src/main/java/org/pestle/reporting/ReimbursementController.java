package org.pestle.reporting;

import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.BiFunction;
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
    private final Schedules schedules;
    private final Reports reports;
    private final ReimbursementFiles files;

    ReimbursementController(
            CurrentCaller caller, Access access, Schedules schedules, Reports reports, ReimbursementFiles files) {
        this.caller = caller;
        this.access = access;
        this.schedules = schedules;
        this.reports = reports;
        this.files = files;
    }

    @GetMapping("/schedules/{contractor}/{month}")
    ResponseEntity<byte[]> schedule(
            @PathVariable String contractor,
            @PathVariable String month,
            @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept) {
        return answer(
                contractor,
                month,
                accept,
                Operation.READ_SCHEDULE,
                (code, when) ->
                        schedules.find(code, when).map(schedule -> (Renderer) format -> files.of(schedule, format)));
    }

    @GetMapping("/reports/{icb}/{month}")
    ResponseEntity<byte[]> report(
            @PathVariable String icb,
            @PathVariable String month,
            @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept) {
        return answer(
                icb,
                month,
                accept,
                Operation.READ_REPORT,
                (code, when) -> reports.find(code, when).map(report -> (Renderer) format -> files.of(report, format)));
    }

    @GetMapping("/reports/{icb}/{month}/summary")
    ResponseEntity<byte[]> summary(@PathVariable String icb, @PathVariable String month) {
        return answer(
                icb,
                month,
                Format.JSON.mediaType(),
                Operation.READ_REPORT,
                (code, when) -> reports.find(code, when).map(report -> (Renderer) format -> files.summary(report)));
    }

    private interface Renderer {
        byte[] render(Format format);
    }

    private ResponseEntity<byte[]> answer(
            String organisation,
            String file,
            @Nullable String accept,
            Operation operation,
            BiFunction<OdsCode, YearMonth, Optional<Renderer>> find) {
        if (!OdsCode.isRight(organisation)) {
            return files.refuse(Finding.of(Problem.NO_SUCH_REPORT));
        }
        OdsCode code = OdsCode.parse(organisation);
        access.require(caller.get(), operation, code);
        Optional<Format> bySuffix = Format.bySuffix(file);
        Optional<Format> format = bySuffix.or(() -> Format.byAccept(accept));
        if (format.isEmpty()) {
            return files.refuse(Finding.of(Problem.NOT_ACCEPTABLE));
        }
        String month = file.substring(
                0, file.length() - bySuffix.map(Format::suffix).orElse("").length());
        return month(month)
                .flatMap(when -> find.apply(code, when))
                .map(renderer -> files.file(renderer.render(format.get()), format.get(), code + "-" + month))
                .orElseGet(() -> files.refuse(Finding.of(Problem.NO_SUCH_REPORT)));
    }

    private static Optional<YearMonth> month(String text) {
        try {
            return text.length() == 7 ? Optional.of(YearMonth.parse(text)) : Optional.empty();
        } catch (DateTimeParseException wrong) {
            return Optional.empty();
        }
    }
}
