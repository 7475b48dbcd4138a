package org.pestle.pages;

import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.Map;
import java.util.Optional;
import org.pestle.reporting.PrintedSchedules;
import org.pestle.values.OdsCode;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * Documents that the start page of the sandbox offers without a token; like all of {@code /sandbox}, on loopback only.
 */
@Controller
@Profile("sandbox")
class SandboxDocuments {
    private final PrintedSchedules schedules;

    SandboxDocuments(PrintedSchedules schedules) {
        this.schedules = schedules;
    }

    /** The PDF, or a page that says that there is none. */
    @GetMapping("/sandbox/documents/schedule.pdf")
    Object schedule(@RequestParam String contractor, @RequestParam String month) {
        Optional<byte[]> pdf = find(contractor, month);
        if (pdf.isEmpty()) {
            return new ModelAndView("no-schedule", Map.of(), HttpStatus.NOT_FOUND);
        }
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "inline; filename=\"schedule-" + contractor + "-" + month + ".pdf\"")
                .body(pdf.get());
    }

    private Optional<byte[]> find(String contractor, String month) {
        try {
            return OdsCode.isRight(contractor)
                    ? schedules.pdf(OdsCode.parse(contractor), YearMonth.parse(month))
                    : Optional.empty();
        } catch (DateTimeException noMonth) {
            return Optional.empty();
        }
    }
}
