package org.pestle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pestle.cli.SampleOrder;
import org.pestle.testing.Claimant;
import org.pestle.testing.MadeOrder;
import org.pestle.testing.Service;
import org.pestle.testing.SharedExamples;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every published claim has its documented outcome: a prescription of as many items is ordered, released and dispensed
 * as the claim says, and the claim is sent with its ids, for its first issue.
 */
@Isolated
class PublishedClaimsTest {
    private static final String HOMECARE =
            "examples/secondary-care/homecare/acute/nominated-pharmacy/clinical-practitioner/";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** All their items are cancelled; such a prescription is cancelled itself, and never 0007 as they say. */
    private static final Set<String> CANNOT_BE =
            Set.of("Claim-Request-acute-NonDispensedItems.json", "Claim-Request-eRD-NonDispensedItems.json");

    private final Service service = Service.running();
    private final Claimant pharmacy = new Claimant(service);

    @BeforeEach
    void an_empty_record() {
        service.reset();
    }

    // spotless:off
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            bdd-test-data/epsClaim.json                                                        | 200
            examples/spec/dispensing/claim/acute-primary-example-req.json                      | 200
            examples/spec/dispensing/claim/repeat-primary-example-req.json                     | 200
            examples/spec/dispensing/claim/eRD-primary-example-req.json                        | 200
            coordinator-tests/test-data/fhir/dispensing/claim/Claim-Request-Repeat.json        | 200
            coordinator-tests/test-data/fhir/dispensing/claim/Claim-Request-Repeat-deprecated.json | 200
            HOMECARE 1-Claim-Request-200_OK.json                                               | 200
            HOMECARE 4-Claim-Request-200_OK.json                                               | 200
            HOMECARE 6-Claim-Request-200_OK.json HOMECARE 6-Claim-Request-Amend-200_OK.json    | 200 200
            HOMECARE 7-Claim-Request-200_OK.json                                               | 200
            examples/secondary-care/community/repeat-dispensing/nominated-pharmacy/clinical-practitioner/single-medication-request/1-Claim-Request-200_OK.json | 200
            examples/primary-care/acute/nominated-pharmacy/medical-prescriber/2-Claim-Request-400_Missing_Endorsement_Code.json | MISSING_VALUE
            """)
    // spotless:on
    void has_its_documented_outcome(String files, String outcomes) throws IOException {
        List<String> seen = new ArrayList<>();
        ObjectNode order = null;
        String before = "";
        for (String file : files.replace("HOMECARE ", HOMECARE).split(" ", -1)) {
            ObjectNode claim = read(file);
            if (order == null) {
                order = dispensed(claim);
            }
            ObjectNode mine = of(order, claim, before);
            seen.add(pharmacy.send(mine));
            before = Claimant.id(mine);
        }

        assertThat(String.join(" ", seen)).isEqualTo(outcomes);
        assertThat(service.runJob("price-claims")).contains("COMPLETED");
    }

    @Test
    void no_published_claim_is_left_out() throws Exception {
        Set<String> published = new TreeSet<>();
        try (Stream<Path> files = Files.walk(SharedExamples.examples().resolve("eps-api"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".json")).toList()) {
                if (JSON.readTree(Files.readString(file))
                        .path("resourceType")
                        .asString("")
                        .equals("Claim")) {
                    published.add(file.getFileName().toString());
                }
            }
        }
        published.removeAll(CANNOT_BE);
        String rows = PublishedClaimsTest.class
                .getDeclaredMethod("has_its_documented_outcome", String.class, String.class)
                .getAnnotation(CsvSource.class)
                .textBlock();

        assertThat(published).isNotEmpty().allSatisfy(name -> assertThat(rows).contains(name));
    }

    /** The order of what a claim claims, dispensed as it says. */
    private ObjectNode dispensed(ObjectNode claim) {
        JsonNode details = claim.at("/item/0/detail");
        boolean repeats = claim.toString().contains("RepeatInformation")
                && claim.toString().contains("Repeats");
        ObjectNode order = pharmacy.order(repeats ? SampleOrder.Kind.ERD : SampleOrder.Kind.ACUTE, details.size());
        List<ObjectNode> requests = MadeOrder.resources(order, "MedicationRequest");
        List<String> statuses = new ArrayList<>();
        for (int i = 0; i < details.size(); i++) {
            JsonNode detail = details.path(i);
            ((ObjectNode) requests.get(i).path("dispenseRequest")).set("quantity", detail.path("quantity"));
            statuses.add(detail.at("/modifier/0/coding/0/code").asString());
        }
        pharmacy.dispensed(
                order,
                claim.at("/item/0/extension")
                        .valueStream()
                        .filter(extension -> extension.path("url").asString().endsWith("TaskBusinessStatus"))
                        .map(extension -> extension.at("/valueCoding/code").asString())
                        .findFirst()
                        .orElseThrow(),
                statuses);
        return order;
    }

    /** The claim with the ids of that order. */
    private static ObjectNode of(ObjectNode order, ObjectNode claim, String before) {
        List<ObjectNode> requests = MadeOrder.resources(order, "MedicationRequest");
        JsonNode group = requests.getFirst().path("groupIdentifier");
        ((ObjectNode) claim.path("identifier").path(0))
                .put("value", UUID.randomUUID().toString());
        rekey(
                claim,
                "nhs-number",
                MadeOrder.resource(order, "Patient").at("/identifier/0/value").asString());
        rekey(claim, "prescription-order-number", group.path("value").asString());
        rekey(
                claim,
                "/Id/prescription",
                group.at("/extension/0/valueIdentifier/value").asString());
        for (JsonNode extension : claim.findParents("url")) {
            String url = extension.path("url").asString();
            if (url.equals("numberOfRepeatsIssued")) {
                ((ObjectNode) extension).put("valueInteger", 0);
            } else if (url.equals("UUID")) {
                ((ObjectNode) extension).set("valueIdentifier", group.at("/extension/0/valueIdentifier"));
            } else if (url.endsWith("replacementOf")) {
                ((ObjectNode) extension.path("valueIdentifier")).put("value", before);
            }
        }
        for (int i = 0; i < requests.size(); i++) {
            rekey(
                    claim.at("/item/0/detail/" + i),
                    "prescription-order-item-number",
                    requests.get(i).at("/identifier/0/value").asString());
        }
        return claim;
    }

    private static void rekey(JsonNode node, String system, String value) {
        for (JsonNode identifier : node.findParents("system")) {
            if (identifier.path("system").asString("").endsWith(system)) {
                ((ObjectNode) identifier).put("value", value);
            }
        }
    }

    private static ObjectNode read(String file) throws IOException {
        return (ObjectNode) JSON.readTree(
                Files.readString(SharedExamples.examples().resolve("eps-api").resolve(file)));
    }
}
