package org.pestle.fhir;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pestle.access.Access;
import org.pestle.access.Operation;
import org.pestle.problems.Outcome;
import org.pestle.tracking.ClinicalView;
import org.pestle.tracking.ClinicalViews;
import org.pestle.tracking.PatientSearch;
import org.pestle.tracking.PrescriptionSearch;
import org.pestle.tracking.TrackedIssue;
import org.pestle.values.NhsDates;
import org.pestle.values.PrescriptionId;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The clinical tracker (eps.md 1.10): {@code GET RequestGroup} finds issues, {@code GET RequestGroup/{id}} shows one
 * with its items, what was dispensed and its history. Who may see what is as in the older tracker.
 */
@RestController
class RequestGroupController {
    private static final String BASE = "/clinical-prescription-tracker/RequestGroup";

    private final Access access;
    private final PrescriptionSearch search;
    private final ClinicalViews views;
    private final RequestGroupAnswers answers;
    private final Clock clock;

    RequestGroupController(
            Access access, PrescriptionSearch search, ClinicalViews views, RequestGroupAnswers answers, Clock clock) {
        this.access = access;
        this.search = search;
        this.views = views;
        this.answers = answers;
        this.clock = clock;
    }

    @GetMapping(BASE)
    ResponseEntity<byte[]> find(Received call, HttpServletRequest request) {
        access.require(call.caller(), Operation.TRACK);
        Findings findings = new Findings();
        TrackerHeaders.check(request, call.caller(), findings);
        return switch (RequestGroupQuery.read(request.getParameterMap(), NhsDates.today(clock), findings)) {
            case Outcome.Refused<RequestGroupQuery> refused -> answers.refused(refused.findings());
            case Outcome.Done<RequestGroupQuery>(RequestGroupQuery query) -> found(query, call);
        };
    }

    private ResponseEntity<byte[]> found(RequestGroupQuery query, Received call) {
        Instant from = NhsDates.startOf(query.from());
        Instant before = NhsDates.startOf(query.to().plusDays(1));
        if (query.patient() == null) {
            List<TrackedIssue> issues = query.id() == null
                    ? List.of()
                    : search.byId(query.id(), call.caller(), call.requestId()).stream()
                            .filter(issue -> !issue.authoredAt().isBefore(from)
                                    && issue.authoredAt().isBefore(before))
                            .toList();
            return answers.found(issues, null);
        }
        PrescriptionSearch.Page page = search.page(
                new PatientSearch(query.patient(), null, from, before, null, query.offset(), query.count()),
                call.caller(),
                call.requestId());
        return answers.found(page.issues(), page.nextOf("RequestGroup"));
    }

    @GetMapping(BASE + "/{id}")
    ResponseEntity<byte[]> show(
            Received call,
            HttpServletRequest request,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String issueNumber) {
        access.require(call.caller(), Operation.TRACK);
        Findings findings = new Findings();
        TrackerHeaders.check(request, call.caller(), findings);
        PrescriptionId prescription = PrescriptionIds.read(id, "id", findings);
        Integer issue = IssueNumbers.read(issueNumber, findings);
        if (prescription == null || !findings.isEmpty()) {
            return answers.refused(findings.all());
        }
        return switch (views.find(prescription, issue, call.caller(), call.requestId())) {
            case Outcome.Refused<ClinicalView> refused -> answers.refused(refused.findings());
            case Outcome.Done<ClinicalView>(ClinicalView view) -> answers.shown(view);
        };
    }
}
