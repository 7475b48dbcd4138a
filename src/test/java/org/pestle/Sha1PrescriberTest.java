package org.pestle;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.pestle.cli.Json;
import org.pestle.cli.SampleOrder;
import org.pestle.testing.MadeOrder;
import org.pestle.testing.Service;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Only the client on the allow-list may still sign with SHA-1 (contract.md 3, eps.md 7.5). */
class Sha1PrescriberTest {
    private static final String FHIR = "application/fhir+json";
    private static final String BASE = "/fhir-prescribing/FHIR/R4/";
    private static final String ALLOWED = "prescriber-sha1";

    private final Service service = Service.running();

    @Test
    void takes_a_sha1_signature_from_the_client_on_the_list_and_from_no_other() {
        ObjectNode order = MadeOrder.unsigned(SampleOrder.Kind.ACUTE, now());
        JsonNode prepared = Json.read(service.post(BASE + "$prepare", ALLOWED, FHIR, order.toString())
                .body()
                .getBytes(StandardCharsets.UTF_8));
        assertThat(parameter(prepared, "algorithm")).isEqualTo("RS1");
        String request = Json.object()
                .put("digest", parameter(prepared, "digest"))
                .put("algorithm", "RS1")
                .toString();
        String data = Json.read(service.post("/sandbox/sign", null, "application/json", request)
                        .body()
                        .getBytes(StandardCharsets.UTF_8))
                .path("data")
                .asString();
        String signed =
                SampleOrder.sign(order, parameter(prepared, "timestamp"), data).toString();

        HttpResponse<String> other = service.post(BASE + "$process-message", "prescriber", FHIR, signed);
        HttpResponse<String> allowed = service.post(BASE + "$process-message", ALLOWED, FHIR, signed);

        assertThat(other.statusCode()).isEqualTo(400);
        assertThat(other.body()).contains("INVALID_SIGNATURE", "Signature algorithm is not allowed");
        assertThat(allowed.statusCode()).as(allowed.body()).isEqualTo(200);
        assertThat(allowed.headers().firstValue("X-Pestle-Chain-Head"))
                .hasValueSatisfying(head -> assertThat(head).matches("[0-9a-f]{64}"));
    }

    private Instant now() {
        JsonNode clock = Json.read(service.get("/sandbox/clock", null).body().getBytes(StandardCharsets.UTF_8));
        return Instant.parse(clock.path("now").asString());
    }

    private static String parameter(JsonNode parameters, String name) {
        for (JsonNode parameter : parameters.path("parameter")) {
            if (parameter.path("name").asString("").equals(name)) {
                return parameter.path("valueString").asString();
            }
        }
        throw new AssertionError("no " + name);
    }
}
