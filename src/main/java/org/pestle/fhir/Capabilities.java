package org.pestle.fhir;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementKind;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceOperationComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.EventCapabilityMode;
import org.hl7.fhir.r4.model.CapabilityStatement.RestfulCapabilityMode;
import org.hl7.fhir.r4.model.CapabilityStatement.SystemRestfulInteraction;
import org.hl7.fhir.r4.model.CapabilityStatement.TypeRestfulInteraction;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Enumerations.FHIRVersion;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.Enumerations.SearchParamType;
import org.pestle.access.AccessTable;
import org.pestle.access.Operation;
import org.pestle.access.Role;

/**
 * What a base offers, as FHIR says it: made from the addresses that answer, the events that are handled, the parameters
 * that are read, and the table of who may do what.
 */
final class Capabilities {
    private static final Map<String, String> OPERATIONS_OF_FHIR = Map.of(
            "process-message", "http://hl7.org/fhir/OperationDefinition/MessageHeader-process-message",
            "validate", "http://hl7.org/fhir/OperationDefinition/Resource-validate");
    private static final String OPERATIONS = "https://fhir.nhs.uk/OperationDefinition/";
    private static final String MESSAGES = "https://fhir.nhs.uk/MessageDefinition/";

    private final CapabilityStatement statement = new CapabilityStatement();
    private final CapabilityStatementRestComponent rest = statement.addRest().setMode(RestfulCapabilityMode.SERVER);
    private final Map<String, CapabilityStatementRestResourceComponent> resources = new TreeMap<>();

    private Capabilities(String base, String version, Instant now) {
        statement.setStatus(PublicationStatus.ACTIVE);
        statement.setDateElement(new DateTimeType(now.toString()));
        statement.setKind(CapabilityStatementKind.INSTANCE);
        statement.getSoftware().setName("Pestle").setVersion(version);
        statement
                .getImplementation()
                .setDescription("Pestle, an electronic prescription service")
                .setUrl(base);
        statement.setFhirVersion(FHIRVersion._4_0_1);
        statement.setFormat(List.of(new CodeType("json")));
        rest.getSecurity()
                .setDescription("A bearer token from /oauth2/token with every call but metadata, _ping and _status")
                .addService()
                .addCoding()
                .setSystem("http://terminology.hl7.org/CodeSystem/restful-security-service")
                .setCode("OAuth");
    }

    /** The statement of a base with these addresses, on a service that handles these messages. */
    static CapabilityStatement of(
            String base, List<Address> addresses, List<MessageHandler> handlers, String version, Instant now) {
        Capabilities capabilities = new Capabilities(base, version, now);
        addresses.stream().filter(address -> address.isUnder(base)).sorted().forEach(capabilities::add);
        capabilities.messages(base, handlers);
        return capabilities.statement;
    }

    private void add(Address address) {
        String who = who(address);
        switch (address.kind()) {
            case OPERATION_OF_SYSTEM -> operation(rest.addOperation(), address.last(), who);
            case OPERATION_OF_TYPE -> operation(resource(address).addOperation(), address.last(), who);
            case CREATE -> interaction(address, TypeRestfulInteraction.CREATE, who);
            case READ -> interaction(address, TypeRestfulInteraction.READ, who);
            case SEARCH -> search(address, who);
            case TRANSACTION -> rest.addInteraction().setCode(SystemRestfulInteraction.TRANSACTION);
            case UNSTATED -> {}
        }
    }

    private static void operation(
            CapabilityStatementRestResourceOperationComponent operation, String name, String who) {
        operation
                .setName(name)
                .setDefinition(OPERATIONS_OF_FHIR.getOrDefault(name, OPERATIONS + name))
                .setDocumentation(who);
    }

    private CapabilityStatementRestResourceComponent resource(Address address) {
        return resources.computeIfAbsent(
                address.resourceType(), type -> rest.addResource().setType(type));
    }

    private void interaction(Address address, TypeRestfulInteraction interaction, String who) {
        resource(address).addInteraction().setCode(interaction).setDocumentation(who);
    }

    private void search(Address address, String who) {
        interaction(address, TypeRestfulInteraction.SEARCHTYPE, who);
        if (address.resourceType().equals("Task")) {
            TrackerQuery.PARAMETERS.forEach((name, type) ->
                    resource(address).addSearchParam().setName(name).setType(SearchParamType.fromCode(type)));
        }
    }

    /** A base takes a message if what its sender asks for has an address there. */
    private void messages(String base, List<MessageHandler> handlers) {
        List<String> events = handlers.stream()
                .filter(handler -> handler.operation().paths().stream().anyMatch(path -> path.startsWith(base + "/")))
                .map(MessageHandler::event)
                .sorted()
                .toList();
        if (!events.isEmpty()) {
            var messaging = statement.addMessaging();
            messaging.setDocumentation("Messages come to $process-message and are answered at once");
            events.forEach(event -> messaging
                    .addSupportedMessage()
                    .setMode(EventCapabilityMode.RECEIVER)
                    .setDefinition(MESSAGES + event));
        }
    }

    private static String who(Address address) {
        return Arrays.stream(Operation.values())
                .filter(operation -> operation.method().equals(address.method()))
                .filter(operation -> operation.paths().contains(address.path()))
                .flatMap(operation -> AccessTable.rows().stream().filter(row -> row.operation() == operation))
                .map(AccessTable.Row::role)
                .map(Role::claim)
                .distinct()
                .collect(Collectors.joining(", ", "For ", ""));
    }
}
