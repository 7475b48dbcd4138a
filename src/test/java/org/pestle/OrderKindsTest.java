package org.pestle;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pestle.cli.SampleOrder;
import org.pestle.cli.SampleOrder.Kind;
import org.pestle.cli.SamplePharmacy;
import org.pestle.cli.SampleRelease;
import org.pestle.problems.Problem;
import org.pestle.testing.MadeOrder;
import org.pestle.testing.OrderEdits;
import org.pestle.testing.Prescriber;
import org.pestle.testing.Service;
import org.pestle.values.NhsDates;
import org.pestle.values.PrescriptionId;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every kind of order goes the whole way over HTTP: prepared, signed, sent, kept, and released as it was sent (eps.md
 * 1.4, 3).
 */
class OrderKindsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Service service = Service.running();
    private final Prescriber prescriber = new Prescriber(service);

    /**
     * A kind of order.
     *
     * @param status in which it is kept
     * @param treatment as which it is kept
     */
    record Order(
            String name,
            Kind kind,
            @Nullable String site,
            String status,
            String treatment,
            UnaryOperator<OrderEdits> edit) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Order> orders() {
        LocalDate today = NhsDates.on(Service.running().now());
        return Stream.of(
                acute("acute", edits -> edits),
                new Order("repeat", Kind.REPEAT, "FA565", "0001", "0002", edits -> edits),
                new Order("repeat dispensing", Kind.ERD, "FA565", "0001", "0003", edits -> edits),
                new Order(
                        "repeat dispensing with items of different counts",
                        Kind.ERD,
                        "FA565",
                        "0001",
                        "0003",
                        edits -> edits.secondItemRepeats(2)),
                acute("acute and continuous mixed", OrderEdits::secondItemContinuous),
                acute("dated tomorrow", edits -> edits.startingOn(today.plusDays(1))),
                new Order(
                        "dated the day after tomorrow",
                        Kind.ACUTE,
                        "FA565",
                        "9001",
                        "0001",
                        edits -> edits.startingOn(today.plusDays(2))),
                new Order(
                        "repeat dispensing from next month",
                        Kind.ERD,
                        "FA565",
                        "9001",
                        "0003",
                        edits -> edits.startingOn(today.plusMonths(1))),
                acute("one item", edits -> edits.items(1)),
                acute("three items", edits -> edits.items(3)),
                acute("four items", edits -> edits.items(4)),
                new Order(
                        "to an appliance contractor",
                        Kind.ACUTE,
                        "FA093",
                        "0001",
                        "0001",
                        edits -> edits.siteType("P2")),
                new Order(
                        "to a dispensing doctor", Kind.ACUTE, "A83099", "0001", "0001", edits -> edits.siteType("P3")),
                new Order("to a pharmacy this once", Kind.ACUTE, "FLM49", "0001", "0001", edits -> edits),
                new Order("to nobody", Kind.ACUTE, null, "0001", "0001", edits -> edits),
                acute("parent organisation by reference", OrderEdits::parentByReference),
                acute("outpatients of a service", edits -> edits.type("1001").inHealthcareService()),
                acute("controlled drug of schedule 2", edits -> edits.controlledDrug("CD2", "twenty eight")),
                acute(
                        "controlled drug of schedule 3 with a note",
                        edits -> edits.controlledDrug("CD3", "twenty eight").note("Weekly please")),
                acute("endorsed", edits -> edits.endorsed("CC", "FS", "ACBS", "SLS", "AF")),
                acute("with words to the patient and a repeat list", OrderEdits::patientInformation),
                acute("several dosage instructions", OrderEdits::severalDosages),
                acute("note", edits -> edits.note("Large print <please> & thank you")),
                acute("another responsible practitioner", OrderEdits::responsibleOther));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("orders")
    void is_released_as_it_was_sent(Order kind) {
        ObjectNode order = kind.edit()
                .apply(new OrderEdits(SampleOrder.message(kind.kind(), kind.site(), 1, service.now())))
                .order();
        ObjectNode signed = prescriber.sign(order);
        HttpResponse<String> answer = prescriber.send(signed.toString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);

        String id = SampleOrder.prescriptionId(order);
        Kept kept = kept(id);
        assertThat(kept.treatment()).isEqualTo(kind.treatment());
        assertThat(kept.status()).isEqualTo(kind.status());
        assertThat(kept.site()).isEqualTo(kind.site());
        if (kind.status().equals("9001")) {
            assertThat(release(id)).isEmpty();
            return;
        }
        JsonNode released = release(id).getFirst();
        assertThat(withoutState(released)).containsExactlyInAnyOrderElementsOf(resources(signed));
    }

    static List<String> types() {
        List<String> types = new ArrayList<>();
        for (String setting : List.of("01", "10", "11", "12", "02", "20", "05", "50")) {
            for (String kind : List.of("01", "04", "05", "08", "13", "14", "16", "17", "24", "25")) {
                types.add(setting + kind);
            }
        }
        types.addAll(List.of("0707", "0001", "0011", "0102", "0123", "0302", "0406", "0607", "0708", "0901"));
        return types;
    }

    @ParameterizedTest
    @MethodSource("types")
    void keeps_every_prescription_type(String type) {
        assertThat(kept(sent(type)).type()).isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"8888", "1099", "0012"})
    void keeps_a_prescription_type_that_is_not_known_as_not_provided(String type) {
        assertThat(kept(sent(type)).type()).isEqualTo("NotProvided");
    }

    @ParameterizedTest
    @ValueSource(strings = {"XX", "cc"})
    void refuses_an_endorsement_that_is_not_known(String code) {
        ObjectNode order = new OrderEdits(SampleOrder.message(Kind.ACUTE, "FA565", 1, service.now()))
                .endorsed("CC", code)
                .order();

        HttpResponse<String> answer = prescriber.signAndSend(order);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains(Problem.INVALID_VALUE.code(), "ofType(MedicationRequest).extension[2].value.coding[0].code");
    }

    private String sent(String type) {
        ObjectNode order = new OrderEdits(SampleOrder.message(Kind.ACUTE, "FA565", 1, service.now()))
                .type(type)
                .order();
        HttpResponse<String> answer = prescriber.signAndSend(order);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return SampleOrder.prescriptionId(order);
    }

    private static Order acute(String name, UnaryOperator<OrderEdits> edit) {
        return new Order(name, Kind.ACUTE, "FA565", "0001", "0001", edit);
    }

    /** What stands in the record. */
    private record Kept(
            String treatment,
            String type,
            String status,
            @Nullable String site) {}

    private Kept kept(String id) {
        return service.context()
                .getBean(JdbcClient.class)
                .sql("""
                        SELECT p.treatment_type, p.prescription_type, i.status, i.site
                          FROM prescription p
                          JOIN prescription_issue i USING (prescription_id)
                         WHERE p.prescription_id = :id
                           AND i.issue_number = 1
                        """)
                .param("id", PrescriptionId.compact(id))
                .query((row, number) -> new Kept(
                        row.getString("treatment_type"),
                        row.getString("prescription_type"),
                        row.getString("status"),
                        row.getString("site")))
                .single();
    }

    private List<JsonNode> release(String id) {
        String body = SampleRelease.byId(SamplePharmacy.FA565, id);
        return SampleRelease.passed(service.post(
                        "/fhir-dispensing/FHIR/R4/Task/$release",
                        "pharmacist",
                        "application/fhir+json",
                        body,
                        UUID.randomUUID())
                .body());
    }

    /** The resources of a released prescription without what the release adds to its items (eps.md 1.5). */
    private static List<JsonNode> withoutState(JsonNode released) {
        ObjectNode message = (ObjectNode) released.deepCopy();
        for (ObjectNode request : MadeOrder.resources(message, "MedicationRequest")) {
            ArrayNode extensions = (ArrayNode) request.path("extension");
            extensions.removeIf(extension -> extension
                    .path("url")
                    .asString("")
                    .matches(".*Extension-(EPS-(DispensingInformation|TaskBusinessStatus)|SupplyAdvice)"));
            if (request.remove("basedOn") != null) {
                assertThat(request.path("intent").asString()).isEqualTo("reflex-order");
                request.put("intent", "original-order");
            }
        }
        return resources(message);
    }

    private static List<JsonNode> resources(ObjectNode message) {
        return message.path("entry")
                .valueStream()
                .map(entry -> JSON.readTree(entry.toString()))
                .toList();
    }
}
