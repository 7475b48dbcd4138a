package org.pestle.fhir;

import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestIntent;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.signature.SignatureCheck;
import org.pestle.signature.SignatureVerdict;
import org.springframework.stereotype.Component;

/** Checks the signature of a prescription as someone has it in hand: as it was sent, or as a release showed it. */
@Component
class ReceivedSignatures {
    private static final String SIGNATURE = "Provenance.signature.data";

    private final PrescriptionOrderReader reader;
    private final SignatureCheck check;

    ReceivedSignatures(PrescriptionOrderReader reader, SignatureCheck check) {
        this.reader = reader;
        this.check = check;
    }

    /** What is against the signature, in the words of eps.md 7.5; nothing if it holds. */
    List<Finding> findings(Bundle prescription) {
        asItWasSent(prescription);
        return switch (reader.reread(prescription)) {
            case Outcome.Refused<OpenedPrescription> refused -> refused.findings();
            case Outcome.Done<OpenedPrescription>(OpenedPrescription opened) ->
                switch (check.checkAgain(opened.content(), opened.signatures())) {
                    case SignatureVerdict.Valid valid -> List.of();
                    case SignatureVerdict.Invalid invalid ->
                        invalid.reasons().stream()
                                .map(reason -> Finding.at(SIGNATURE, Problem.INVALID_SIGNATURE, reason))
                                .toList();
                    case SignatureVerdict.Undetermined undetermined ->
                        List.of(Finding.at(SIGNATURE, Problem.SIGNATURE_UNDETERMINED, undetermined.reason()));
                };
        };
    }

    /** A release shows an issue of an eRD prescription as a reflex order with the count on what it is based on. */
    private static void asItWasSent(Bundle prescription) {
        for (Bundle.BundleEntryComponent entry : prescription.getEntry()) {
            if (entry.getResource() instanceof MedicationRequest request
                    && request.getIntent() == MedicationRequestIntent.REFLEXORDER) {
                request.setIntent(MedicationRequestIntent.ORIGINALORDER);
                if (!request.getDispenseRequest().hasNumberOfRepeatsAllowed()) {
                    addAllowedRepeats(request);
                }
            }
        }
    }

    private static void addAllowedRepeats(MedicationRequest request) {
        Extension repeats = request.getBasedOnFirstRep().getExtensionByUrl(FhirNames.REPEAT_INFORMATION_EXTENSION);
        Extension allowed = repeats == null ? null : repeats.getExtensionByUrl("numberOfRepeatsAllowed");
        if (allowed != null && allowed.getValue() instanceof IntegerType number && number.hasValue()) {
            request.getDispenseRequest().setNumberOfRepeatsAllowed(number.getValue());
        }
    }
}
