package org.pestle.reporting;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pestle.access.Access;
import org.pestle.access.Caller;
import org.pestle.access.CurrentCaller;
import org.pestle.access.Operation;
import org.pestle.access.Ownership;
import org.pestle.exchange.PlainJson;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.values.OdsCode;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * FHIR Bulk Data Access: a commissioner exports its own priced claims, an operator everybody's, de-identified. Another
 * commissioner's export is answered as if there were none.
 */
@RestController
class ExportController {
    private static final Pattern UUID_SHAPE =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private final CurrentCaller callers;
    private final Access access;
    private final Exports exports;
    private final ExportAnswers answers;
    private final Clock clock;

    ExportController(CurrentCaller callers, Access access, Exports exports, ExportAnswers answers, Clock clock) {
        this.callers = callers;
        this.access = access;
        this.exports = exports;
        this.answers = answers;
        this.clock = clock;
    }

    @GetMapping("/reimbursement/FHIR/R4/$export")
    ResponseEntity<?> start(
            HttpServletRequest request,
            @RequestHeader(name = "Prefer", required = false) @Nullable List<String> prefer) {
        Caller caller = callers.get();
        OdsCode commissioner = whose(caller, Operation.START_EXPORT);
        Instant now = clock.instant();
        Outcome<ExportRequest> asked =
                ExportRequest.of(request.getParameterMap(), prefer == null ? List.of() : prefer, now);
        return switch (asked) {
            case Outcome.Refused<ExportRequest>(List<Finding> findings) -> answers.refuse(findings);
            case Outcome.Done<ExportRequest>(ExportRequest wanted) -> {
                Outcome<BulkExport> taken = exports.request(
                        new BulkExport(
                                UUID.randomUUID(),
                                commissioner,
                                caller.organisation(),
                                now,
                                wanted.since(),
                                List.copyOf(wanted.types()),
                                answers.address(request),
                                BulkExport.State.WAITING,
                                null),
                        caller,
                        requestId(request));
                yield switch (taken) {
                    case Outcome.Refused<BulkExport>(List<Finding> findings) -> answers.refuse(findings);
                    case Outcome.Done<BulkExport>(BulkExport export) -> answers.accepted(request, export);
                };
            }
        };
    }

    @GetMapping("/reimbursement/exports/{id}")
    ResponseEntity<?> stand(HttpServletRequest request, @PathVariable String id) {
        return find(id, Operation.READ_EXPORT)
                .<ResponseEntity<?>>map(export -> switch (export.state()) {
                    case COMPLETED -> answers.manifest(request, export);
                    case FAILED -> answers.refuse(List.of(Finding.of(Problem.EXPORT_FAILED)));
                    case WAITING, CANCELLED -> answers.inProgress(export);
                })
                .orElseGet(answers::unknown);
    }

    @DeleteMapping("/reimbursement/exports/{id}")
    ResponseEntity<?> cancel(HttpServletRequest request, @PathVariable String id) {
        Optional<BulkExport> export = find(id, Operation.CANCEL_EXPORT);
        export.ifPresent(found -> exports.cancel(found, callers.get(), requestId(request)));
        return export.isPresent() ? ResponseEntity.accepted().build() : answers.unknown();
    }

    @GetMapping("/reimbursement/exports/{id}/{type}.ndjson")
    ResponseEntity<?> file(HttpServletRequest request, @PathVariable String id, @PathVariable String type) {
        Optional<BulkExport> completed =
                find(id, Operation.READ_EXPORT).filter(export -> export.state() == BulkExport.State.COMPLETED);
        Optional<Path> file =
                completed.flatMap(export -> ExportType.of(type).flatMap(known -> answers.file(export, known)));
        if (file.isPresent()) {
            exports.fetched(completed.orElseThrow().id(), callers.get(), requestId(request));
        }
        return file.isPresent() ? answers.download(file.get(), type) : answers.unknown();
    }

    private Optional<BulkExport> find(String id, Operation operation) {
        OdsCode commissioner = whose(callers.get(), operation);
        if (!UUID_SHAPE.matcher(id).matches()) {
            return Optional.empty();
        }
        return exports.find(UUID.fromString(id), commissioner);
    }

    /** Whose exports the caller may handle, or null for everybody's. */
    private @Nullable OdsCode whose(Caller caller, Operation operation) {
        return access.of(caller, operation) == Ownership.ANY ? null : caller.organisation();
    }

    private static @Nullable UUID requestId(HttpServletRequest request) {
        return PlainJson.requestId(request).orElse(null);
    }
}
