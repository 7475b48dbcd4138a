package org.pestle.fhir;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Patient;
import org.jspecify.annotations.Nullable;
import org.pestle.prescription.PrescriptionRecord;
import org.pestle.prescription.Prescriptions;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.tracking.ClinicalView;
import org.pestle.tracking.TrackedIssue;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** The answers of the clinical tracker; the patient in them is the one of the prescription's own message. */
@Component
class RequestGroupAnswers {
    private final Prescriptions prescriptions;
    private final FhirJson json;
    private final OutcomeWriter outcomes;

    RequestGroupAnswers(Prescriptions prescriptions, FhirJson json, OutcomeWriter outcomes) {
        this.prescriptions = prescriptions;
        this.json = json;
        this.outcomes = outcomes;
    }

    /** Issues that were found; none is an answer too. */
    ResponseEntity<byte[]> found(List<TrackedIssue> issues, @Nullable String next) {
        Patient patient = issues.stream()
                .filter(issue -> issue.treatment() != null && !issue.deleted())
                .findFirst()
                .flatMap(issue -> prescriptions.find(issue.id()))
                .map(this::patient)
                .orElseGet(Patient::new);
        return ok(RequestGroupWriter.found(issues, patient, next));
    }

    /** One issue with all that is known of it. */
    ResponseEntity<byte[]> shown(ClinicalView view) {
        Patient patient =
                Optional.ofNullable(view.prescription()).map(this::patient).orElseGet(Patient::new);
        return ok(new ClinicalViewWriter(view, patient).write());
    }

    ResponseEntity<byte[]> refused(List<Finding> findings) {
        return WriteCall.respond(outcomes.answer(findings));
    }

    private ResponseEntity<byte[]> ok(Bundle bundle) {
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, FhirNames.MEDIA_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(json.write(bundle));
    }

    private Patient patient(PrescriptionRecord prescription) {
        return json.parse(prescription.message(), Bundle.class) instanceof Outcome.Done<Bundle>(Bundle message)
                ? message.getEntry().stream()
                        .map(Bundle.BundleEntryComponent::getResource)
                        .filter(Patient.class::isInstance)
                        .map(Patient.class::cast)
                        .findFirst()
                        .orElseGet(Patient::new)
                : new Patient();
    }
}
