package org.pestle.fhir;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.MessageHeader;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code $process-message}: looks at the event of a message and hands it to the one who handles it (eps.md 1.4). */
@RestController
class MessageController {
    static final String EVENT = "Bundle.entry[0].resource.eventCoding";

    private final FhirJson json;
    private final OutcomeWriter outcomes;
    private final Map<String, MessageHandler> handlers = new TreeMap<>();

    MessageController(FhirJson json, OutcomeWriter outcomes, List<MessageHandler> handlers) {
        this.json = json;
        this.outcomes = outcomes;
        handlers.forEach(handler -> this.handlers.put(handler.event(), handler));
    }

    @PostMapping(
            path = {
                "/fhir-prescribing/FHIR/R4/$process-message",
                "/fhir-dispensing/FHIR/R4/$process-message",
                "/electronic-prescriptions/FHIR/R4/$process-message"
            },
            consumes = FhirNames.MEDIA_TYPE,
            produces = FhirNames.MEDIA_TYPE)
    ResponseEntity<byte[]> process(Received received) {
        return switch (json.parse(received.body(), Bundle.class)) {
            case Outcome.Refused<Bundle> refused -> WriteCall.respond(outcomes.answer(refused.findings()));
            case Outcome.Done<Bundle> done -> dispatch(done.value(), received);
        };
    }

    private ResponseEntity<byte[]> dispatch(Bundle bundle, Received received) {
        Optional<String> event = event(bundle);
        MessageHandler handler = event.map(handlers::get).orElse(null);
        if (handler != null) {
            return handler.handle(bundle, received);
        }
        return WriteCall.respond(outcomes.answer(List.of(unknownEvent())));
    }

    /** The finding that the event of a message is not one of the list. */
    static Finding unknownEvent() {
        return Finding.at(
                EVENT,
                Problem.UNKNOWN_MESSAGE_EVENT,
                "The message event must be one of prescription-order, prescription-order-update, dispense-notification");
    }

    /** The code of a message's event, if it is one of the list. */
    static Optional<String> event(Bundle bundle) {
        return bundle.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .filter(MessageHeader.class::isInstance)
                .map(MessageHeader.class::cast)
                .filter(MessageHeader::hasEventCoding)
                .map(MessageHeader::getEventCoding)
                .filter(coding -> FhirNames.same(FhirNames.MESSAGE_EVENT, coding.getSystem()))
                .map(Coding::getCode)
                .filter(code -> code != null)
                .findFirst();
    }
}
