package org.pestle.fhir;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pestle.access.Access;
import org.pestle.access.Caller;
import org.pestle.access.CurrentCaller;
import org.pestle.access.Operation;
import org.pestle.problems.Outcome;
import org.pestle.tracking.PatientSearch;
import org.pestle.tracking.PrescriptionSearch;
import org.pestle.tracking.TrackedIssue;
import org.pestle.values.NhsNumber;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The older tracker: {@code GET Task} (eps.md 1.9). Whoever has the id of a prescription sees it. A patient's
 * prescriptions are shown to prescribers and support; to a pharmacy only those that are nominated to it or with it.
 */
@RestController
class TrackerController {
    private final Access access;
    private final CurrentCaller callers;
    private final PrescriptionSearch search;
    private final FhirJson json;
    private final OutcomeWriter outcomes;

    TrackerController(
            Access access, CurrentCaller callers, PrescriptionSearch search, FhirJson json, OutcomeWriter outcomes) {
        this.access = access;
        this.callers = callers;
        this.search = search;
        this.json = json;
        this.outcomes = outcomes;
    }

    @GetMapping(path = "/electronic-prescriptions/FHIR/R4/Task", produces = FhirNames.MEDIA_TYPE)
    ResponseEntity<byte[]> track(HttpServletRequest request) {
        Caller caller = callers.get();
        access.require(caller, Operation.TRACK);
        UUID requestId = RequestIds.of(request)
                .orElseThrow(() -> new IllegalStateException("the interceptor lets no call in without an id"));
        return switch (TrackerQuery.read(request.getParameterMap())) {
            case Outcome.Refused<TrackerQuery> refused -> WriteCall.respond(outcomes.answer(refused.findings()));
            case Outcome.Done<TrackerQuery>(TrackerQuery query) ->
                query.id() == null ? byPatient(query, caller, requestId) : answer(byId(query, caller, requestId), null);
        };
    }

    private List<TrackedIssue> byId(TrackerQuery query, Caller caller, UUID requestId) {
        if (query.id() == null) {
            return List.of();
        }
        return search.byId(query.id(), caller, requestId).stream()
                .filter(issue -> query.patient() == null || issue.patient().equals(query.patient()))
                .filter(issue -> query.status() == null || issue.status() == query.status())
                .toList();
    }

    private ResponseEntity<byte[]> byPatient(TrackerQuery query, Caller caller, UUID requestId) {
        NhsNumber patient = query.patient();
        if (patient == null) {
            throw new IllegalStateException("a question names a prescription or a patient");
        }
        PrescriptionSearch.Page page = search.page(
                new PatientSearch(
                        patient,
                        query.status(),
                        query.authoredFrom(),
                        query.authoredBefore(),
                        null,
                        query.offset(),
                        query.count()),
                caller,
                requestId);
        return answer(page.issues(), page.nextOf("Task"));
    }

    private ResponseEntity<byte[]> answer(List<TrackedIssue> issues, @Nullable String next) {
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, FhirNames.MEDIA_TYPE)
                .body(json.write(TrackerTaskWriter.write(issues, next)));
    }
}
