package org.pestle.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.pestle.cli.Json;
import org.pestle.problems.Outcome;
import org.pestle.signature.Preparation;
import org.pestle.signature.Preparation.Prepared;
import org.pestle.signature.SignatureAlgorithm;
import org.pestle.signature.SignedContent;
import org.pestle.testing.SharedExamples;
import tools.jackson.databind.JsonNode;

/** Every published {@code $prepare} answer, digest by digest, but the two that INDEX.md names as stale. */
class PublishedDigestsTest {
    private static final List<String> STALE = List.of(
            "clinical-practitioner/controlled-drugs/2-Prepare-Request",
            "medical-prescriber/Prepare-Request-Multiple-Dosages");

    @TestFactory
    List<DynamicTest> reproduces_every_published_digest() throws IOException {
        List<DynamicTest> tests = pairs().entrySet().stream()
                .map(pair -> DynamicTest.dynamicTest(
                        pair.getKey().getFileName() + " in " + pair.getKey().getParent(),
                        () -> reproduces(pair.getKey(), pair.getValue())))
                .toList();
        assertThat(tests).hasSizeGreaterThanOrEqualTo(17);
        return tests;
    }

    private static Map<Path, Path> pairs() throws IOException {
        Path root = SharedExamples.examples().resolve("eps-api/examples");
        Map<Path, Path> pairs = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(file -> file.getFileName().toString().contains("Prepare-Request"))
                    .filter(file -> file.getFileName().toString().endsWith("200_OK.json"))
                    .filter(file -> STALE.stream().noneMatch(file.toString()::contains))
                    .forEach(file -> pairs.put(
                            file,
                            file.resolveSibling(file.getFileName().toString().replace("Request", "Response"))));
        }
        return pairs;
    }

    private static void reproduces(Path request, Path response) throws IOException {
        JsonNode expected = Json.read(Files.readAllBytes(response));
        String timestamp = parameter(expected, "timestamp");
        FhirJson json = new FhirJson();
        Outcome<Bundle> bundle = json.parse(Files.readAllBytes(request), Bundle.class);
        assertThat(bundle).isInstanceOf(Outcome.Done.class);

        Outcome<SignedContent> content = new PrescriptionOrderReader(Clock.systemUTC())
                .contentToSign(
                        ((Outcome.Done<Bundle>) bundle).value(),
                        OffsetDateTime.parse(timestamp).toInstant());

        assertThat(content).isInstanceOf(Outcome.Done.class);
        Prepared prepared = new Preparation()
                .prepare(
                        ((Outcome.Done<SignedContent>) content).value(),
                        SignatureAlgorithm.valueOf(parameter(expected, "algorithm")));
        assertThat(prepared.timestamp()).isEqualTo(timestamp);
        assertThat(prepared.digest()).isEqualTo(parameter(expected, "digest"));
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
