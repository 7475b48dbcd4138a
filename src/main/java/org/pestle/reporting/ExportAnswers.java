package org.pestle.reporting;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.pestle.problems.Finding;
import org.pestle.problems.Problem;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The answers of bulk exports; refusals are OperationOutcomes, as clients of that interface expect. */
@Component
class ExportAnswers {
    private static final String FHIR = "application/fhir+json";
    private static final String NDJSON = "application/fhir+ndjson";
    private static final String RETRY_AFTER_SECONDS = "5";

    private final Exports exports;
    private final ReportDownloads downloads;
    private final ReimbursementAnswers answers;
    private final JsonMapper json;

    ExportAnswers(Exports exports, ReportDownloads downloads, ReimbursementAnswers answers, JsonMapper json) {
        this.exports = exports;
        this.downloads = downloads;
        this.answers = answers;
        this.json = json;
    }

    /** The address that was called, with its query. */
    String address(HttpServletRequest request) {
        return ServletUriComponentsBuilder.fromRequest(request).build().toUriString();
    }

    /** It was taken; its status is at the address in Content-Location. */
    ResponseEntity<byte[]> accepted(HttpServletRequest request, BulkExport export) {
        return ResponseEntity.accepted()
                .header(HttpHeaders.CONTENT_LOCATION, address(request, export, ""))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    /** It is being made. */
    ResponseEntity<byte[]> inProgress(BulkExport export) {
        long resources = exports.files(export).stream()
                .mapToLong(BulkExport.File::resources)
                .sum();
        return ResponseEntity.accepted()
                .header("X-Progress", resources == 0 ? "waiting" : resources + " resources written")
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    /** What it consists of. */
    ResponseEntity<byte[]> manifest(HttpServletRequest request, BulkExport export) {
        ObjectNode manifest = json.createObjectNode();
        manifest.put("transactionTime", export.requestedAt().toString());
        manifest.put("request", export.request());
        manifest.put("requiresAccessToken", true);
        ArrayNode output = manifest.putArray("output");
        for (BulkExport.File file : exports.files(export)) {
            String type = file.type().resource();
            output.addObject()
                    .put("type", type)
                    .put("url", address(request, export, "/" + type + ".ndjson"))
                    .put("count", file.resources());
        }
        manifest.putArray("error");
        Instant ended = export.endedAt() == null ? export.requestedAt() : export.endedAt();
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, Format.JSON.mediaType())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(
                        HttpHeaders.EXPIRES,
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                ended.plus(BulkExport.KEPT).atOffset(ZoneOffset.UTC)))
                .body(json.writeValueAsBytes(manifest));
    }

    /** A file of it on the disk. */
    Optional<Path> file(BulkExport export, ExportType type) {
        return downloads.export(export, type);
    }

    ResponseEntity<?> download(Path file, String type) {
        return answers.download(file, NDJSON, type + ".ndjson");
    }

    ResponseEntity<byte[]> unknown() {
        return refuse(List.of(Finding.of(Problem.NO_SUCH_EXPORT)));
    }

    /** A refusal for these reasons, at least one. */
    ResponseEntity<byte[]> refuse(List<Finding> findings) {
        ObjectNode outcome = json.createObjectNode().put("resourceType", "OperationOutcome");
        ArrayNode issues = outcome.putArray("issue");
        for (Finding finding : findings) {
            Problem problem = finding.problem();
            ObjectNode issue = issues.addObject()
                    .put("severity", finding.severity().name().toLowerCase(Locale.ROOT))
                    .put("code", finding.issueType());
            ObjectNode details = issue.putObject("details");
            details.putArray("coding")
                    .addObject()
                    .put("system", problem.codeSystem().url())
                    .put("code", problem.code())
                    .put("display", problem.title());
            issue.put("diagnostics", finding.sentence());
        }
        return ResponseEntity.status(
                        HttpStatus.valueOf(findings.getFirst().problem().httpStatus()))
                .header(HttpHeaders.CONTENT_TYPE, FHIR)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(json.writeValueAsBytes(outcome));
    }

    private static String address(HttpServletRequest request, BulkExport export, String file) {
        return ServletUriComponentsBuilder.fromContextPath(request)
                .path("/reimbursement/exports/" + export.id() + file)
                .build()
                .toUriString();
    }
}
