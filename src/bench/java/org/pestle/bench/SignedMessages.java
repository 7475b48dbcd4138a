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

    private Signed one(int number, Instant now) throws GeneralSecurityException {
        String pharmacy = PHARMACIES.get(number % PHARMACIES.size());
        int patient = ThreadLocalRandom.current().nextInt(1, 9);
        ObjectNode order = SampleOrder.message(SampleOrder.Kind.ACUTE, pharmacy, patient, now);
        JsonNode prepared = client.send(ServiceCall.fhir(PREPARE, "prescriber", order))
                .orRefused()
                .json();
        String data = prescriber.sign(parameter(prepared, "digest"));
        ObjectNode signed = SampleOrder.sign(order, parameter(prepared, "timestamp"), data);
        return new Signed(SampleOrder.prescriptionId(order), Json.write(signed));
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
