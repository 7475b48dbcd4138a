package org.pestle.fhir;

import java.time.Clock;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.StringType;
import org.pestle.access.Access;
import org.pestle.access.Operation;
import org.pestle.exchange.Answer;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.signature.Preparation;
import org.pestle.signature.Preparation.Prepared;
import org.pestle.signature.SignatureAlgorithm;
import org.pestle.signature.SignatureSettings;
import org.pestle.signature.SignedContent;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code $prepare}: the digest that a prescriber is to sign. Keeps nothing (eps.md 7.1). */
@RestController
class PrepareController {
    private final FhirJson json;
    private final OutcomeWriter outcomes;
    private final PrescriptionOrderReader reader;
    private final Preparation preparation;
    private final SignatureSettings settings;
    private final Access access;
    private final Clock clock;

    PrepareController(
            FhirJson json,
            OutcomeWriter outcomes,
            PrescriptionOrderReader reader,
            Preparation preparation,
            SignatureSettings settings,
            Access access,
            Clock clock) {
        this.json = json;
        this.outcomes = outcomes;
        this.reader = reader;
        this.preparation = preparation;
        this.settings = settings;
        this.access = access;
        this.clock = clock;
    }

    @PostMapping(
            path = {"/fhir-prescribing/FHIR/R4/$prepare", "/electronic-prescriptions/FHIR/R4/$prepare"},
            consumes = FhirNames.MEDIA_TYPE,
            produces = FhirNames.MEDIA_TYPE)
    ResponseEntity<byte[]> prepare(Received received) {
        access.require(received.caller(), Operation.PREPARE);
        return switch (json.parse(received.body(), Bundle.class)) {
            case Outcome.Refused<Bundle> refused -> refuse(refused.findings());
            case Outcome.Done<Bundle> done -> prepare(done.value(), received);
        };
    }

    private ResponseEntity<byte[]> prepare(Bundle bundle, Received received) {
        if (MessageController.event(bundle).filter("prescription-order"::equals).isEmpty()) {
            return refuse(List.of(Finding.at(
                    MessageController.EVENT,
                    Problem.UNKNOWN_MESSAGE_EVENT,
                    "Only a message with the event prescription-order can be prepared")));
        }
        return switch (reader.contentToSign(bundle, Preparation.wholeSeconds(clock.instant()))) {
            case Outcome.Refused<SignedContent> refused -> refuse(refused.findings());
            case Outcome.Done<SignedContent> done -> answer(preparation.prepare(done.value(), algorithm(received)));
        };
    }

    private SignatureAlgorithm algorithm(Received received) {
        return settings.allowsSha1(received.caller().clientId()) ? SignatureAlgorithm.RS1 : SignatureAlgorithm.RS256;
    }

    private ResponseEntity<byte[]> answer(Prepared prepared) {
        Parameters parameters = new Parameters();
        parameters.addParameter().setName("digest").setValue(new StringType(prepared.digest()));
        parameters.addParameter().setName("timestamp").setValue(new StringType(prepared.timestamp()));
        parameters.addParameter().setName("algorithm").setValue(new StringType(prepared.algorithm()));
        return WriteCall.respond(new Answer(200, FhirNames.MEDIA_TYPE, json.write(parameters), Answer.DONE));
    }

    private ResponseEntity<byte[]> refuse(List<Finding> findings) {
        return WriteCall.respond(outcomes.answer(findings));
    }
}
