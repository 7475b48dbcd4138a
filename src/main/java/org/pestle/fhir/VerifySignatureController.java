package org.pestle.fhir;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.pestle.access.Access;
import org.pestle.access.Operation;
import org.pestle.exchange.Answer;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code $verify-signature}: whether the signatures of prescriptions hold now (eps.md 1.3). Takes the answer of a
 * release, one of its searchsets, or one prescription; answers with one part for each prescription. Keeps nothing.
 */
@RestController
class VerifySignatureController {
    private static final String PLACE = "Bundle.type";

    private final FhirJson json;
    private final OutcomeWriter outcomes;
    private final ReceivedSignatures signatures;
    private final Access access;

    VerifySignatureController(FhirJson json, OutcomeWriter outcomes, ReceivedSignatures signatures, Access access) {
        this.json = json;
        this.outcomes = outcomes;
        this.signatures = signatures;
        this.access = access;
    }

    @PostMapping(
            path = {"/fhir-dispensing/FHIR/R4/$verify-signature", "/electronic-prescriptions/FHIR/R4/$verify-signature"
            },
            consumes = FhirNames.MEDIA_TYPE,
            produces = FhirNames.MEDIA_TYPE)
    ResponseEntity<byte[]> verify(Received received) {
        access.require(received.caller(), Operation.VERIFY_SIGNATURE);
        return switch (read(received.body())) {
            case Outcome.Refused<Resource> refused -> refuse(refused.findings());
            case Outcome.Done<Resource>(Parameters released) ->
                answer(released.getParameter().stream()
                        .map(ParametersParameterComponent::getResource)
                        .filter(Bundle.class::isInstance)
                        .map(Bundle.class::cast)
                        .flatMap(searchset -> prescriptions(searchset).stream())
                        .toList());
            case Outcome.Done<Resource>(Bundle bundle) -> answer(prescriptions(bundle));
            case Outcome.Done<Resource> other ->
                refuse(List.of(Finding.at(
                        "resourceType",
                        Problem.UNEXPECTED_RESOURCE,
                        "Send the Parameters that a release answered, or a Bundle")));
        };
    }

    private Outcome<Resource> read(byte[] body) {
        return switch (json.object(body)) {
            case Outcome.Refused<ObjectNode> refused -> Outcome.refused(refused.findings());
            case Outcome.Done<ObjectNode>(ObjectNode object) -> json.parse(object);
        };
    }

    /** The bundle itself if it is a message, else the messages in it. */
    private static List<Bundle> prescriptions(Bundle bundle) {
        if (bundle.getType() == BundleType.MESSAGE) {
            return List.of(bundle);
        }
        return bundle.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .filter(Bundle.class::isInstance)
                .map(Bundle.class::cast)
                .toList();
    }

    private ResponseEntity<byte[]> answer(List<Bundle> prescriptions) {
        if (prescriptions.isEmpty()) {
            return refuse(List.of(Finding.at(PLACE, Problem.MISSING_VALUE, "There is no prescription to verify")));
        }
        Parameters parameters = new Parameters();
        List<ParametersParameterComponent> results = new ArrayList<>();
        for (Bundle prescription : prescriptions) {
            results.add(result(results.size(), prescription));
        }
        parameters.setParameter(results);
        return WriteCall.respond(new Answer(200, FhirNames.MEDIA_TYPE, json.write(parameters), Answer.DONE));
    }

    private ParametersParameterComponent result(int number, Bundle prescription) {
        ParametersParameterComponent result = new ParametersParameterComponent().setName(Integer.toString(number));
        Identifier message = prescription.getIdentifier();
        if (!message.isEmpty()) {
            result.addPart().setName("messageIdentifier").setValue(new Reference().setIdentifier(message));
        }
        List<Finding> findings = signatures.findings(prescription);
        OperationOutcome outcome = findings.isEmpty() ? OutcomeWriter.informational() : outcomes.outcome(findings);
        result.addPart().setName("result").setResource(outcome);
        return result;
    }

    private ResponseEntity<byte[]> refuse(List<Finding> findings) {
        return WriteCall.respond(outcomes.answer(findings));
    }
}
