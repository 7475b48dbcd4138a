package org.pestle.fhir;

import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Reference;
import org.pestle.dispensing.Release;
import org.pestle.dispensing.ReleasedPrescription;
import org.pestle.exchange.Answer;
import org.pestle.problems.Finding;
import org.pestle.problems.Problem;
import org.pestle.problems.Problem.Severity;
import org.springframework.stereotype.Component;

/**
 * Writes the answer of a release (eps.md 1.5): the prescriptions handed out, and those whose signature does not hold.
 * Each is the message as it was received, in the order of resources of the national service, with the state before the
 * release.
 */
@Component
class ReleaseBundleWriter {
    private final FhirJson json;
    private final OutcomeWriter outcomes;
    private final Clock clock;

    ReleaseBundleWriter(FhirJson json, OutcomeWriter outcomes, Clock clock) {
        this.json = json;
        this.outcomes = outcomes;
        this.clock = clock;
    }

    /** The answer as it is sent and kept. */
    Answer answer(Release release) {
        return new Answer(200, FhirNames.MEDIA_TYPE, json.write(parameters(release)), Answer.DONE);
    }

    private Parameters parameters(Release release) {
        Instant at = clock.instant();
        String releaseId = release.leaseId().toString();
        Bundle passed = searchset(releaseId, at);
        for (ReleasedPrescription prescription : release.passed()) {
            add(passed, ReleasedBundle.of(prescription));
        }
        Bundle failed = searchset(UUID.randomUUID().toString(), at);
        for (ReleasedPrescription prescription : release.failed()) {
            OperationOutcome reason = signatureIsInvalid(prescription);
            reason.setId(UUID.randomUUID().toString());
            reason.getMeta().setLastUpdated(Date.from(at));
            failed.addEntry()
                    .setFullUrl("urn:uuid:" + reason.getId())
                    .setResource(reason)
                    .getSearch()
                    .setMode(SearchEntryMode.OUTCOME);
            if (prescription.message().isPresent()) {
                add(failed, ReleasedBundle.of(prescription));
            }
        }
        passed.setTotal(passed.getEntry().size());
        failed.setTotal(failed.getEntry().size()); // the published answer counts the reasons too
        Parameters parameters = new Parameters();
        parameters.setId(releaseId);
        parameters.addParameter().setName("passedPrescriptions").setResource(passed);
        parameters.addParameter().setName("failedPrescriptions").setResource(failed);
        return parameters;
    }

    private static Bundle searchset(String id, Instant at) {
        Bundle bundle = new Bundle();
        bundle.setId(id);
        bundle.getMeta().setLastUpdated(Date.from(at));
        bundle.setIdentifier(new Identifier().setSystem(FhirNames.MESSAGE_ID).setValue(id));
        bundle.setType(BundleType.SEARCHSET);
        bundle.addLink().setRelation("self").setUrl("Task/$release");
        return bundle;
    }

    private static void add(Bundle searchset, Bundle prescription) {
        BundleEntryComponent entry = searchset.addEntry();
        entry.setFullUrl("urn:uuid:" + prescription.getIdentifier().getValue());
        entry.setResource(prescription);
        entry.getSearch().setMode(SearchEntryMode.MATCH);
    }

    /** Names the message that failed; the prescription where the message is damaged. */
    private OperationOutcome signatureIsInvalid(ReleasedPrescription prescription) {
        Finding finding = Finding.at("Provenance.signature.data", Problem.INVALID_VALUE, "Signature is invalid.")
                .as(Severity.ERROR, "invalid");
        Identifier failed = prescription.message().orElse(null) instanceof OpenedPrescription opened
                ? opened.bundle().getIdentifier().copy()
                : new Identifier()
                        .setSystem(FhirNames.SHORT_ID)
                        .setValue(prescription.id().shortForm());
        OperationOutcome outcome = outcomes.outcome(List.of(finding));
        outcome.addExtension(FhirNames.SUPPORTING_PRESCRIPTION_EXTENSION, new Reference().setIdentifier(failed));
        return outcome;
    }
}
