package org.pestle.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pestle.testing.Outcomes.done;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.Bundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.pestle.cli.SampleOrder;
import org.pestle.prescription.PrescriptionOrder;
import org.pestle.prescription.TreatmentType;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;
import org.pestle.routing.SiteType;
import org.pestle.testing.MadeOrder;
import org.pestle.values.OdsCode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class PrescriptionOrderReaderTest {
    private static final Instant NOW = Instant.parse("2026-11-25T09:30:00Z");

    private final FhirJson json = new FhirJson();
    private final PrescriptionOrderReader reader = new PrescriptionOrderReader(Clock.fixed(NOW, ZoneOffset.UTC));

    @ParameterizedTest
    @CsvSource({"ACUTE, ACUTE, 1", "REPEAT, REPEAT, 1", "ERD, REPEAT_DISPENSING, 6"})
    void reads_an_order(SampleOrder.Kind kind, TreatmentType treatment, int issues) {
        PrescriptionOrder order = done(read(MadeOrder.withEmptySignature(kind, NOW)));

        assertThat(order.treatment()).isEqualTo(treatment);
        assertThat(order.issues()).isEqualTo(issues);
        assertThat(order.requestedSite()).isEqualTo(new OdsCode("FA565"));
        assertThat(order.siteType()).isEqualTo(SiteType.COMMUNITY_PHARMACY);
        assertThat(order.items()).extracting(item -> item.position()).containsExactly(1, 2);
        assertThat(order.content().signedAt()).isEqualTo(NOW);
        assertThat(order.startsOn()).isEqualTo(LocalDate.of(2026, 11, 25));
        assertThat(order.prescriber().practice()).isEqualTo(new OdsCode("A83008"));
        assertThat(order.prescriber().commissioner()).isNotNull();
    }

    @ParameterizedTest
    @EnumSource(SampleOrder.Kind.class)
    void reads_a_kept_message_to_the_same_signed_content(SampleOrder.Kind kind) {
        byte[] message = MadeOrder.bytes(MadeOrder.withEmptySignature(kind, NOW));
        Outcome<Bundle> bundle = json.parse(message, Bundle.class);
        PrescriptionOrder first = done(reader.read(((Outcome.Done<Bundle>) bundle).value()));

        OpenedPrescription again =
                reader.open(((Outcome.Done<Bundle>) bundle).value()).orElseThrow();

        assertThat(again.content()).isEqualTo(first.content());
        assertThat(again.signatures()).usingRecursiveComparison().isEqualTo(first.signatures());
    }

    @Test
    void names_every_broken_rule_at_once() {
        List<Finding> findings = refused(message -> {
            MadeOrder.resources(message, "MedicationRequest")
                    .forEach(request ->
                            ((ObjectNode) request.path("groupIdentifier")).put("value", "24F5DA-A83008-7EFE6A"));
            ((ObjectNode) MadeOrder.resource(message, "Patient")
                            .path("identifier")
                            .get(0))
                    .put("value", "9449304131");
        });

        assertThat(findings)
                .extracting(Finding::sentence)
                .anyMatch(sentence -> sentence.endsWith("prescriptionID has invalid checksum"))
                .anyMatch(sentence -> sentence.contains("nhsNumber"));
        assertThat(findings).extracting(Finding::problem).containsOnly(Problem.FAILURE_TO_PROCESS_MESSAGE);
        assertThat(findings.toString()).doesNotContain("9449304131");
    }

    @Test
    void refuses_five_items() {
        List<Finding> findings = refused(message -> {
            ArrayNode entries = (ArrayNode) message.path("entry");
            for (int i = 0; i < 3; i++) {
                ObjectNode item = (ObjectNode) entries.get(1).deepCopy();
                item.put("fullUrl", "urn:uuid:" + UUID.randomUUID());
                ((ObjectNode) item.path("resource").path("identifier").get(0))
                        .put("value", UUID.randomUUID().toString());
                entries.add(item);
            }
        });

        assertThat(findings).extracting(Finding::problem).containsExactly(Problem.INVALID_NUMBER_MEDICATIONREQUESTS);
    }

    @Test
    void refuses_an_item_id_that_comes_twice() {
        List<Finding> findings = refused(message -> {
            List<ObjectNode> requests = MadeOrder.resources(message, "MedicationRequest");
            requests.get(1).set("identifier", requests.get(0).path("identifier").deepCopy());
        });

        assertThat(findings).extracting(Finding::problem).containsExactly(Problem.DUPLICATE_ITEM_ID);
    }

    @Test
    void refuses_items_that_disagree() {
        List<Finding> findings = refused(message -> {
            ObjectNode second =
                    MadeOrder.resources(message, "MedicationRequest").get(1);
            ((ObjectNode) second.path("groupIdentifier")).put("value", "24F5DA-A83008-7EFE6Z");
        });

        assertThat(findings).extracting(Finding::problem).containsExactly(Problem.VALUES_DIFFER_BETWEEN_ITEMS);
        assertThat(findings.getFirst().expression())
                .isEqualTo("Bundle.entry[2].resource.ofType(MedicationRequest).groupIdentifier");
    }

    @Test
    void keeps_an_unknown_prescription_type_as_not_provided() {
        ObjectNode message = MadeOrder.withEmptySignature(SampleOrder.Kind.ACUTE, NOW);
        MadeOrder.resources(message, "MedicationRequest")
                .forEach(request -> request.path("extension").forEach(extension -> {
                    if (extension.path("url").asString("").endsWith("PrescriptionType")) {
                        ((ObjectNode) extension.path("valueCoding")).put("code", "8888");
                    }
                }));

        assertThat(done(read(message)).prescriptionType()).isEqualTo("NotProvided");
    }

    @Test
    void reads_code_systems_in_http_and_https() {
        String text = MadeOrder.withEmptySignature(SampleOrder.Kind.ACUTE, NOW)
                .toString()
                .replace("http://snomed.info", "https://snomed.info")
                .replace("https://fhir.nhs.uk/Id", "http://fhir.nhs.uk/Id");
        Outcome<Bundle> bundle = json.parse(text.getBytes(StandardCharsets.UTF_8), Bundle.class);

        assertThat(reader.read(((Outcome.Done<Bundle>) bundle).value())).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void refuses_a_message_without_a_signature() {
        Outcome<PrescriptionOrder> outcome = read(MadeOrder.unsigned(SampleOrder.Kind.ACUTE, NOW));

        assertThat(((Outcome.Refused<PrescriptionOrder>) outcome).findings())
                .extracting(Finding::problem)
                .containsExactly(Problem.MISSING_DIGITAL_SIGNATURE);
    }

    @Test
    void refuses_text_that_cannot_be_signed() {
        List<Finding> findings = refused(message -> ((ObjectNode) MadeOrder.resource(message, "MedicationRequest")
                        .path("dosageInstruction")
                        .get(0))
                .put("text", "one \u0001 tablet"));

        assertThat(findings).extracting(Finding::problem).containsExactly(Problem.INVALID_VALUE);
        assertThat(findings.getFirst().expression()).endsWith("dosageInstruction[0].text");
    }

    private List<Finding> refused(Consumer<ObjectNode> spoil) {
        ObjectNode message = MadeOrder.withEmptySignature(SampleOrder.Kind.ACUTE, NOW);
        spoil.accept(message);
        Outcome<PrescriptionOrder> outcome = read(message);
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused<PrescriptionOrder>) outcome).findings();
    }

    private Outcome<PrescriptionOrder> read(ObjectNode message) {
        return switch (json.parse(MadeOrder.bytes(message), Bundle.class)) {
            case Outcome.Refused<Bundle> refused -> Outcome.refused(refused.findings());
            case Outcome.Done<Bundle> done -> reader.read(done.value());
        };
    }
}
