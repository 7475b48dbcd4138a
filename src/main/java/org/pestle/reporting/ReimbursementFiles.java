package org.pestle.reporting;

import java.util.Optional;
import org.pestle.problems.Finding;
import org.pestle.problems.ProblemDocument;
import org.pestle.routing.Site;
import org.pestle.routing.SiteDirectory;
import org.pestle.values.OdsCode;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Schedules, reports and claims in the formats that are asked for. */
@Component
class ReimbursementFiles {
    private final PaymentScheduleFiles scheduleFiles;
    private final CommissionerReportFiles reportFiles;
    private final SiteDirectory directory;
    private final JsonMapper json;

    ReimbursementFiles(
            PaymentScheduleFiles scheduleFiles,
            CommissionerReportFiles reportFiles,
            SiteDirectory directory,
            JsonMapper json) {
        this.scheduleFiles = scheduleFiles;
        this.reportFiles = reportFiles;
        this.directory = directory;
        this.json = json;
    }

    byte[] of(PaymentSchedule schedule, Format format) {
        return switch (format) {
            case JSON -> scheduleFiles.json(schedule);
            case CSV -> scheduleFiles.csv(schedule);
            case PDF -> PaymentSchedulePdf.of(schedule, site(schedule.contractor()));
        };
    }

    byte[] of(CommissionerReport report, Format format) {
        return switch (format) {
            case JSON -> reportFiles.json(report);
            case CSV -> reportFiles.csv(report);
            case PDF -> CommissionerReportPdf.of(report);
        };
    }

    byte[] summary(CommissionerReport report) {
        return reportFiles.summary(report);
    }

    /** A file to look at or to keep. */
    ResponseEntity<byte[]> file(byte[] content, Format format, String name) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, format.mediaType())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        if (format != Format.JSON) {
            answer.header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"" + name + format.suffix() + "\"");
        }
        return answer.body(content);
    }

    /** A document of ours. */
    ResponseEntity<byte[]> json(ObjectNode document) {
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, Format.JSON.mediaType())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(json.writeValueAsBytes(document));
    }

    /** A refusal as problem details. */
    ResponseEntity<byte[]> refuse(Finding finding) {
        return ResponseEntity.status(finding.problem().httpStatus())
                .header(HttpHeaders.CONTENT_TYPE, ProblemDocument.MEDIA_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(json.writeValueAsBytes(ProblemDocument.of(finding)));
    }

    /** Name and address for the paper; the paper is made without them if the directory does not know. */
    private Optional<Site> site(OdsCode contractor) {
        return directory.find(contractor) instanceof SiteDirectory.Lookup.Found found
                ? Optional.of(found.site())
                : Optional.empty();
    }
}
