package org.pestle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pestle.cli.SampleOrder;
import org.pestle.cli.SampleRelease;
import org.pestle.testing.DispensedOrder;
import org.pestle.testing.Service;
import org.pestle.testing.SharedExamples;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every published release request is answered with its prescription: one is made, and its id is put in place of the
 * published one. The pharmacy that the request names is recorded; whose token it is decides (contract.md 6).
 */
class PublishedReleasesTest {
    private static final Service SERVICE = Service.running();
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String FHIR = "application/fhir+json";
    private static final String RELEASE = "/fhir-dispensing/FHIR/R4/Task/$release";

    static List<Path> requests() throws IOException {
        List<Path> requests = new ArrayList<>();
        for (String folder : List.of("eps-api", "validation-service")) {
            try (Stream<Path> files = Files.walk(SharedExamples.examples().resolve(folder))) {
                files.filter(path -> path.toString().endsWith(".json"))
                        .filter(path -> isRelease(read(path)))
                        .forEach(requests::add);
            }
        }
        return requests;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void is_answered_with_the_prescription_it_asks_for_and_again_with_the_same_answer(Path file) {
        ObjectNode request = (ObjectNode) read(file);
        DispensedOrder order = DispensedOrder.sent(SERVICE, SampleOrder.Kind.ACUTE);
        for (JsonNode parameter : request.path("parameter")) {
            if (parameter.path("name").asString().equals("group-identifier")) {
                ((ObjectNode) parameter.path("valueIdentifier")).put("value", order.id());
            }
        }
        UUID requestId = UUID.randomUUID();

        HttpResponse<String> answer = SERVICE.post(RELEASE, "pharmacist", FHIR, request.toString(), requestId);
        HttpResponse<String> again = SERVICE.post(RELEASE, "pharmacist", FHIR, request.toString(), requestId);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(SampleRelease.passed(answer.body()))
                .extracting(SampleRelease::prescriptionId)
                .contains(order.id());
        assertThat(again.body()).isEqualTo(answer.body());
    }

    private static boolean isRelease(JsonNode message) {
        return message.path("resourceType").asString("").equals("Parameters")
                && message.path("parameter").valueStream().anyMatch(PublishedReleasesTest::isOwner);
    }

    private static boolean isOwner(JsonNode parameter) {
        return parameter.path("name").asString("").equals("owner");
    }

    private static JsonNode read(Path file) {
        try {
            String text = Files.readString(file);
            return text.isBlank() ? JSON.createObjectNode() : JSON.readTree(text);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
