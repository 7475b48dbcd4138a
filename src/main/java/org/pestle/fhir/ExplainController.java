package org.pestle.fhir;

import org.jspecify.annotations.Nullable;
import org.pestle.access.Access;
import org.pestle.access.Operation;
import org.pestle.problems.Outcome;
import org.pestle.tracking.AskedCall;
import org.pestle.tracking.ExplainPrescription;
import org.pestle.tracking.ExplainPrescription.Question;
import org.pestle.tracking.Explanation;
import org.pestle.values.OdsCode;
import org.pestle.values.PrescriptionId;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code $explain}: where a prescription stands, why, and what would come of a call. */
@RestController
class ExplainController {
    private final Access access;
    private final ExplainPrescription explain;
    private final ExplanationWriter writer;
    private final FhirJson json;
    private final OutcomeWriter outcomes;

    ExplainController(
            Access access,
            ExplainPrescription explain,
            ExplanationWriter writer,
            FhirJson json,
            OutcomeWriter outcomes) {
        this.access = access;
        this.explain = explain;
        this.writer = writer;
        this.json = json;
        this.outcomes = outcomes;
    }

    @GetMapping("/clinical-prescription-tracker/RequestGroup/{id}/$explain")
    ResponseEntity<byte[]> explain(
            Received received,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String call,
            @RequestParam(required = false) @Nullable String organisation,
            @RequestParam(required = false) @Nullable String issueNumber) {
        access.require(received.caller(), Operation.TRACK);
        Findings findings = new Findings();
        PrescriptionId prescription = PrescriptionIds.read(id, "id", findings);
        Integer issue = IssueNumbers.read(issueNumber, findings);
        Question question = call == null
                ? null
                : question(
                        call,
                        organisation == null ? received.caller().organisation().value() : organisation,
                        issue,
                        findings);
        Outcome<Explanation> outcome = prescription == null || !findings.isEmpty()
                ? Outcome.refused(findings.all())
                : explain.explain(prescription, question, received.caller(), received.requestId());
        return switch (outcome) {
            case Outcome.Refused<Explanation> refused -> WriteCall.respond(outcomes.answer(refused.findings()));
            case Outcome.Done<Explanation>(Explanation explanation) ->
                ResponseEntity.ok()
                        .header(HttpHeaders.CONTENT_TYPE, FhirNames.MEDIA_TYPE)
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .body(json.write(writer.write(explanation)));
        };
    }

    private static @Nullable Question question(
            String call, String organisation, @Nullable Integer issue, Findings findings) {
        AskedCall asked = AskedCall.of(call).orElse(null);
        if (asked == null) {
            findings.wrong("call", "The call is " + AskedCall.words());
        }
        if (!OdsCode.isRight(organisation)) {
            findings.wrong("organisation", "The organisation is no organisation code");
            return null;
        }
        return asked == null ? null : new Question(asked, OdsCode.parse(organisation), issue);
    }
}
