package org.pestle.fhir;

import java.util.UUID;
import org.hl7.fhir.r4.model.Claim;
import org.pestle.access.Access;
import org.pestle.access.Operation;
import org.pestle.claim.DispenseClaim;
import org.pestle.claim.ReceiveClaim;
import org.pestle.exchange.Answer;
import org.pestle.fhir.WriteCall.Written;
import org.pestle.problems.Outcome;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes claims (eps.md 1.8). */
@RestController
class ClaimController {
    private final FhirJson json;
    private final Access access;
    private final ReceiveClaim claims;
    private final WriteCall calls;
    private final OutcomeWriter outcomes;

    ClaimController(FhirJson json, Access access, ReceiveClaim claims, WriteCall calls, OutcomeWriter outcomes) {
        this.json = json;
        this.access = access;
        this.claims = claims;
        this.calls = calls;
        this.outcomes = outcomes;
    }

    @PostMapping(
            path = {"/fhir-dispensing/FHIR/R4/Claim", "/electronic-prescriptions/FHIR/R4/Claim"},
            consumes = FhirNames.MEDIA_TYPE,
            produces = FhirNames.MEDIA_TYPE)
    ResponseEntity<byte[]> claim(Received received) {
        access.require(received.caller(), Operation.CLAIM);
        return switch (json.parse(received.body(), Claim.class)) {
            case Outcome.Refused<Claim> refused -> WriteCall.respond(outcomes.answer(refused.findings()));
            case Outcome.Done<Claim>(Claim claim) -> receive(claim, received);
        };
    }

    private ResponseEntity<byte[]> receive(Claim message, Received received) {
        Outcome<DispenseClaim> claim = DispenseClaimReader.read(message);
        String subject = claim instanceof Outcome.Done<DispenseClaim>(DispenseClaim read)
                ? read.prescription().value()
                : "-";
        Written written =
                new Written(Operation.CLAIM, DispenseClaimReader.id(message).orElse(null), subject);
        return calls.handle(received, written, claim, outcomes.accepted(), read -> accept(read, received));
    }

    private Outcome<Answer> accept(DispenseClaim claim, Received received) {
        return switch (claims.receive(claim, received.body(), received.caller(), received.requestId())) {
            case Outcome.Done<UUID> done -> Outcome.done(outcomes.accepted());
            case Outcome.Refused<UUID> refused -> Outcome.refused(refused.findings());
        };
    }
}
