package org.pestle;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pestle.cli.SampleOrder;
import org.pestle.cli.SamplePharmacy;
import org.pestle.cli.SampleRelease;
import org.pestle.testing.Prescriber;
import org.pestle.testing.Service;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A prescription that nobody fetched, until nothing is left of it (eps.md 4.6). */
class DeletedPrescriptionTest {
    private static final String TRACKER = "/electronic-prescriptions/FHIR/R4/Task?";
    private static final String BY_PATIENT = "patient:identifier=9449304130";

    private final Service service = Service.running();
    private final JsonMapper json = JsonMapper.builder().build();

    @BeforeEach
    @AfterEach
    void an_empty_record() {
        service.reset();
    }

    @Test
    void it_expires_is_deleted_and_is_purged() {
        Instant now =
                Instant.parse(json.readTree(service.get("/sandbox/clock", null).body())
                        .path("now")
                        .asString());
        Prescriber prescriber = new Prescriber(service);
        ObjectNode order = prescriber.sign(SampleOrder.message(SampleOrder.Kind.ACUTE, "FA565", 1, now));
        assertThat(prescriber.send(order.toString()).statusCode()).isEqualTo(200);
        String id = SampleOrder.prescriptionId(order);

        advance("P190D");
        service.runJob("expire-prescriptions");
        assertThat(tracked(BY_PATIENT).at("/entry/0/resource/status").asString())
                .isEqualTo("failed");
        assertThat(total("deleted")).isZero();
        advance("P91D");
        assertThat(total("deleted")).isEqualTo(1);

        assertThat(release(id).body()).contains("RESOURCE_NOT_FOUND");
        assertThat(tracked("focus:identifier=" + id.replace("+", "%2B")).path("entry"))
                .isEmpty();
        JsonNode task = tracked(BY_PATIENT).at("/entry/0/resource");
        assertThat(task.path("status").asString()).isEqualTo("completed");
        assertThat(task.at("/businessStatus/coding/0/code").asString()).isEqualTo("0004");
        assertThat(task.has("input")).isFalse();

        advance("P370D");
        assertThat(total("purged")).isEqualTo(1);
        assertThat(tracked(BY_PATIENT).path("entry")).isEmpty();
    }

    private void advance(String duration) {
        assertThat(service.post("/sandbox/clock", null, "application/json", "{\"advance\":\"" + duration + "\"}")
                        .statusCode())
                .isEqualTo(200);
    }

    private int total(String name) {
        JsonNode result = json.readTree(service.runJob("delete-and-purge"));
        assertThat(result.path("status").asString()).isEqualTo("COMPLETED");
        return result.at("/totals/" + name).asInt();
    }

    private JsonNode tracked(String question) {
        return json.readTree(service.get(TRACKER + question, "support").body());
    }

    private HttpResponse<String> release(String id) {
        return service.post(
                "/fhir-dispensing/FHIR/R4/Task/$release",
                "pharmacist",
                "application/fhir+json",
                SampleRelease.byId(SamplePharmacy.FA565, id));
    }
}
