package org.pestle;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.pestle.cli.SampleOrder;
import org.pestle.cli.SamplePharmacy;
import org.pestle.cli.SampleRelease;
import org.pestle.testing.MadeOrder;
import org.pestle.testing.Prescriber;
import org.pestle.testing.Service;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A prescriber mends a prescription while nobody has it, over HTTP, in one call (ADR 0014). */
@Isolated
class AmendTest {
    private static final String FHIR = "application/fhir+json";
    private static final String PRESCRIBING = "/fhir-prescribing/FHIR/R4/";
    private static final String REPLACEMENT_OF = "https://fhir.nhs.uk/StructureDefinition/Extension-replacementOf";
    private static final String NEW_DOSAGE = "Half a tablet each morning";

    private final Service service = Service.running();
    private final Prescriber prescriber = new Prescriber(service);

    @BeforeEach
    void emptyRecord() {
        service.reset();
    }

    @Test
    void the_pharmacy_gets_the_new_version_and_the_tracker_shows_it() {
        ObjectNode order = order();
        assertAccepted(prescriber.send(prescriber.sign(order).toString()));

        assertAccepted(prescriber.send(prescriber.sign(amendmentOf(order)).toString()));

        HttpResponse<String> tracked = service.get(
                "/electronic-prescriptions/FHIR/R4/Task?focus:identifier="
                        + "https://fhir.nhs.uk/Id/prescription-order-number%7C"
                        + SampleOrder.prescriptionId(order).replace("+", "%2B"),
                "support");
        assertThat(tracked.body()).contains("0001");
        String release = service.post(
                        "/fhir-dispensing/FHIR/R4/Task/$release",
                        "pharmacist",
                        FHIR,
                        SampleRelease.nominated(SamplePharmacy.FA565))
                .body();
        assertThat(SampleRelease.passed(release)).hasSize(1);
        assertThat(SampleRelease.passed(release).getFirst().toString())
                .contains(NEW_DOSAGE)
                .doesNotContain("One tablet each morning");
    }

    @Test
    void sent_again_it_gets_the_same_answer_and_has_no_second_effect() {
        ObjectNode order = order();
        prescriber.send(prescriber.sign(order).toString());
        String amendment = prescriber.sign(amendmentOf(order)).toString();
        UUID requestId = UUID.randomUUID();

        HttpResponse<String> first = prescriber.send(amendment, requestId);
        HttpResponse<String> second = prescriber.send(amendment, requestId);

        assertAccepted(first);
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
    }

    @Test
    void once_it_is_with_a_pharmacy_it_is_refused() {
        ObjectNode order = order();
        prescriber.send(prescriber.sign(order).toString());
        service.post(
                "/fhir-dispensing/FHIR/R4/Task/$release",
                "pharmacist",
                FHIR,
                SampleRelease.nominated(SamplePharmacy.FA565));

        HttpResponse<String> answer =
                prescriber.send(prescriber.sign(amendmentOf(order)).toString());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("PRESCRIPTION_INVALID_STATE_TRANSITION", "With Dispenser");
    }

    @Test
    void a_practice_that_did_not_send_it_is_refused() {
        ObjectNode order = order();
        prescriber.send(prescriber.sign(order).toString());

        HttpResponse<String> answer = service.post(
                PRESCRIBING + "$process-message",
                "prescriber-2",
                FHIR,
                prescriber.sign(amendmentOf(order)).toString());

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("NOT_PERMITTED");
    }

    @Test
    void it_names_the_newest_version_and_without_a_name_it_is_a_duplicate() {
        ObjectNode order = order();
        prescriber.send(prescriber.sign(order).toString());
        ObjectNode late = amendmentOf(order);
        assertAccepted(prescriber.send(prescriber.sign(amendmentOf(order)).toString()));
        ObjectNode unnamed = amendmentOf(order);
        MadeOrder.resource(unnamed, "MessageHeader").remove("extension");

        assertThat(prescriber.send(prescriber.sign(late).toString()).body()).contains("RESOURCE_VERSION_MISMATCH");
        assertThat(prescriber.send(prescriber.sign(unnamed).toString()).body()).contains("DUPLICATE_PRESCRIPTION_ID");
    }

    @Test
    void a_name_that_is_none_is_found_at_its_place() {
        ObjectNode order = order();
        ObjectNode noUuid = amendmentOf(order);
        replacement(noUuid).put("value", "the one before");
        ObjectNode nothing = amendmentOf(order);
        replacement(nothing).remove("value");
        ObjectNode itself = amendmentOf(order);
        replacement(itself).put("value", itself.path("identifier").path("value").asString());
        ObjectNode twice = amendmentOf(order);
        ArrayNode extensions =
                (ArrayNode) MadeOrder.resource(twice, "MessageHeader").path("extension");
        extensions.add(extensions.get(0).deepCopy());
        ((ObjectNode) extensions.path(1).path("valueIdentifier"))
                .put("value", UUID.randomUUID().toString());
        ObjectNode otherSystem = amendmentOf(order);
        replacement(otherSystem).put("system", "https://fhir.nhs.uk/Id/prescription");

        assertFound(noUuid, "INVALID_VALUE", "ofType(MessageHeader).extension[0].value.value");
        assertFound(nothing, "MISSING_VALUE", "ofType(MessageHeader).extension[0].value.value");
        assertFound(itself, "INVALID_VALUE", "ofType(MessageHeader).extension[0].value.value");
        assertFound(otherSystem, "INVALID_VALUE", "ofType(MessageHeader).extension[0].value.system");
        assertFound(twice, "CONFLICTING_VALUES", "ofType(MessageHeader).extension[1].value");
    }

    private void assertFound(ObjectNode message, String code, String place) {
        HttpResponse<String> answer = prescriber.send(prescriber.sign(message).toString());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(code, place);
    }

    private ObjectNode order() {
        return MadeOrder.unsigned(SampleOrder.Kind.ACUTE, service.now());
    }

    /** The order with another dosage, as a message of its own that replaces the first one. */
    private static ObjectNode amendmentOf(ObjectNode order) {
        ObjectNode amendment = order.deepCopy();
        ((ObjectNode) amendment.path("identifier"))
                .put("value", UUID.randomUUID().toString());
        ObjectNode extension = MadeOrder.resource(amendment, "MessageHeader")
                .putArray("extension")
                .addObject()
                .put("url", REPLACEMENT_OF);
        extension
                .putObject("valueIdentifier")
                .put("system", "https://tools.ietf.org/html/rfc4122")
                .put("value", order.path("identifier").path("value").asString());
        ((ObjectNode) MadeOrder.resource(amendment, "MedicationRequest")
                        .path("dosageInstruction")
                        .path(0))
                .put("text", NEW_DOSAGE);
        return amendment;
    }

    private static ObjectNode replacement(ObjectNode message) {
        return (ObjectNode) MadeOrder.resource(message, "MessageHeader")
                .path("extension")
                .path(0)
                .path("valueIdentifier");
    }

    private static void assertAccepted(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("informational");
    }
}
