package org.pestle.fhir;

import java.time.Clock;
import java.time.Instant;
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
        Outcome<Prepared> prepared = json.object(received.body())
                .then(json::parse)
                .then(PrepareRequest::read)
                .then(request -> prepare(request, received));
        return switch (prepared) {
            case Outcome.Refused<Prepared> refused -> WriteCall.respond(outcomes.answer(refused.findings()));
            case Outcome.Done<Prepared> done -> answer(done.value());
        };
    }

    private Outcome<Prepared> prepare(PrepareRequest request, Received received) {
        if (MessageController.event(request.message())
                .filter("prescription-order"::equals)
                .isEmpty()) {
            return Outcome.refused(Finding.at(
                    MessageController.EVENT,
                    Problem.UNKNOWN_MESSAGE_EVENT,
                    "Only a message with the event prescription-order can be prepared"));
        }
        Instant signedAt = request.timestamp() == null ? clock.instant() : request.timestamp();
        return reader.contentToSign(request.message(), Preparation.wholeSeconds(signedAt))
                .then(content -> prepared(request, content, received));
    }

    private Outcome<Prepared> prepared(PrepareRequest request, SignedContent content, Received received) {
        return switch (request.format()) {
            case XMLDSIG -> Outcome.done(preparation.prepare(content, algorithm(received)));
            case JWS -> preparation.prepareNative(content, request.certificates(), request.algorithm());
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
        if (prepared.content() != null) {
            parameters.addParameter().setName("content").setValue(new StringType(prepared.content()));
        }
        return WriteCall.respond(new Answer(200, FhirNames.MEDIA_TYPE, json.write(parameters), Answer.DONE));
    }
}
