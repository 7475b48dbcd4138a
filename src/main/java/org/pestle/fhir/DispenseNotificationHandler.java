package org.pestle.fhir;

import java.util.List;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.pestle.access.Access;
import org.pestle.access.Operation;
import org.pestle.dispensing.DispenseNotification;
import org.pestle.dispensing.Notified;
import org.pestle.dispensing.RecordDispense;
import org.pestle.exchange.Answer;
import org.pestle.fhir.WriteCall.Written;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Takes dispense notifications. */
@Component
class DispenseNotificationHandler implements MessageHandler {
    private final Access access;
    private final RecordDispense dispense;
    private final WriteCall calls;
    private final OutcomeWriter outcomes;

    DispenseNotificationHandler(Access access, RecordDispense dispense, WriteCall calls, OutcomeWriter outcomes) {
        this.access = access;
        this.dispense = dispense;
        this.calls = calls;
        this.outcomes = outcomes;
    }

    @Override
    public String event() {
        return "dispense-notification";
    }

    @Override
    public Operation operation() {
        return Operation.NOTIFY_DISPENSE;
    }

    @Override
    public List<Finding> findings(Bundle bundle) {
        return DispenseNotificationReader.read(bundle) instanceof Outcome.Refused<DispenseNotification> refused
                ? refused.findings()
                : List.of();
    }

    @Override
    public ResponseEntity<byte[]> handle(Bundle bundle, Received received) {
        access.require(received.caller(), Operation.NOTIFY_DISPENSE);
        Outcome<DispenseNotification> notification = DispenseNotificationReader.read(bundle);
        return calls.handle(
                received,
                written(bundle, notification),
                notification,
                outcomes.accepted(),
                read -> record(read, received));
    }

    private Outcome<Answer> record(DispenseNotification notification, Received received) {
        return switch (dispense.record(notification, received.body(), received.caller(), received.requestId())) {
            case Outcome.Done<Notified>(Notified notified) ->
                Outcome.done(notified.notes().isEmpty() ? outcomes.accepted() : outcomes.accepted(notified.notes()));
            case Outcome.Refused<Notified> refused -> Outcome.refused(refused.findings());
        };
    }

    private static Written written(Bundle bundle, Outcome<DispenseNotification> notification) {
        UUID messageId = Elements.uuid(bundle.getIdentifier().getValue()).orElse(null);
        String subject = notification instanceof Outcome.Done<DispenseNotification>(DispenseNotification read)
                ? read.prescription().value()
                : "-";
        return new Written(Operation.NOTIFY_DISPENSE, messageId, subject);
    }
}
