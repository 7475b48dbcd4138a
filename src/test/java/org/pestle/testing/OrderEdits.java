package org.pestle.testing;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Turns a sample order into one of another kind. Each edit keeps it valid, and is made before it is signed. */
public final class OrderEdits {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String EXTENSIONS = "https://fhir.nhs.uk/StructureDefinition/Extension-DM-";
    private static final String ODS = "https://fhir.nhs.uk/Id/ods-organization-code";

    private final ObjectNode order;

    /** Of this order. */
    public OrderEdits(ObjectNode order) {
        this.order = order;
    }

    /** Of that prescription type. */
    public OrderEdits type(String code) {
        return eachItem(
                request -> ((ObjectNode) extension(request, "PrescriptionType").path("valueCoding")).put("code", code));
    }

    /** One to four items; the last of the sample is repeated with new identifiers. */
    public OrderEdits items(int wanted) {
        ArrayNode entries = (ArrayNode) order.path("entry");
        while (requests().size() > wanted) {
            entries.remove(requests().size());
        }
        while (requests().size() < wanted) {
            String id = UUID.randomUUID().toString();
            ObjectNode entry = (ObjectNode) entries.path(requests().size()).deepCopy();
            entry.put("fullUrl", "urn:uuid:" + id);
            ((ObjectNode) entry.path("resource").path("identifier").path(0)).put("value", id);
            entries.insert(requests().size() + 1, entry);
        }
        return this;
    }

    /** Valid from that day; a repeat dispensing window keeps its length. */
    public OrderEdits startingOn(LocalDate day) {
        return eachItem(request -> {
            ObjectNode window = (ObjectNode) request.path("dispenseRequest").path("validityPeriod");
            if (window.has("end")) {
                window.put("end", day.plusMonths(6).toString());
            }
            window.put("start", day.toString());
        });
    }

    /** To a site of that kind. */
    public OrderEdits siteType(String code) {
        return eachItem(request -> ((ObjectNode)
                        extension((ObjectNode) request.path("dispenseRequest"), "PerformerSiteType")
                                .path("valueCoding"))
                .put("code", code));
    }

    /** The second item is of another course of therapy. */
    public OrderEdits secondItemContinuous() {
        ((ObjectNode) requests()
                        .get(1)
                        .path("courseOfTherapyType")
                        .path("coding")
                        .path(0))
                .put("code", "continuous");
        return this;
    }

    /** The second item may be dispensed less often than the first. */
    public OrderEdits secondItemRepeats(int repeats) {
        ((ObjectNode) requests().get(1).path("dispenseRequest")).put("numberOfRepeatsAllowed", repeats);
        return this;
    }

    /** The organisation above is a resource of the message. */
    public OrderEdits parentByReference() {
        String parent = "urn:uuid:" + UUID.randomUUID();
        ((ObjectNode) MadeOrder.resource(order, "Organization").path("partOf"))
                .removeAll()
                .put("reference", parent);
        return resource(parent, """
                {"resourceType": "Organization", "name": "NHS NORTH EAST AND NORTH CUMBRIA ICB",
                 "identifier": [{"system": "%s", "value": "QHM"}]}
                """.formatted(ODS));
    }

    /** Prescribed in a service of a trust, at a place of its own. */
    public OrderEdits inHealthcareService() {
        String service = "urn:uuid:" + UUID.randomUUID();
        String location = "urn:uuid:" + UUID.randomUUID();
        MadeOrder.resource(order, "PractitionerRole")
                .set("healthcareService", read("[{\"reference\": \"%s\"}]".formatted(service)));
        return resource(service, """
                        {"resourceType": "HealthcareService", "name": "SOMERSET BOWEL CANCER SCREENING CENTRE",
                         "identifier": [{"system": "%s", "value": "A99968"}],
                         "location": [{"reference": "%s"}],
                         "telecom": [{"system": "phone", "use": "work", "value": "01823 333444"}]}
                        """.formatted(ODS, location)).resource(location, """
                        {"resourceType": "Location",
                         "address": {"use": "work", "line": ["MUSGROVE PARK HOSPITAL"], "city": "TAUNTON",
                                     "postalCode": "TA1 5DA"}}
                        """);
    }

