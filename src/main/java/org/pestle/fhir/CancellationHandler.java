package org.pestle.fhir;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.jspecify.annotations.Nullable;
import org.pestle.access.Access;
import org.pestle.access.Caller;
import org.pestle.access.Operation;
import org.pestle.exchange.Answer;
import org.pestle.fhir.WriteCall.Written;
import org.pestle.prescription.CancelPrescription;
import org.pestle.prescription.CancellationAnswer;
import org.pestle.prescription.CancellationRequest;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Takes cancellations (eps.md 5). An answer of 400 can have changed the record: a cancellation that waits is kept. */
@Component
class CancellationHandler implements MessageHandler {
    private static final Logger LOG = LoggerFactory.getLogger(CancellationHandler.class);

    private final Access access;
    private final CancelPrescription cancel;
    private final CancellationResponseWriter writer;
    private final WriteCall calls;
    private final boolean rejectsMismatch;

    CancellationHandler(
            Access access,
            CancelPrescription cancel,
            CancellationResponseWriter writer,
            WriteCall calls,
            @Value("${pestle.access.reject-identity-mismatch:false}") boolean rejectsMismatch) {
        this.access = access;
        this.cancel = cancel;
        this.writer = writer;
        this.calls = calls;
        this.rejectsMismatch = rejectsMismatch;
    }

    @Override
    public String event() {
        return "prescription-order-update";
    }

    @Override
    public Operation operation() {
        return Operation.CANCEL;
    }

    @Override
    public List<Finding> findings(Bundle bundle) {
        return CancellationReader.read(bundle) instanceof Outcome.Refused<CancellationRequest> refused
                ? refused.findings()
                : List.of();
    }

    @Override
    public ResponseEntity<byte[]> handle(Bundle bundle, Received received) {
        access.require(received.caller(), Operation.CANCEL);
        Outcome<CancellationRequest> request = sameIdentity(CancellationReader.read(bundle), bundle, received.caller());
        return calls.handle(received, written(bundle, request), request, null, read -> {
            CancellationAnswer answer = cancel.cancel(read, received.body(), received.caller(), received.requestId());
            Answer written = writer.answer(bundle, answer);
            return Outcome.done(answer.changedRecord() ? written.keepingItsEffect() : written);
        });
    }

    private Outcome<CancellationRequest> sameIdentity(
            Outcome<CancellationRequest> request, Bundle bundle, Caller caller) {
        if (!(request instanceof Outcome.Done<CancellationRequest>(CancellationRequest read))) {
            return request;
        }
        Optional<String> roleProfile = CancellationReader.requester(
                        bundle, CancellationReader.items(bundle).getFirst())
                .map(PractitionerRole::getIdentifier)
                .flatMap(identifiers -> Elements.identifier(identifiers, FhirNames.SDS_ROLE_PROFILE_ID));
        if (roleProfile.isEmpty() || isSame(caller.roleProfileId(), roleProfile.get())) {
            return request;
        }
        if (rejectsMismatch) {
            return Outcome.refused(Finding.at(
                    "MedicationRequest.requester",
                    Problem.NOT_PERMITTED,
                    "The message names another role than the token"));
        }
        LOG.info(
                "cancellation of {} names another role than the token of client {}",
                read.prescription(),
                caller.clientId());
        return request;
    }

    private static boolean isSame(@Nullable String token, String message) {
        return Objects.equals(token, message);
    }

    private static Written written(Bundle bundle, Outcome<CancellationRequest> request) {
        UUID messageId = Elements.uuid(bundle.getIdentifier().getValue()).orElse(null);
        String subject = request instanceof Outcome.Done<CancellationRequest>(CancellationRequest read)
                ? read.prescription().value()
                : "-";
        return new Written(Operation.CANCEL, messageId, subject);
    }
}
