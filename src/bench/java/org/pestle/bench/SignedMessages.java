package org.pestle.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.pestle.cli.Json;
import org.pestle.cli.SampleOrder;
import org.pestle.cli.ServiceCall;
import org.pestle.cli.ServiceClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes signed prescriptions before the clock starts: prepared by the service, signed here. */
final class SignedMessages {
    private static final String PREPARE = "/fhir-prescribing/FHIR/R4/$prepare";
    private static final List<String> PHARMACIES = List.of("FA565", "FLM49");

    private final ServiceClient client;
    private final Demonstration prescriber;
    private final List<String> ids = new ArrayList<>();

    SignedMessages(ServiceClient client, Path home) throws IOException, GeneralSecurityException {
        this.client = client;
        this.prescriber = Demonstration.prescriber(home);
    }

    private record Signed(String id, byte[] message) {}

    /** New prescriptions, each ready to be sent once. */
    List<byte[]> make(int count, int threads) throws InterruptedException {
        Instant now = client.now();
        try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
            List<Future<Signed>> signed = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                int number = i;
                signed.add(workers.submit(() -> one(number, now)));
            }
            List<byte[]> messages = new ArrayList<>(count);
            for (Future<Signed> each : signed) {
                Signed made = each.get();
                ids.add(made.id());
                messages.add(made.message());
            }
            return messages;
        } catch (ExecutionException failed) {
            throw new IllegalStateException("cannot prepare and sign", failed.getCause());
        }
    }

    /** The short ids of all that were made. */
    List<String> ids() {
        return List.copyOf(ids);
    }

    /** New orders, neither prepared nor signed. */
    List<ObjectNode> unsigned(int count) {
        Instant now = client.now();
        return IntStream.range(0, count).mapToObj(number -> order(number, now)).toList();
    }

    /** An order that the service prepared, signed and ready to be sent once. */
    byte[] sign(ObjectNode order, JsonNode prepared) throws GeneralSecurityException {
        String data = prescriber.sign(parameter(prepared, "digest"));
        return Json.write(SampleOrder.sign(order, parameter(prepared, "timestamp"), data));
    }

    private static ObjectNode order(int number, Instant now) {
        String pharmacy = PHARMACIES.get(number % PHARMACIES.size());
        int patient = ThreadLocalRandom.current().nextInt(1, 9);
        return SampleOrder.message(SampleOrder.Kind.ACUTE, pharmacy, patient, now);
    }

    private Signed one(int number, Instant now) throws GeneralSecurityException {
        ObjectNode order = order(number, now);
        JsonNode prepared = client.send(ServiceCall.fhir(PREPARE, "prescriber", order))
                .orRefused()
                .json();
        return new Signed(SampleOrder.prescriptionId(order), sign(order, prepared));
    }

    private static String parameter(JsonNode parameters, String name) {
        for (JsonNode parameter : parameters.path("parameter")) {
            if (parameter.path("name").asString("").equals(name)) {
                return parameter.path("valueString").asString("");
            }
        }
        throw new IllegalStateException("the answer of $prepare has no " + name);
    }
}