    /** The first item is a controlled drug. */
    public OrderEdits controlledDrug(String schedule, String words) {
        return extend(requests().getFirst(), """
                {"url": "%sControlledDrug", "extension": [
                  {"url": "quantityWords", "valueString": "%s"},
                  {"url": "schedule", "valueCoding": {
                    "system": "https://fhir.nhs.uk/CodeSystem/medicationrequest-controlled-drug", "code": "%s"}}]}
                """.formatted(EXTENSIONS, words, schedule));
    }

    /** The first item is endorsed by the prescriber. */
    public OrderEdits endorsed(String... codes) {
        for (String code : codes) {
            extend(requests().getFirst(), """
                    {"url": "%sPrescriptionEndorsement", "valueCodeableConcept": {"coding": [
                      {"system": "https://fhir.nhs.uk/CodeSystem/medicationrequest-endorsement", "code": "%s"}]}}
                    """.formatted(EXTENSIONS, code));
        }
        return this;
    }

    /** With words to the patient and the list of what else they take. */
    public OrderEdits patientInformation() {
        String list = "urn:uuid:" + UUID.randomUUID();
        String subject = requests().getFirst().path("subject").path("reference").asString();
        return resource("urn:uuid:" + UUID.randomUUID(), """
                        {"resourceType": "CommunicationRequest", "status": "active",
                         "subject": {"reference": "%s"},
                         "payload": [{"contentString": "Please book a blood test <soon> & bring this"},
                                     {"contentReference": {"reference": "%s"}}]}
                        """.formatted(subject, list))
                .resource(list, """
                        {"resourceType": "List", "status": "current", "mode": "snapshot",
                         "entry": [{"item": {"display": "Salbutamol 100micrograms/dose inhaler"}},
                                   {"item": {"display": "Lansoprazole 15mg capsules"}}]}
                        """);
    }

    /** The first item is taken in several ways, two of them at once. */
    public OrderEdits severalDosages() {
        requests().getFirst().set("dosageInstruction", read("""
                [{"sequence": 2, "text": "One at night for a week"},
                 {"sequence": 1, "text": "Two in the morning for a week"},
                 {"sequence": 2, "text": "one at noon"}]
                """));
        return this;
    }

    /** With a note to the dispenser. */
    public OrderEdits note(String text) {
        requests()
                .getFirst()
                .set("note", JSON.createArrayNode().add(JSON.createObjectNode().put("text", text)));
        return this;
    }

    /** Answered for by another than the requester. */
    public OrderEdits responsibleOther() {
        String role = "urn:uuid:" + UUID.randomUUID();
        ObjectNode other = MadeOrder.resource(order, "PractitionerRole").deepCopy();
        eachItem(request -> extend(request, """
                {"url": "%sResponsiblePractitioner", "valueReference": {"reference": "%s"}}
                """.formatted(EXTENSIONS, role)));
        return resource(role, other.toString());
    }

    /** The order. */
    public ObjectNode order() {
        return order;
    }

    private List<ObjectNode> requests() {
        return MadeOrder.resources(order, "MedicationRequest");
    }

    private OrderEdits eachItem(Consumer<ObjectNode> edit) {
        requests().forEach(edit);
        return this;
    }

    private OrderEdits extend(ObjectNode request, String extension) {
        ((ArrayNode) request.path("extension")).add(read(extension));
        return this;
    }

    private OrderEdits resource(String address, String json) {
        ((ArrayNode) order.path("entry")).addObject().put("fullUrl", address).set("resource", read(json));
        return this;
    }

    private static JsonNode extension(ObjectNode element, String name) {
        return element.path("extension")
                .valueStream()
                .filter(extension -> extension.path("url").asString("").endsWith(name))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode read(String json) {
        return JSON.readTree(json);
    }
}
