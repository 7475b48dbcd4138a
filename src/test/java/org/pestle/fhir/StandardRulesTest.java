package org.pestle.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.pestle.problems.Problem.Severity;
import org.pestle.testing.SharedExamples;

/**
 * The validator of FHIR R4 tells real faults from what it merely does not know, and is right about published messages.
 */
class StandardRulesTest {
    private static final StandardRules RULES = new StandardRules(new ValidationSettings(false));

    /** Published messages that do break a rule of FHIR R4: the start of their path, and what is said against them. */
    private static final Map<String, String> FAULTY = Map.ofEntries(
            Map.entry("cpt-api/common/testing/src/mock", "FullUrl must be unique"),
            Map.entry("cpt-api/specification/examples/clinicalView/", "must be an Object, not an Array"),
            Map.entry("cpt-api/specification/examples/prescriptionSearch/200_NoResults", "Array cannot be empty"),
            Map.entry("cpt-api/specification/examples/prescriptionSearch/200_With", "Search results must have ids"),
            Map.entry("eps-api/bdd-test-data/epsDispense.json", "Invalid Resource id"),
            Map.entry(
                    "eps-api/coordinator-tests/test-data/fhir/dispensing/Process-Request-Dispense-Has-StatusReason",
                    "a null in a list"),
            Map.entry(
                    "eps-api/coordinator-tests/test-data/fhir/dispensing/Process-Request-Dispense-Notifications-No-ODS",
                    "Must have either extensions or value[x]"),
            Map.entry("eps-api/examples/sandbox/Release-Response-200_OK.json", "Unrecognized property 'resourceType'"),
            Map.entry(
                    "eps-api/examples/secondary-care/community/acute/nominated-pharmacy/clinical-practitioner/"
                            + "1-Process-Request-Cancel-200_OK.json",
                    "Array cannot be empty"),
            Map.entry("eps-api/examples/spec/errors/prescription-order-update/bundle-success", "cannot be empty"),
            Map.entry("eps-api/examples/spec/errors/task/success.json", "must have a fullUrl"),
            Map.entry("eps-api/tool-e2e-messages/", "the primitive value must be a string"),
            Map.entry("pds-api/sandbox-mocks/Personal_Details_RelatedPersonBundle.json", "must have some content"),
            Map.entry("pfp-api/examples/GetMyPrescriptions/Bundle/success/success-empty", "Array cannot be empty"),
            Map.entry("psu-api/examples/request-no-items.json", "Array cannot be empty"),
            Map.entry("psu-api/examples/response-", "Unknown code"),
            Map.entry(
                    "validation-service/examples/secondary-care/community/acute/nominated-pharmacy/"
                            + "clinical-practitioner/1-Process-Request-Cancel-200_OK.json",
                    "Array cannot be empty"));

    @BeforeAll
    static void cold() {
        assertThat(RULES.areWarm()).isFalse();
    }

    @AfterAll
    static void ends() {
        RULES.destroy();
    }

    @Test
    void finds_no_fault_in_published_messages_but_the_known_ones() throws IOException {
        List<String> unexpected = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Map.Entry<String, String> each :
                resources(SharedExamples.examples()).entrySet()) {
            List<String> errors = errors(each.getValue());
            Optional<String> known = FAULTY.keySet().stream()
                    .filter(each.getKey()::startsWith)
                    .filter(path -> errors.stream().anyMatch(error -> error.contains(FAULTY.getOrDefault(path, "?"))))
                    .findFirst();
            known.ifPresent(seen::add);
            if (!errors.isEmpty() && known.isEmpty()) {
                unexpected.add(each.getKey() + ": " + errors.getFirst());
            }
        }
        assertThat(unexpected).isEmpty();
        assertThat(seen).as("faults that are still there").isEqualTo(FAULTY.keySet());
        assertThat(RULES.areWarm()).isTrue();
    }

    private static List<String> errors(String resource) {
        return RULES.findings(resource).orElseThrow().stream()
                .map(LocatedFinding::finding)
                .filter(finding -> finding.severity() == Severity.ERROR)
                .map(finding -> finding.sentence())
                .toList();
    }

    private static Map<String, String> resources(Path folder) throws IOException {
        Map<String, String> resources = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".json")).toList()) {
                String text = Files.readString(file);
                JsonNode json = text.isBlank() ? null : new ObjectMapper().readTree(text);
                if (json != null && json.path("resourceType").isTextual()) {
                    resources.put(folder.relativize(file).toString().replace('\\', '/'), text);
                }
            }
        }
        return resources;
    }
}
