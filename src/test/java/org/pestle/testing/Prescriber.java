package org.pestle.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.pestle.cli.SampleOrder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The sandbox's general practitioner, who prepares, signs and sends over HTTP like any supplier's system. */
public final class Prescriber {
    private static final String FHIR = "application/fhir+json";
    private static final String BASE = "/fhir-prescribing/FHIR/R4/";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Service service;

    /** At this service. */
    public Prescriber(Service service) {
        this.service = service;
    }

    /** Prepares and signs an order: the message as it would be sent. */
    public ObjectNode sign(ObjectNode order) {
        return sign(order, this::signedBySandbox);
    }

    /** Prepares an order and signs it as someone else of the demonstration PKI, such as {@code revoked}. */
    public ObjectNode signAs(String name, ObjectNode order) {
        MadeAuthority.Signer signer = MadeAuthority.Signer.read(service.pki(), name);
        return sign(
                order,
                prepared -> Base64.getEncoder()
                        .encodeToString(signer.sign(parameter(prepared, "digest"), "SHA256withRSA")));
    }

    private ObjectNode sign(ObjectNode order, Function<JsonNode, String> signing) {
        HttpResponse<String> answer = service.post(BASE + "$prepare", "prescriber", FHIR, order.toString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode prepared = JSON.readTree(answer.body());
        return SampleOrder.sign(order, parameter(prepared, "timestamp"), signing.apply(prepared));
    }

    /** Prepares and signs an order with a JWS, beside another signature if it has one: then of the same time. */
    public ObjectNode signNative(ObjectNode order) {
        String certificate = JSON.readTree(
                        service.get("/sandbox/certificate", null).body())
                .path("certificate")
                .asString();
        ObjectNode request = SampleOrder.toPrepareNative(order, certificate);
        MadeOrder.resources(order, "Provenance").stream()
                .map(signed -> signed.at("/signature/0/when").asString())
                .forEach(when -> request.withArray("parameter")
                        .addObject()
                        .put("name", "timestamp")
                        .put("valueString", when));
        HttpResponse<String> answer = service.post(BASE + "$prepare", "prescriber", FHIR, request.toString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode prepared = JSON.readTree(answer.body());
        return SampleOrder.signNative(order, parameter(prepared, "timestamp"), signedBySandbox(prepared));
    }

    private String signedBySandbox(JsonNode prepared) {
        String request = JSON.writeValueAsString(
                Map.of("digest", parameter(prepared, "digest"), "algorithm", parameter(prepared, "algorithm")));
        String signed =
                service.post("/sandbox/sign", null, "application/json", request).body();
        return JSON.readTree(signed).path("data").asString();
    }

    /** Prepares an order, and if that is not refused signs and sends it: the last answer. */
    public HttpResponse<String> signAndSend(ObjectNode order) {
        HttpResponse<String> prepared = service.post(BASE + "$prepare", "prescriber", FHIR, order.toString());
        return prepared.statusCode() == 200 ? send(sign(order).toString()) : prepared;
    }

    /** Sends a message. */
    public HttpResponse<String> send(String message) {
        return send(message, UUID.randomUUID());
    }

    /** Sends a message under this X-Request-ID. */
    public HttpResponse<String> send(String message, UUID requestId) {
        return service.post(BASE + "$process-message", "prescriber", FHIR, message, requestId);
    }

    private static String parameter(JsonNode parameters, String name) {
        for (JsonNode parameter : parameters.path("parameter")) {
            if (parameter.path("name").asString().equals(name)) {
                return parameter.path("valueString").asString();
            }
        }
        throw new AssertionError("no parameter " + name + " in " + parameters);
    }
}
