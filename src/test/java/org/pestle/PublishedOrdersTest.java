package org.pestle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.pestle.problems.Problem;
import org.pestle.testing.MadeOrder;
import org.pestle.testing.Prescriber;
import org.pestle.testing.Service;
import org.pestle.testing.SharedExamples;
import org.pestle.values.NhsDates;
import org.pestle.values.OdsCode;
import org.pestle.values.PrescriptionId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every published prescription-order message gives its documented answer over HTTP. Their signatures are of earlier
 * edits, so each is signed anew; their ids are used by several files, so each gets new ones, but where the id is what
 * is wrong; and their repeat dispensing windows are years ago, so they begin today.
 */
class PublishedOrdersTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Random RANDOM = new Random(20261125);

    /** The answers that are documented as refusals, by a part of the file name. */
    private static final Map<String, Problem> REFUSED = Map.of(
            "400_INVALID_CHECKSUM", Problem.FAILURE_TO_PROCESS_MESSAGE,
            "400_Invalid_Course_of_Therapy_mixed", Problem.INVALID_VALUE,
            "400_invalid_intent", Problem.INVALID_VALUE,
            "bulk-translation/1-", Problem.INVALID_NUMBER_MEDICATIONREQUESTS);

    /** Answers other than documented or than the name says, and why. */
    private static final Map<String, Problem> DEVIATIONS = Map.of(
            // its check character is wrong, which its project replaces before sending
            "bdd-test-data/epsPrepare.json", Problem.FAILURE_TO_PROCESS_MESSAGE,
            // the requester's practitioner is given by identifier, which eps.md 12.1 refuses
            "prescription-refactor/1-Process-Request-Send-200_OK", Problem.INVALID_VALUE,
            // of 2021: code systems that have been replaced since; deceased patients are not refused (eps.md 3.4)
            "example-b-spine-error-patient-deceased", Problem.INVALID_VALUE);

    private final Service service = Service.running();
    private final Prescriber prescriber = new Prescriber(service);

    @TestFactory
    Stream<DynamicTest> answers_every_published_order_as_documented() {
        Path root = SharedExamples.examples();
        List<Path> orders = orders(root);
        assertThat(orders).hasSizeGreaterThan(100);
        return orders.stream().map(file -> {
            String name = root.relativize(file).toString();
            return DynamicTest.dynamicTest(name, () -> answersAsDocumented(name, file));
        });
    }

    private void answersAsDocumented(String name, Path file) {
        HttpResponse<String> answer = prescriber.signAndSend(renewed(read(file)));

        Stream.of(DEVIATIONS, REFUSED)
                .flatMap(table -> table.entrySet().stream())
                .filter(row -> name.contains(row.getKey()))
                .findFirst()
                .ifPresentOrElse(
                        row -> {
                            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
                            assertThat(answer.body())
                                    .contains("\"" + row.getValue().code() + "\"");
                        },
                        () -> assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200));
    }

    private static List<Path> orders(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .filter(file -> isOrder(read(file)))
                    .sorted()
                    .toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static boolean isOrder(JsonNode json) {
        return json.path("type").asString("").equals("message")
                && json.path("entry")
                        .valueStream()
                        .anyMatch(entry -> entry.path("resource")
                                .path("eventCoding")
                                .path("code")
                                .asString("")
                                .equals("prescription-order"));
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(Files.readAllBytes(file));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The same order, unsigned, as if it were written now. */
    private ObjectNode renewed(JsonNode published) {
        ObjectNode order = (ObjectNode) published.deepCopy();
        ArrayNode entries = (ArrayNode) order.path("entry");
        for (int i = entries.size() - 1; i >= 0; i--) {
            if (entries.path(i)
                    .path("resource")
                    .path("resourceType")
                    .asString("")
                    .equals("Provenance")) {
                entries.remove(i);
            }
        }
        ((ObjectNode) order.path("identifier")).put("value", UUID.randomUUID().toString());
        String longId = UUID.randomUUID().toString();
        String shortId = PrescriptionId.make(new OdsCode("A83008"), RANDOM).shortForm();
        for (ObjectNode request : MadeOrder.resources(order, "MedicationRequest")) {
            renew((ObjectNode) request.path("groupIdentifier"), shortId, longId);
            if (request.path("dispenseRequest").path("validityPeriod") instanceof ObjectNode window) {
                beginToday(window);
            }
        }
        return order;
    }

    private static void renew(ObjectNode group, String shortId, String longId) {
        if (PrescriptionId.hasRightCheckCharacter(
                PrescriptionId.compact(group.path("value").asString()))) {
            group.put("value", shortId);
        }
        ((ObjectNode) group.path("extension").path(0).path("valueIdentifier")).put("value", longId);
    }

    private void beginToday(ObjectNode window) {
        LocalDate today = NhsDates.today(service.context().getBean(Clock.class));
        LocalDate start = day(window.path("start"));
        if (window.has("end")) {
            window.put(
                    "end",
                    today.plusDays(ChronoUnit.DAYS.between(start, day(window.path("end"))))
                            .toString());
        }
        window.put("start", today.toString());
    }

    private static LocalDate day(JsonNode date) {
        return LocalDate.parse(date.asString().substring(0, 10));
    }
}
