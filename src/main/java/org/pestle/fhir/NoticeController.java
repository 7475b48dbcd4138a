package org.pestle.fhir;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.pestle.access.Access;
import org.pestle.access.Caller;
import org.pestle.access.CurrentCaller;
import org.pestle.access.Operation;
import org.pestle.prescription.CancellationNotice;
import org.pestle.prescription.CancellationNotices;
import org.pestle.problems.Outcome;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Subsequent cancellation responses, to fetch: {@code GET Bundle} (eps.md 5.5, ADR 0015). A search of the messages kept
 * for the caller's organisation, the oldest first. The link {@code next} leads behind the last one shown: whoever keeps
 * it asks with it later for what is new.
 */
@RestController
class NoticeController {
    private final Access access;
    private final CurrentCaller callers;
    private final CancellationNotices notices;
    private final CancellationResponseWriter writer;
    private final FhirJson json;
    private final OutcomeWriter outcomes;

    NoticeController(
            Access access,
            CurrentCaller callers,
            CancellationNotices notices,
            CancellationResponseWriter writer,
            FhirJson json,
            OutcomeWriter outcomes) {
        this.access = access;
        this.callers = callers;
        this.notices = notices;
        this.writer = writer;
        this.json = json;
        this.outcomes = outcomes;
    }

    @GetMapping(path = "/fhir-prescribing/FHIR/R4/Bundle", produces = FhirNames.MEDIA_TYPE)
    ResponseEntity<byte[]> search(HttpServletRequest request) {
        Caller caller = callers.get();
        access.require(caller, Operation.READ_NOTICES, caller.organisation());
        UUID requestId = RequestIds.of(request)
                .orElseThrow(() -> new IllegalStateException("the interceptor lets no call in without an id"));
        return switch (NoticeQuery.read(request.getParameterMap())) {
            case Outcome.Refused<NoticeQuery> refused -> WriteCall.respond(outcomes.answer(refused.findings()));
            case Outcome.Done<NoticeQuery>(NoticeQuery query) ->
                answer(query, notices.find(query.after(), query.since(), query.count(), caller, requestId));
        };
    }

    private ResponseEntity<byte[]> answer(NoticeQuery query, List<CancellationNotice> found) {
        String id = UUID.randomUUID().toString();
        Bundle bundle = new Bundle();
        bundle.setId(id);
        bundle.getIdentifier().setSystem(FhirNames.MESSAGE_ID).setValue(id);
        bundle.setType(BundleType.SEARCHSET);
        bundle.addLink().setRelation("self").setUrl(page(query.after(), query.count()));
        if (!found.isEmpty()) {
            long last = found.getLast().number();
            bundle.addLink().setRelation("next").setUrl(page(last, query.count()));
        }
        for (CancellationNotice notice : found) {
            bundle.addEntry()
                    .setFullUrl("urn:uuid:" + notice.id())
                    .setResource(writer.subsequent(notice))
                    .getSearch()
                    .setMode(SearchEntryMode.MATCH);
        }
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, FhirNames.MEDIA_TYPE)
                .body(json.write(bundle));
    }

    private static String page(long after, int count) {
        return "Bundle?%s=%d&%s=%d".formatted(NoticeQuery.AFTER, after, NoticeQuery.COUNT, count);
    }
}
