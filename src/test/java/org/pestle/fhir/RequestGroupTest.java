package org.pestle.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pestle.cli.SampleCancellation;
import org.pestle.cli.SampleOrder;
import org.pestle.cli.SamplePharmacy;
import org.pestle.testing.DispensedOrder;
import org.pestle.testing.JsonPaths;
import org.pestle.testing.MadeOrder;
import org.pestle.testing.Prescriber;
import org.pestle.testing.Service;
import org.pestle.testing.SharedExamples;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The clinical tracker (eps.md 1.10), and placeholders and pending cancellations in both trackers. */
class RequestGroupTest {
    private static final Service SERVICE = Service.running();
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String BASE = "/clinical-prescription-tracker/RequestGroup";
    private static final String EXAMPLES = "cpt-api/specification/examples/";

    @Test
    void finds_every_issue_of_an_erd_by_its_id_counted_from_one() {
        DispensedOrder order = DispensedOrder.sent(SERVICE, SampleOrder.Kind.ERD);

        JsonNode found = get("?prescriptionId=" + order.id(), "support");

        JsonNode second = found.at("/entry/2/resource");
        assertThat(found.at("/entry/0/resource/resourceType").asString()).isEqualTo("Patient");
        assertThat(found.path("total").asInt()).isEqualTo(found.path("entry").size() - 1);
        assertThat(second.path("intent").asString()).isEqualTo("reflex-order");
        assertThat(second.toString())
                .contains("{\"url\":\"numberOfRepeatsIssued\",\"valueInteger\":2}")
                .contains("\"code\":\"9000\"")
                .contains("{\"url\":\"prescriptionPendingCancellation\",\"valueBoolean\":false}")
                .contains("{\"url\":\"lineItemPendingCancellation\",\"valueBoolean\":false}");
        assertThat(paths(found))
                .as("has all that the published answer has")
                .containsAll(published("prescriptionSearch/200_With7InstanceErd.json"));
    }

    @Test
    void finds_the_prescriptions_of_a_patient_and_nothing_of_a_stranger() {
        SERVICE.reset();
        DispensedOrder order = DispensedOrder.sent(SERVICE, SampleOrder.Kind.ACUTE);
        String patient = nhsNumber(order.order());

        assertThat(get("?nhsNumber=" + patient, "support").toString()).contains(order.id());
        assertThat(get("?nhsNumber=" + patient, "pharmacist").toString()).contains(order.id());
        assertThat(get("?nhsNumber=" + patient, "pharmacist-flm49").toString()).doesNotContain(order.id());
        assertThat(get("?nhsNumber=" + patient + "&lowDate=20200101&highDate=20200102", "support")
                        .path("total")
                        .asInt(-1))
                .isZero();
        assertThat(get("?nhsNumber=9912003071", "support").path("total").asInt(-1))
                .isZero();
    }

    @Test
    void shows_one_issue_with_its_items_what_was_dispensed_and_its_history() {
        DispensedOrder order = DispensedOrder.sent(SERVICE, SampleOrder.Kind.ACUTE);
        order.release(SamplePharmacy.FA565);
        ObjectNode notification = order.notification();
        assertThat(order.send(notification).statusCode()).isEqualTo(200);

        JsonNode shown = get("/" + order.id(), "support");

        JsonNode group = shown.at("/entry").get(shown.path("entry").size() - 1).path("resource");
        assertThat(group.path("resourceType").asString()).isEqualTo("RequestGroup");
        assertThat(group.at("/action/1/action").findValuesAsString("title"))
                .containsExactly("Prescription uploaded", "Release requested", "Dispense notified: complete");
        assertThat(group.at("/action/1/action/2").toString()).contains(DispensedOrder.idOf(notification), "FA565");
        assertThat(shown.toString()).contains("\"status\":\"completed\"", "\"code\":\"0001\"", "urn:uuid:");
        assertThat(paths(shown))
                .as("has all that the published answer has")
                .containsAll(published("clinicalView/200_AcuteWithMultipleItems_Dispensed.json"));
    }

    @Test
    void says_why_nothing_was_dispensed_in_the_words_of_the_list() {
        DispensedOrder order = DispensedOrder.sent(SERVICE, SampleOrder.Kind.ACUTE);
        order.release(SamplePharmacy.FA565);
        HttpResponse<String> answer = order.send(order.nothingDispensed());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);

        JsonNode shown = get("/" + order.id(), "support");

