package org.pestle.testing;

import org.pestle.cli.Json;
import org.pestle.cli.SampleOrder;
import org.pestle.cli.ServiceCall;
import org.pestle.cli.ServiceClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Signed prescriptions that a running service has prepared and its sandbox has signed, not sent yet. */
public final class SignedOrders {
    private static final String BASE = "/fhir-prescribing/FHIR/R4/";
    private static final String PRESCRIBER = "prescriber";

    private final ServiceClient client;

    /** Of this service. */
    public SignedOrders(ServiceClient client) {
        this.client = client;
    }

    /**
     * One of them.
     *
     * @param id short prescription id, without hyphens
     * @param call that creates it
     */
    public record Order(String id, ServiceCall call) {}

    /** A new one. */
    public Order make(SampleOrder.Kind kind, String pharmacy) {
        ObjectNode order = SampleOrder.message(kind, pharmacy, 1, client.now());
        JsonNode prepared = client.send(ServiceCall.fhir(BASE + "$prepare", PRESCRIBER, order))
                .orRefused()
                .json();
        ObjectNode toSign = Json.object()
                .put("digest", parameter(prepared, "digest"))
                .put("algorithm", parameter(prepared, "algorithm"));
        String data = client.send(ServiceCall.sandbox("/sandbox/sign", toSign))
                .orRefused()
                .json()
                .path("data")
                .asString();
        ObjectNode signed = SampleOrder.sign(order, parameter(prepared, "timestamp"), data);
        return new Order(
                SampleOrder.prescriptionId(order).replace("-", ""),
                ServiceCall.fhir(BASE + "$process-message", PRESCRIBER, signed));
    }

    private static String parameter(JsonNode parameters, String name) {
        for (JsonNode parameter : parameters.path("parameter")) {
            if (parameter.path("name").asString("").equals(name)) {
                return parameter.path("valueString").asString();
            }
        }
        throw new AssertionError("no " + name + " in " + parameters);
    }
}
