package org.pestle;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pestle.cli.SampleOrder;
import org.pestle.cli.SamplePharmacy;
import org.pestle.cli.SampleRelease;
import org.pestle.problems.Problem;
import org.pestle.testing.MadeOrder;
import org.pestle.testing.Prescriber;
import org.pestle.testing.Service;
import org.pestle.values.OdsCode;
import org.pestle.values.PrescriptionId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Prescription ids as people and systems write them, over HTTP (eps.md 2, 12.2). */
class PrescriptionIdOverHttpTest {
    private static final String FHIR = "application/fhir+json";
    private static final String SHORT_ID = "https://fhir.nhs.uk/Id/prescription-order-number";
    private static final Random RANDOM = new Random();

    private final Service service = Service.running();
    private final Prescriber prescriber = new Prescriber(service);
    private final JsonMapper json = JsonMapper.builder().build();

    @ParameterizedTest
    @ValueSource(strings = {"as made", "lower case", "without hyphens", "lower case without hyphens"})
    void takes_an_id_in_any_letter_case_and_with_or_without_hyphens(String how) {
        PrescriptionId id = endingWithPlus();
        String written = written(id, how);

        assertThat(prescriber.signAndSend(named(order(), written)).statusCode()).isEqualTo(200);

        for (String other : new String[] {"as made", "lower case", "without hyphens", "lower case without hyphens"}) {
            assertThat(tasks(written(id, other))).as(other).hasSize(1);
        }
        String released = service.post(
                        "/fhir-dispensing/FHIR/R4/Task/$release",
                        "pharmacist",
                        FHIR,
                        SampleRelease.byId(SamplePharmacy.FA565, written(id, "lower case without hyphens")))
                .body();
        assertThat(SampleRelease.passed(released)).hasSize(1);
        assertThat(SampleRelease.prescriptionId(SampleRelease.passed(released).getFirst()))
                .isEqualTo(written);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "24F5DA-A83008-7EFE6A, prescriptionID has invalid checksum",
        "24f5da-a83008-7efe6a, prescriptionID has invalid checksum",
        "83C40E-A23856-00123C, prescriptionID has invalid checksum",
        "AAAAAA-AAAAAA-AAAAAA, prescriptionID has invalid checksum",
        "E7ZG38-ZBACYU-V38SR+, prescriptionID has invalid format",
        "6FOCBU-E776BJ-CMPMT3, prescriptionID has invalid format",
        "24F5DA-A83008-7EFE6,  prescriptionID has invalid format",
        "3F2504E0-4F89-11D3-9A0C-0305E82C3301,  'prescriptionID is of Release 1, a bare UUID, which is not taken any more'",
        "3f2504e0-4f89-11d3-9a0c-0305e82c3301Z, 'prescriptionID is of Release 1, a bare UUID, which is not taken any more'"
    })
    void refuses_what_is_no_id(String id, String reason) {
        HttpResponse<String> answer = prescriber.signAndSend(named(order(), id));

        assertThat(answer.statusCode()).isEqualTo(400);
        JsonNode issue = json.readTree(answer.body()).path("issue").path(0);
        assertThat(issue.path("code").asString()).isEqualTo("processing");
        JsonNode coding = issue.path("details").path("coding").path(0);
        assertThat(coding.path("code").asString()).isEqualTo(Problem.FAILURE_TO_PROCESS_MESSAGE.code());
        assertThat(coding.path("display").asString())
                .isEqualTo("Unable to process message. Information missing or invalid - " + reason);
        assertThat(issue.path("expression").path(0).asString())
                .isEqualTo("Bundle.entry[1].resource.ofType(MedicationRequest).groupIdentifier.value");
    }

    @Test
    void of_two_ids_that_differ_in_the_check_character_one_is_wrong() {
        PrescriptionId id = endingWithPlus();
        String other = id.shortForm().substring(0, 19) + "A";

        assertThat(prescriber.signAndSend(named(order(), other)).body())
                .contains("prescriptionID has invalid checksum");
        assertThat(prescriber.signAndSend(named(order(), id.shortForm())).statusCode())
                .isEqualTo(200);
        assertThat(prescriber.signAndSend(named(order(), other)).body())
                .contains("prescriptionID has invalid checksum");
        assertThat(tasks(id.shortForm())).hasSize(1);
    }

    @Test
    void keeps_a_short_id_a_long_id_and_a_content_once() {
        ObjectNode order = order();
        ObjectNode signed = prescriber.sign(order);
        assertThat(prescriber.send(signed.toString()).statusCode()).isEqualTo(200);

        ObjectNode sameShortId =
                named(order(), SampleOrder.prescriptionId(order).toLowerCase(Locale.ROOT));
        assertDuplicate(prescriber.signAndSend(sameShortId));
        ObjectNode sameLongId = order();
        JsonNode longId = group(order).path("extension");
        MadeOrder.resources(sameLongId, "MedicationRequest")
                .forEach(request -> ((ObjectNode) request.path("groupIdentifier")).set("extension", longId));
        assertDuplicate(prescriber.signAndSend(sameLongId));
        // The short id is not signed: the same content under another one still has its signature.
        ObjectNode sameContent = named(signed.deepCopy(), endingWithPlus().shortForm());
        ((ObjectNode) sameContent.path("identifier"))
                .put("value", UUID.randomUUID().toString());
        assertDuplicate(prescriber.send(sameContent.toString()));
    }

    private static void assertDuplicate(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"" + Problem.DUPLICATE_PRESCRIPTION_ID.code() + "\"");
    }

    private JsonNode tasks(String id) {
        return json.readTree(service.get(
                                "/electronic-prescriptions/FHIR/R4/Task?focus:identifier=" + SHORT_ID + "%7C"
                                        + id.replace("+", "%2B"),
                                "support")
                        .body())
                .path("entry");
    }

    private static String written(PrescriptionId id, String how) {
        String text = how.endsWith("without hyphens") ? id.value() : id.shortForm();
        return how.startsWith("lower case") ? text.toLowerCase(Locale.ROOT) : text;
    }

    private static PrescriptionId endingWithPlus() {
        PrescriptionId id = PrescriptionId.make(new OdsCode("A83008"), RANDOM);
        while (!id.value().endsWith("+")) {
            id = PrescriptionId.make(new OdsCode("A83008"), RANDOM);
        }
        return id;
    }

    private static ObjectNode named(ObjectNode order, String id) {
        MadeOrder.resources(order, "MedicationRequest")
                .forEach(request -> ((ObjectNode) request.path("groupIdentifier")).put("value", id));
        return order;
    }

    private static JsonNode group(ObjectNode order) {
        return MadeOrder.resource(order, "MedicationRequest").path("groupIdentifier");
    }

    private ObjectNode order() {
        return SampleOrder.message(SampleOrder.Kind.ACUTE, "FA565", 1, service.now());
    }
}