        assertThat(shown.toString())
                .contains(
                        "{\"url\":\"" + FhirNames.NON_DISPENSING_REASON_EXTENSION + "\",\"valueCoding\":{\"system\":\""
                                + FhirNames.NON_DISPENSING_REASON + "\","
                                + "\"code\":\"0001\",\"display\":\"Not required as instructed by the patient\"}}")
                .contains("\"display\":\"Primary Care Prescriber - Medical Prescriber\"");
        assertThat(paths(shown))
                .as("has all that the published answer has")
                .containsAll(published("clinicalView/200_AcuteWithMultipleItems_NotDispensedWithReason.json"));
    }

    @Test
    void shows_a_cancellation_that_waits_for_the_pharmacy_with_its_reason() {
        DispensedOrder order = DispensedOrder.sent(SERVICE, SampleOrder.Kind.ACUTE);
        order.release(SamplePharmacy.FA565);
        new Prescriber(SERVICE)
                .send(SampleCancellation.of(order.order(), 0, "0001").ofItem().toString());

        JsonNode shown = get("/" + order.id(), "prescriber");

        assertThat(shown.toString())
                .contains("{\"url\":\"lineItemPendingCancellation\",\"valueBoolean\":true}", "Prescribing Error");
        assertThat(get("?prescriptionId=" + order.id(), "support").toString())
                .contains("{\"url\":\"lineItemPendingCancellation\",\"valueBoolean\":true}");
        assertThat(SERVICE.get("/electronic-prescriptions/FHIR/R4/Task?identifier=" + order.id(), "support")
                        .body())
                .contains("{\"url\":\"lineItemPendingCancellation\",\"valueBoolean\":true}");
    }

    @Test
    void shows_a_cancellation_that_came_before_its_prescription() {
        ObjectNode order = SampleOrder.message(SampleOrder.Kind.ACUTE, "FA565", 1, SERVICE.now());
        String id = SampleOrder.prescriptionId(order);
        HttpResponse<String> cancelled = new Prescriber(SERVICE)
                .send(SampleCancellation.of(order, 0, "0001").ofItem().toString());
        assertThat(cancelled.body()).contains("R-0008");

        for (String answer : new String[] {
            get("?prescriptionId=" + id, "support").toString(),
            get("?nhsNumber=" + nhsNumber(order), "support").toString(),
            get("/" + id, "support").toString(),
            SERVICE.get("/electronic-prescriptions/FHIR/R4/Task?identifier=" + id, "support")
                    .body()
        }) {
            assertThat(answer).contains(id, "\"code\":\"9005\"");
        }
        assertThat(SERVICE.get("/electronic-prescriptions/FHIR/R4/Task?identifier=" + id, "support")
                        .body())
                .contains("\"status\":\"cancelled\"");
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "'',                                            nothing,                400",
        "?prescriptionId=24F5DA-A83008-7EFE6Z,          nothing,                200",
        "?prescriptionId=24F5DA-A83008-7EFE6Z&nhsNumber=9449304130, nothing,    400",
        "?prescriptionId=24F5DA-A83008-7EFE6A,          nothing,                400",
        "?nhsNumber=9449304131,                         nothing,                400",
        "?nhsNumber=9449304130&lowDate=2026-01-01,      nothing,                400",
        "/24F5DA-A83008-7EFE6Z,                         nothing,                404",
        "/24F5DA-A83008-7EFE6Z?issueNumber=0,           nothing,                400",
        "?prescriptionId=24F5DA-A83008-7EFE6Z,          nhsd-organization-uuid=X26,     200",
        "?prescriptionId=24F5DA-A83008-7EFE6Z,          nhsd-organization-uuid=FA565,   400",
        "?prescriptionId=24F5DA-A83008-7EFE6Z,          nhsd-session-urid=555265434204, 200",
        "?prescriptionId=24F5DA-A83008-7EFE6Z,          nhsd-session-urid=1,            400",
        "?prescriptionId=24F5DA-A83008-7EFE6Z,          nhsd-identity-uuid=somebody,    400",
        "?prescriptionId=24F5DA-A83008-7EFE6Z,          nhsd-session-jobrole=S8000:G8000:R8000, 200",
        "?prescriptionId=24F5DA-A83008-7EFE6Z,          nhsd-session-jobrole=boss,      400"
    })
    void a_question_is_either_of_a_prescription_or_of_a_patient_and_its_headers_are_those_of_the_token(
            String question, String header, int status) {
        HttpRequest.Builder request = HttpRequest.newBuilder(SERVICE.url(BASE + question))
                .header("Authorization", "Bearer " + SERVICE.token("support"))
                .header("X-Request-ID", UUID.randomUUID().toString());
        if (header.contains("=")) {
            request.header(header.split("=", -1)[0], header.split("=", -1)[1]);
        }

        HttpResponse<String> answer = SERVICE.send(request.build());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/fhir+json");
    }

    private static JsonNode get(String question, String persona) {
        HttpResponse<String> answer = SERVICE.get(BASE + question.replace("+", "%2B"), persona);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static String nhsNumber(ObjectNode order) {
        return MadeOrder.resource(order, "Patient").at("/identifier/0/value").asString();
    }

    private static Set<String> published(String example) {
        Set<String> paths;
        try {
            paths = paths(
                    JSON.readTree(Files.readString(SharedExamples.examples().resolve(EXAMPLES + example))));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
        // What the sample's sender did not send is not there either.
        paths.removeAll(Set.of("Patient.name.prefix", "Patient.address.type"));
        return paths;
    }

    /** Where something stands in an answer: resource types and element names, without the numbers of lists. */
    private static Set<String> paths(JsonNode searchset) {
        Set<String> paths = new TreeSet<>();
        for (JsonNode entry : searchset.path("entry")) {
            JsonNode resource = entry.path("resource");
            JsonPaths.of(resource)
                    .forEach(path -> paths.add(resource.path("resourceType").asString() + path));
        }
        return paths;
    }
}
