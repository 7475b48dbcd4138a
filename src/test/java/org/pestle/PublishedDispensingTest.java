package org.pestle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pestle.cli.SampleCancellation;
import org.pestle.cli.SampleOrder;
import org.pestle.cli.SamplePharmacy;
import org.pestle.cli.SampleRelease;
import org.pestle.testing.MadeOrder;
import org.pestle.testing.Prescriber;
import org.pestle.testing.Service;
import org.pestle.testing.SharedExamples;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every published message of a dispenser has its documented outcome: a prescription of the same items is made, signed,
 * sent and released, and the message is sent with its ids, for its first issue. What is published for one prescription
 * is sent in its order.
 */
@Isolated
class PublishedDispensingTest {
    private static final String FHIR = "application/fhir+json";
    private static final String DISPENSING = "/fhir-dispensing/FHIR/R4/";
    private static final String SPEC = "eps-api/examples/spec/dispensing/";
    private static final String UNIT = "eps-api/coordinator-tests/test-data/fhir/dispensing/";
    private static final String HOMECARE = "eps-api/examples/secondary-care/homecare/acute/nominated-pharmacy/";
    private static final String COMMUNITY =
            "eps-api/examples/secondary-care/community/repeat-dispensing/nominated-pharmacy/clinical-practitioner/";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Service service = Service.running();
    private final Prescriber prescriber = new Prescriber(service);
    private final Map<String, String> rekeyed = new HashMap<>();
    private final Map<String, Integer> items = new LinkedHashMap<>();
    private ObjectNode order = JSON.createObjectNode();
    private String releaseId = "";
    private String lastNotification = "";

    @BeforeEach
    void an_empty_record() {
        service.reset();
    }

