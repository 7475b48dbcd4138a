package org.pestle.fhir;

import org.hl7.fhir.r4.model.Task;
import org.pestle.access.Access;
import org.pestle.access.Operation;
import org.pestle.dispensing.ReturnPrescription;
import org.pestle.dispensing.ReturnRequest;
import org.pestle.exchange.Answer;
import org.pestle.fhir.WriteCall.Written;
import org.pestle.problems.Outcome;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes prescriptions back from pharmacies: {@code POST Task} (eps.md 1.7). Withdrawals are not offered yet. */
@RestController
class TaskController {
    private final FhirJson json;
    private final Access access;
    private final ReturnPrescription returns;
    private final WriteCall calls;
    private final OutcomeWriter outcomes;

    TaskController(FhirJson json, Access access, ReturnPrescription returns, WriteCall calls, OutcomeWriter outcomes) {
        this.json = json;
        this.access = access;
        this.returns = returns;
        this.calls = calls;
        this.outcomes = outcomes;
    }

    @PostMapping(
            path = {"/fhir-dispensing/FHIR/R4/Task", "/electronic-prescriptions/FHIR/R4/Task"},
            consumes = FhirNames.MEDIA_TYPE,
            produces = FhirNames.MEDIA_TYPE)
    ResponseEntity<byte[]> task(Received received) {
        access.require(received.caller(), Operation.RETURN);
        return switch (json.parse(received.body(), Task.class)) {
            case Outcome.Refused<Task> refused ->
                calls.refuse(received, Written.unread(Operation.RETURN), refused.findings());
            case Outcome.Done<Task>(Task task) -> takeBack(ReturnReader.read(task), received);
        };
    }

    private ResponseEntity<byte[]> takeBack(Outcome<ReturnRequest> request, Received received) {
        Written written = request instanceof Outcome.Done<ReturnRequest>(ReturnRequest read)
                ? new Written(Operation.RETURN, read.id(), read.prescription().value())
                : Written.unread(Operation.RETURN);
        return calls.handle(received, written, request, outcomes.accepted(), read -> takeBack(read, received));
    }

    private Outcome<Answer> takeBack(ReturnRequest request, Received received) {
        return switch (returns.takeBack(request, received.caller(), received.requestId())) {
            case Outcome.Done<Integer> done -> Outcome.done(outcomes.accepted());
            case Outcome.Refused<Integer> refused -> Outcome.refused(refused.findings());
        };
    }
}
