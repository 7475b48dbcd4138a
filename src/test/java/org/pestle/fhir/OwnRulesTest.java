package org.pestle.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.testing.Service;
import org.pestle.testing.SharedExamples;

/** What our own rules say to published messages: nothing to the good ones, the published reason to the bad ones. */
class OwnRulesTest {
    private final FhirJson json = Service.running().context().getBean(FhirJson.class);
    private final OwnRules rules = Service.running().context().getBean(OwnRules.class);

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            errors/1-Process-Request-Send-400_INVALID_CHECKSUM.json                    | FAILURE_TO_PROCESS_MESSAGE | groupIdentifier
            errors/2-Prepare-Request-400_Invalid_Course_of_Therapy_mixed.json          | INVALID_VALUE              | courseOfTherapyType
            errors/2-Process-Request-Send-400_Invalid_Course_of_Therapy_mixed.json     | INVALID_VALUE              | courseOfTherapyType
            errors/3-Process-Request-Dispense-400_Invalid_Value.json                   | INVALID_VALUE              | prescriptionNonDispensingReason
            errors/4-Process-Request-Send-400_invalid_intent.json                      | INVALID_VALUE              | intent
            primary-care/acute/nominated-pharmacy/medical-prescriber/2-Claim-Request-400_Missing_Endorsement_Code.json | MISSING_VALUE | programCode:endorsement
            """)
    void tells_the_published_reason(String file, Problem problem, String place) throws IOException {
        Path example = SharedExamples.examples().resolve("eps-api/examples").resolve(file);

        assertThat(findings(Files.readAllBytes(example))).anySatisfy(finding -> {
            assertThat(finding.problem()).isEqualTo(problem);
            assertThat(finding.expression()).contains(place);
        });
    }

    /** Messages published as good that this service would refuse, each for a reason that is argued elsewhere. */
    private static final List<String> REFUSED = List.of(
            "cancellations/7-Process-Request-Cancel-200_OK.json", // a death is told by the service itself
            "clinical-practitioner/prescription-refactor/1-Process-Request-Send-200_OK.json", // practitioner by
            // identifier
            "clinical-practitioner/1-Process-Request-Dispense-200_OK.json", // two dispenses with one identifier
            "clinical-practitioner/7-Process-Request-Dispense-200_OK.json", // likewise
            "concurrent-dosage-instructions/1-Process-Request-Dispense-200_OK.json", // check character
            "concurrent-dosage-instructions/1-Task-Request-Release-200_OK.json"); // likewise

    @Test
    void says_nothing_against_messages_that_are_published_as_good() throws IOException {
        TreeMap<String, List<Finding>> refused = new TreeMap<>();
        try (Stream<Path> files = Files.walk(SharedExamples.examples().resolve("eps-api/examples"))) {
            for (Path file : files.filter(path -> path.toString().endsWith("200_OK.json"))
                    .filter(path -> path.toString().contains("Request"))
                    .toList()) {
                List<Finding> findings = findings(Files.readAllBytes(file));
                if (!findings.isEmpty() && REFUSED.stream().noneMatch(file.toString()::endsWith)) {
                    refused.put(file.toString(), findings);
                }
            }
        }

        assertThat(refused).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"Claim", "Dispense", "Release", "Return", "Withdraw"})
    void says_the_same_of_the_older_copies_of_a_dispensers_messages(String kind) throws IOException {
        TreeMap<String, List<Finding>> refused = new TreeMap<>();
        int read = 0;
        try (Stream<Path> files = Files.walk(SharedExamples.examples().resolve("validation-service"))) {
            for (Path file : files.filter(path -> path.toString().contains("Request") && isOf(path, kind))
                    .toList()) {
                read++;
                List<Finding> findings = findings(Files.readAllBytes(file));
                boolean isGood = file.toString().endsWith("200_OK.json")
                        && REFUSED.stream().noneMatch(file.toString()::endsWith);
                if (findings.isEmpty() != isGood) {
                    refused.put(file.toString(), findings);
                }
            }
        }

        assertThat(read).isPositive();
        assertThat(refused).isEmpty();
    }

    private static boolean isOf(Path file, String kind) {
        String name = file.getFileName().toString();
        return name.endsWith(".json") && name.contains("-" + kind);
    }

    private List<Finding> findings(byte[] body) {
        if (!(json.object(body) instanceof Outcome.Done<ObjectNode>(ObjectNode object))) {
            throw new AssertionError("not JSON");
        }
        return switch (json.parse(object)) {
            case Outcome.Refused<Resource> refused -> refused.findings();
            case Outcome.Done<Resource>(Resource resource) -> rules.findings(resource);
        };
    }
}
