package org.pestle.fhir;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.MessageHeader;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.pestle.access.Caller;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.springframework.stereotype.Component;

/**
 * The rules of this service for the messages it takes: what the reader of each would refuse, found without doing
 * anything. Other resources have no rules here.
 */
@Component
class OwnRules {
    private static final List<String> ONLY_A_RELEASE_HAS = List.of("owner", "agent", "group-identifier");

    private final Map<String, MessageHandler> handlers;

    OwnRules(List<MessageHandler> handlers) {
        this.handlers = handlers.stream().collect(Collectors.toMap(MessageHandler::event, Function.identity()));
    }

    /** What is wrong with a resource, in the order in which its reader says it. */
    List<Finding> findings(Resource resource) {
        return switch (resource) {
            case Bundle bundle when bundle.getType() == BundleType.MESSAGE -> ofMessage(bundle);
            case Claim claim -> of(DispenseClaimReader.read(claim));
            case Parameters parameters when isRelease(parameters) -> of(ReleaseRequestReader.read(parameters));
            case Task task
            when task.getStatus() == TaskStatus.REJECTED || task.getStatus() == TaskStatus.INPROGRESS ->
                of(TaskReader.read(task));
            default -> List.of();
        };
    }

    /** What the sender of a good resource should know before sending it. */
    List<Finding> outlook(Resource resource, Caller caller) {
        return resource instanceof Bundle bundle && bundle.getType() == BundleType.MESSAGE
                ? handler(bundle)
                        .map(handler -> handler.outlook(bundle, caller))
                        .orElse(List.of())
                : List.of();
    }

    private List<Finding> ofMessage(Bundle bundle) {
        return handler(bundle)
                .map(handler -> handler.findings(bundle))
                .orElseGet(() -> isAnswer(bundle) ? List.of() : List.of(MessageController.unknownEvent()));
    }

    private Optional<MessageHandler> handler(Bundle bundle) {
        return MessageController.event(bundle).map(handlers::get);
    }

    /** Answers to messages are not sent to this service. */
    private static boolean isAnswer(Bundle bundle) {
        return bundle.getEntryFirstRep().getResource() instanceof MessageHeader header && header.hasResponse();
    }

    private static boolean isRelease(Parameters parameters) {
        return parameters.getParameter().stream()
                .anyMatch(parameter -> ONLY_A_RELEASE_HAS.contains(parameter.getName()));
    }

    private static List<Finding> of(Outcome<?> outcome) {
        return outcome instanceof Outcome.Refused<?> refused ? refused.findings() : List.of();
    }
}
