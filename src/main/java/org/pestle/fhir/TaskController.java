package org.pestle.fhir;

import org.hl7.fhir.r4.model.Task;
import org.pestle.access.Access;
import org.pestle.access.Operation;
import org.pestle.dispensing.DispenserTask;
import org.pestle.dispensing.ReturnPrescription;
import org.pestle.dispensing.ReturnRequest;
import org.pestle.dispensing.WithdrawDispense;
import org.pestle.dispensing.WithdrawRequest;
import org.pestle.exchange.Answer;
import org.pestle.fhir.WriteCall.Written;
import org.pestle.problems.Outcome;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes prescriptions and notifications back from pharmacies: {@code POST Task} (eps.md 1.7). */
@RestController
class TaskController {
    private final FhirJson json;
    private final Access access;
    private final ReturnPrescription returns;
    private final WithdrawDispense withdrawals;
    private final WriteCall calls;
    private final OutcomeWriter outcomes;

    TaskController(
            FhirJson json,
            Access access,
            ReturnPrescription returns,
            WithdrawDispense withdrawals,
            WriteCall calls,
            OutcomeWriter outcomes) {
        this.json = json;
        this.access = access;
        this.returns = returns;
        this.withdrawals = withdrawals;
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
            case Outcome.Done<Task>(Task task) -> handle(operation(task), TaskReader.read(task), received);
        };
    }

    private static Operation operation(Task task) {
        return task.getStatus() == Task.TaskStatus.INPROGRESS ? Operation.WITHDRAW : Operation.RETURN;
    }

    private ResponseEntity<byte[]> handle(Operation operation, Outcome<DispenserTask> task, Received received) {
        access.require(received.caller(), operation);
        Written written = task instanceof Outcome.Done<DispenserTask>(DispenserTask read)
                ? new Written(operation, read.id(), read.prescription().value())
                : Written.unread(operation);
        return calls.handle(received, written, task, outcomes.accepted(), read -> take(read, received));
    }

    private Outcome<Answer> take(DispenserTask task, Received received) {
        return switch (task) {
            case ReturnRequest request -> accepted(returns.takeBack(request, received.caller(), received.requestId()));
            case WithdrawRequest request ->
                accepted(withdrawals.withdraw(request, received.body(), received.caller(), received.requestId()));
        };
    }

    private Outcome<Answer> accepted(Outcome<?> outcome) {
        return switch (outcome) {
            case Outcome.Done<?> done -> Outcome.done(outcomes.accepted());
            case Outcome.Refused<?> refused -> Outcome.refused(refused.findings());
        };
    }
}