    // spotless:off
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            # messages of one prescription, in their order | outcome of each
            SPEC dispense-notification/acute-primary-example-01-req.json SPEC dispense-notification/acute-primary-example-02-req.json SPEC dispense-notification/acute-primary-example-03-req.json SPEC dispense-notification/acute-primary-example-04-req.json SPEC withdraw/acute-primary-example-req.json | 200 200 200 200 200
            SPEC dispense-notification/acute-primary-example-05-req.json | INVALID_VALUE
            SPEC dispense-notification/repeat-primary-example-req.json SPEC withdraw/repeat-primary-example-req.json | 200 200
            SPEC dispense-notification/eRD-primary-example-req.json SPEC withdraw/eRD-primary-example-req.json | 200 200
            SPEC return/acute-primary-example-req.json             | 200
            SPEC return/repeat-primary-example-req.json            | 200
            SPEC return/eRD-primary-example-req.json               | 200
            BDD epsDispense.json BDD epsWithdrawDispenseNotification.json | 200 200
            BDD epsReturn.json                                     | 200
            UNIT Process-Request-Dispense-Has-StatusReasonCodableConcept-200_OK.json | 200
            UNIT Process-Request-Dispense-Multiple-Brands.json     | 200
            UNIT Process-Request-Dispense-Not-Dispensed-Expired.json | PRESCRIPTION_INVALID_STATE_TRANSITION
            UNIT Process-Request-Dispense-Not-Dispensed-Inconsistent.json | INVALID_VALUE
            UNIT Process-Request-Dispense-Not-Dispensed-No-Reasons.json | PRESCRIPTION_INVALID_STATE_TRANSITION
            UNIT Process-Request-Dispense-Notifications-No-Extension-for-ReimbursementAuthority.json | MISSING_VALUE
            UNIT Process-Request-Dispense-Notifications-No-ODS-Code-Extension-for-ReimbursementAuthority.json | MISSING_VALUE
            UNIT Process-Request-Dispense-Notifications-acute-with-review-date.json | 200
            UNIT Process-Request-Dispense-Notifications.json       | 200
            UNIT Process-Request-Dispense-eRD.json                 | 200
            UNIT Return-Request-Task-Repeat.json                   | 200
            ERRORS 3-Process-Request-Dispense-400_Invalid_Value.json | INVALID_VALUE
            HOMECARE clinical-practitioner/1-Process-Request-Dispense-200_OK.json | 200
            HOMECARE clinical-practitioner/2-Task-Request-Return-200_OK.json | 200
            HOMECARE clinical-practitioner/3-Process-Request-Dispense-200_OK.json HOMECARE clinical-practitioner/3-Task-Request-Withdraw-200_OK.json | 200 200
            HOMECARE clinical-practitioner/4-Process-Request-Dispense-200_OK.json | 200
            HOMECARE clinical-practitioner/5-Process-Request-Dispense-200_OK.json HOMECARE clinical-practitioner/5-Process-Request-DispenseAmend-200_OK.json | 200 200
            HOMECARE clinical-practitioner/6-Process-Request-Dispense-200_OK.json | 200
            HOMECARE clinical-practitioner/7-Process-Request-Dispense-200_OK.json | 200
            HOMECARE concurrent-dosage-instructions/1-Process-Request-Dispense-200_OK.json | 200
            HOMECARE consecutive-dosage-instructions/1-Process-Request-Dispense-200_OK.json | 200
            HOMECARE consecutive-and-concurrent-dosage-instructions/1-Process-Request-Dispense-200_OK.json | 200
            COMMUNITY single-medication-request/1-Process-Request-Dispense-200_OK.json | 200
            COMMUNITY multiple-medication-requests/prescriber-endorsed/1-Process-Request-Dispense-200_OK.json | 200
            """)
    // spotless:on
    void has_its_documented_outcome(String messages, String outcomes) throws IOException {
        List<String> seen = new ArrayList<>();
        String[] words = messages.split(" ", -1);
        for (int i = 0; i < words.length; i += 2) {
            seen.add(send(read(folder(words[i]) + words[i + 1])));
        }

        assertThat(String.join(" ", seen)).isEqualTo(outcomes);
    }

    @Test
    void no_published_message_of_a_dispenser_is_left_out() throws Exception {
        Set<String> published = new TreeSet<>();
        Path examples = SharedExamples.examples().resolve("eps-api");
        try (Stream<Path> files = Files.walk(examples)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".json")).toList()) {
                JsonNode message = JSON.readTree(Files.readString(file));
                if (isOfADispenser(message)) {
                    published.add(file.getFileName().toString());
                }
            }
        }
        String rows = PublishedDispensingTest.class
                .getDeclaredMethod("has_its_documented_outcome", String.class, String.class)
                .getAnnotation(CsvSource.class)
                .textBlock();

        assertThat(published).isNotEmpty().allSatisfy(name -> assertThat(rows).contains(name));
    }

    private static boolean isOfADispenser(JsonNode message) {
        return switch (message.path("resourceType").asString("")) {
            case "Task" ->
                Set.of("rejected", "in-progress")
                        .contains(message.path("status").asString(""));
            case "Bundle" ->
                message.path("entry")
                        .path(0)
                        .path("resource")
                        .path("eventCoding")
                        .path("code")
                        .asString("")
                        .equals("dispense-notification");
            default -> false;
        };
    }

    private static String folder(String word) {
        return switch (word) {
            case "SPEC" -> SPEC;
            case "BDD" -> "eps-api/bdd-test-data/";
            case "UNIT" -> UNIT;
            case "ERRORS" -> "eps-api/examples/errors/";
            case "HOMECARE" -> HOMECARE;
            case "COMMUNITY" -> COMMUNITY;
            default -> throw new IllegalArgumentException(word);
        };
    }

    private static ObjectNode read(String path) throws IOException {
        return (ObjectNode)
                JSON.readTree(Files.readString(SharedExamples.examples().resolve(path)));
    }

    /** Answers the HTTP status where it is 200, else the code of the first issue. */
    private String send(ObjectNode message) {
        boolean isTask = message.path("resourceType").asString().equals("Task");
        if (order.isEmpty()) {
            makeAndRelease(message);
        }
        ObjectNode mine = isTask ? task(message) : notification(message);
        String answer = service.post(
                        DISPENSING + (isTask ? "Task" : "$process-message"), "pharmacist", FHIR, mine.toString())
                .body();
        JsonNode issue = JSON.readTree(answer).path("issue").path(0);
        String code = issue.path("details").path("coding").path(0).path("code").asString("");
        return issue.path("severity").asString().equals("information") ? "200" : code;
    }

    // A prescription with the items of the message.

    private void makeAndRelease(ObjectNode message) {
        List<ObjectNode> dispenses = MadeOrder.resources(message, "MedicationDispense");
        boolean repeats = message.toString().contains("continuous-repeat-dispensing")
                || (dispenses.isEmpty() && message.toString().contains("numberOfRepeats"));
        order = SampleOrder.message(
                repeats ? SampleOrder.Kind.ERD : SampleOrder.Kind.ACUTE,
                "FA565",
                1,
                Clock.systemUTC().instant());
        ArrayNode entries = (ArrayNode) order.path("entry");
        List<ObjectNode> requests = MadeOrder.resources(order, "MedicationRequest");
        ObjectNode sample = requests.getFirst().deepCopy();
        ArrayNode focus = (ArrayNode) MadeOrder.resource(order, "MessageHeader").path("focus");
        focus.removeAll();
        for (int i = requests.size(); i > 0; i--) {
            entries.remove(i);
        }
        List<Integer> cancelled = new ArrayList<>();
        for (ObjectNode dispense : dispenses) {
            ObjectNode ordered = prescribed(dispense);
            if (items.putIfAbsent(key(ordered), items.size()) == null) {
                add(entries, focus, sample.deepCopy(), ordered, repeats);
                if (dispense.path("type")
                        .path("coding")
                        .path(0)
                        .path("code")
                        .asString("")
                        .equals("0005")) {
                    cancelled.add(items.size() - 1);
                }
            }
        }
        if (dispenses.isEmpty()) {
            add(entries, focus, sample, sample.deepCopy(), repeats);
        }
        String answer = prescriber.send(prescriber.sign(order).toString()).body();
        assertThat(answer).contains("\"severity\":\"information\"");
        for (int item : cancelled) {
            prescriber.send(SampleCancellation.of(order, item, "0001").ofItem().toString());
        }
        String id = SampleOrder.prescriptionId(order);
        releaseId = SampleRelease.releaseId(service.post(
                        DISPENSING + "Task/$release", "pharmacist", FHIR, SampleRelease.byId(SamplePharmacy.FA565, id))
                .body());
    }

    private static void add(
            ArrayNode entries, ArrayNode focus, ObjectNode request, ObjectNode ordered, boolean repeats) {
        String item = UUID.randomUUID().toString();
        ((ObjectNode) request.path("identifier").path(0)).put("value", item);
        ObjectNode dispenseRequest = (ObjectNode) request.path("dispenseRequest");
        JsonNode wanted = ordered.path("dispenseRequest");
        dispenseRequest.set("quantity", wanted.path("quantity"));
        JsonNode repeatsAllowed = ordered.findPath("numberOfRepeatsAllowed");
        if (repeats && repeatsAllowed.isMissingNode()) {
            for (JsonNode extension : ordered.findParents("url")) {
                if (extension.path("url").asString().equals("numberOfRepeatsAllowed")) {
                    dispenseRequest.set("numberOfRepeatsAllowed", extension.path("valueInteger"));
                }
            }
        }
        focus.add(JSON.createObjectNode().put("reference", "urn:uuid:" + item));
        ObjectNode entry = JSON.createObjectNode().put("fullUrl", "urn:uuid:" + item);
        entry.set("resource", request);
        entries.insert(focus.size(), entry);
    }

    private static ObjectNode prescribed(ObjectNode dispense) {
        for (JsonNode contained : dispense.path("contained")) {
            if (contained.path("resourceType").asString().equals("MedicationRequest")) {
                return (ObjectNode) contained;
            }
        }
        throw new AssertionError("no item as prescribed");
    }

    /** Some published items share an identifier by mistake: the product tells them apart. */
    private static String key(ObjectNode ordered) {
        return ordered.path("identifier").path(0).path("value").asString()
                + ordered.path("medicationCodeableConcept")
                        .path("coding")
                        .path(0)
                        .path("code")
                        .asString("");
    }

    // The message, with the ids of that prescription.

    private ObjectNode notification(ObjectNode message) {
        String published = message.path("identifier").path("value").asString();
        String before = lastNotification;
        lastNotification = UUID.randomUUID().toString();
        ((ObjectNode) message.path("identifier")).put("value", lastNotification);
        ObjectNode header = MadeOrder.resource(message, "MessageHeader");
        ((ObjectNode) header.path("response")).put("identifier", releaseId);
        for (JsonNode extension : header.path("extension")) {
            JsonNode identifier = extension.path("valueIdentifier");
            if (extension.path("url").asString().endsWith("replacementOf")) {
                // Where what it amends is not published, it stands for the message before.
                ((ObjectNode) identifier)
                        .put(
                                "value",
                                rekeyed.getOrDefault(identifier.path("value").asString(), before));
            }
        }
        rekeyed.put(published, lastNotification);
        List<ObjectNode> requests = MadeOrder.resources(order, "MedicationRequest");
        for (ObjectNode dispense : MadeOrder.resources(message, "MedicationDispense")) {
            int item = items.getOrDefault(key(prescribed(dispense)), 0);
            rekey(
                    dispense,
                    "prescription-order-item-number",
                    requests.get(item).path("identifier").path(0).path("value").asString());
            rekey(
                    dispense,
                    "prescription-dispense-item-number",
                    UUID.randomUUID().toString());
        }
        return common(message);
    }

    private ObjectNode task(ObjectNode task) {
        boolean isReturn = task.path("status").asString().equals("rejected");
        ((ObjectNode) task.path("focus").path("identifier")).put("value", isReturn ? releaseId : lastNotification);
        ((ObjectNode) task.path("identifier").path(0))
                .put("value", UUID.randomUUID().toString());
        task.put("authoredOn", Instant.now(Clock.systemUTC()).toString());
        return common(task);
    }

    private ObjectNode common(ObjectNode message) {
        JsonNode patient =
                MadeOrder.resource(order, "Patient").path("identifier").path(0).path("value");
        JsonNode group = MadeOrder.resource(order, "MedicationRequest").path("groupIdentifier");
        rekey(message, "nhs-number", patient.asString());
        for (JsonNode extension : message.findParents("url")) {
            if (extension.path("url").asString("").equals("numberOfRepeatsIssued")) {
                ((ObjectNode) extension).remove(List.of("valueInteger", "valueUnsignedInt"));
                ((ObjectNode) extension).put("valueInteger", 0);
            }
        }
        rekey(message, "prescription-order-number", group.path("value").asString());
        rekey(
                message,
                "/Id/prescription",
                group.path("extension")
                        .path(0)
                        .path("valueIdentifier")
                        .path("value")
                        .asString());
        return message;
    }

    private static void rekey(JsonNode node, String system, String value) {
        for (JsonNode identifier : node.findParents("system")) {
            if (identifier.path("system").asString("").endsWith(system)) {
                ((ObjectNode) identifier).put("value", value);
            }
        }
    }
}
