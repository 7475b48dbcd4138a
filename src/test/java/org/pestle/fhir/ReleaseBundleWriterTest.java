package org.pestle.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.junit.jupiter.api.Test;
import org.pestle.dispensing.AgeExemption;
import org.pestle.dispensing.Release;
import org.pestle.dispensing.ReleasedPrescription;
import org.pestle.dispensing.SupplyAdvice;
import org.pestle.prescription.DispensingWindow;
import org.pestle.prescription.LineItemStatus;
import org.pestle.prescription.PrescriptionStatus;
import org.pestle.prescription.TreatmentType;
import org.pestle.problems.Outcome;
import org.pestle.signature.SignedContent;
import org.pestle.testing.JsonPaths;
import org.pestle.testing.SharedExamples;
import org.pestle.values.LineItemId;
import org.pestle.values.PrescriptionId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReleaseBundleWriterTest {
    private static final UUID LEASE = UUID.fromString("11111111-2222-4333-8444-555555555555");
    private static final LineItemId ITEM = new LineItemId(UUID.fromString("a54219b8-f741-4c47-b662-e4f8dfa49ab6"));
    private static final String MESSAGE = """
            {"resourceType":"Bundle","id":"b1","identifier":{"system":"https://tools.ietf.org/html/rfc4122",
            "value":"46183abc-9fad-4673-85db-ce2cb6614732"},"type":"message","entry":[
            {"fullUrl":"urn:uuid:1","resource":{"resourceType":"MessageHeader","id":"1",
             "eventCoding":{"system":"https://fhir.nhs.uk/CodeSystem/message-event","code":"prescription-order"},
             "source":{"endpoint":"https://example.org"}}},
            {"fullUrl":"urn:uuid:2","resource":{"resourceType":"Provenance","id":"2","target":[{"reference":"urn:uuid:4"}]}},
            {"fullUrl":"urn:uuid:3","resource":{"resourceType":"Patient","id":"3"}},
            {"fullUrl":"urn:uuid:4","resource":{"resourceType":"MedicationRequest","id":"4",
             "identifier":[{"system":"https://fhir.nhs.uk/Id/prescription-order-item-number",
             "value":"a54219b8-f741-4c47-b662-e4f8dfa49ab6"}],"status":"active","intent":"order",
             "subject":{"reference":"urn:uuid:3"},"dispenseRequest":{"quantity":{"value":12.50}}}}]}
            """;

    private final FhirJson json = new FhirJson();
    private final ReleaseBundleWriter writer = new ReleaseBundleWriter(
            json, new OutcomeWriter(json), Clock.fixed(Instant.parse("2026-11-25T10:00:00Z"), ZoneOffset.UTC));

    @Test
    void tells_the_pharmacist_of_age_and_of_the_time_of_a_controlled_drug_in_an_extension_of_its_own() {
        assertThat(written(new Release(
                        LEASE,
                        List.of(released(TreatmentType.ACUTE, PrescriptionStatus.TO_BE_DISPENSED, 1, 1)),
                        List.of())))
                .contains("{\"url\":\"https://pestle.org/StructureDefinition/Extension-SupplyAdvice\",\"extension\":["
                        + "{\"url\":\"ageExemptUntil\",\"valueDate\":\"1997-02-02\"},"
                        + "{\"url\":\"ageExemptFrom\",\"valueDate\":\"2041-02-03\"},"
                        + "{\"url\":\"supplyUntil\",\"valueDate\":\"2026-12-23\"},"
                        + "{\"url\":\"warning\",\"valueString\":"
                        + "\"This controlled drug could be supplied until the end of 23 December 2026\"}]}");
    }

    @Test
    void shows_an_acute_prescription_with_its_state_before_in_the_order_of_the_national_service() {
        assertThat(written(new Release(
                        LEASE,
                        List.of(released(TreatmentType.ACUTE, PrescriptionStatus.TO_BE_DISPENSED, 1, 1)),
                        List.of())))
                .startsWith("{\"resourceType\":\"Parameters\",\"id\":\"" + LEASE
                        + "\",\"parameter\":[{\"name\":\"passedPrescriptions\",\"resource\":{\"resourceType\":\"Bundle\","
                        + "\"id\":\"" + LEASE + "\",\"meta\":{\"lastUpdated\":\"2026-11-25T10:00:00.000+00:00\"},"
                        + "\"identifier\":{\"system\":\"https://tools.ietf.org/html/rfc4122\",\"value\":\"" + LEASE
                        + "\"},\"type\":\"searchset\",\"total\":1,"
                        + "\"link\":[{\"relation\":\"self\",\"url\":\"Task/$release\"}],\"entry\":[")
                .containsSubsequence(
                        "\"resourceType\":\"MessageHeader\"",
                        "\"resourceType\":\"MedicationRequest\"",
                        "\"extension\":[{\"url\":\"https://fhir.nhs.uk/StructureDefinition/Extension-EPS-DispensingInformation\","
                                + "\"extension\":[{\"url\":\"dispenseStatus\",\"valueCoding\":{\"system\":"
                                + "\"https://fhir.nhs.uk/CodeSystem/medicationdispense-type\",\"code\":\"0007\","
                                + "\"display\":\"Item to be dispensed\"}}]}",
                        "\"code\":\"0001\",\"display\":\"To Be Dispensed\"",
                        "\"intent\":\"order\"",
                        "\"value\":12.50",
                        "\"resourceType\":\"Patient\"",
                        "\"resourceType\":\"Provenance\"",
                        "\"name\":\"failedPrescriptions\"",
                        "\"total\":0")
                .doesNotContain("basedOn");
    }

    @Test
    void counts_the_issues_of_repeat_dispensing_from_zero_and_shows_0000_as_0001() {
        assertThat(written(new Release(
                        LEASE,
                        List.of(released(
                                TreatmentType.REPEAT_DISPENSING, PrescriptionStatus.AWAITING_RELEASE_READY, 3, 6)),
                        List.of())))
                .contains("\"code\":\"0001\",\"display\":\"To Be Dispensed\"")
                .contains("\"intent\":\"reflex-order\"")
                .contains("{\"url\":\"numberOfRepeatsAllowed\",\"valueInteger\":5}")
                .contains("{\"url\":\"numberOfRepeatsIssued\",\"valueInteger\":2}");
    }

    @Test
    void puts_the_reason_before_a_prescription_whose_signature_does_not_hold() {
        assertThat(written(new Release(
                        LEASE,
                        List.of(),
                        List.of(released(TreatmentType.ACUTE, PrescriptionStatus.TO_BE_DISPENSED, 1, 1)))))
                .containsSubsequence(
                        "\"name\":\"failedPrescriptions\"",
                        "\"total\":2",
                        "\"resourceType\":\"OperationOutcome\"",
                        "Extension-Spine-supportingInfo-prescription",
                        "46183abc-9fad-4673-85db-ce2cb6614732",
                        "\"code\":\"INVALID_VALUE\",\"display\":\"Signature is invalid.\"",
                        "\"expression\":[\"Provenance.signature.data\"]",
                        "\"resourceType\":\"Bundle\"");
    }

    @Test
    void has_all_that_the_published_answer_has_around_the_messages() throws IOException {
        Release release = new Release(
                LEASE,
                List.of(released(TreatmentType.ACUTE, PrescriptionStatus.TO_BE_DISPENSED, 1, 1)),
                List.of(released(TreatmentType.ACUTE, PrescriptionStatus.TO_BE_DISPENSED, 1, 1)));
        JsonMapper mapper = JsonMapper.builder().build();
        JsonNode published = mapper.readTree(Files.readString(SharedExamples.examples()
                .resolve("eps-api/examples/spec/dispensing/release/acute-primary-example-res.json")));

        Set<String> expected = JsonPaths.of(published);
        expected.removeIf(path ->
                path.contains(".entry.resource.entry.") && !path.contains("(Extension-EPS-DispensingInformation)"));
        // A message is shown as it was received: its id and time are the sender's.
        expected.removeAll(
                List.of(".parameter.resource.entry.resource.id", ".parameter.resource.entry.resource.timestamp"));

        assertThat(JsonPaths.of(mapper.readTree(written(release)))).containsAll(expected);
    }

    private String written(Release release) {
        return new String(writer.answer(release).body(), StandardCharsets.UTF_8);
    }

    private ReleasedPrescription released(TreatmentType treatment, PrescriptionStatus status, int issue, int issues) {
        return new ReleasedPrescription(
                PrescriptionId.parse("24F5DA-A83008-7EFE6Z"),
                treatment,
                issue,
                issues,
                status,
                Map.of(ITEM, LineItemStatus.TO_BE_DISPENSED),
                Optional.of(new OpenedPrescription(bundle(), anything(), List.of())),
                null,
                List.of(),
                advice());
    }

    private static SupplyAdvice advice() {
        return new SupplyAdvice(
                LocalDate.of(2026, 12, 24),
                new DispensingWindow(LocalDate.of(2026, 11, 25), LocalDate.of(2027, 5, 25)),
                Map.of(ITEM, LocalDate.of(2026, 12, 23)),
                new AgeExemption(LocalDate.of(1997, 2, 2), LocalDate.of(2041, 2, 3)));
    }

    private Bundle bundle() {
        return switch (json.parse(MESSAGE.getBytes(StandardCharsets.UTF_8), Bundle.class)) {
            case Outcome.Done<Bundle> done -> done.value();
            case Outcome.Refused<Bundle> refused -> throw new AssertionError(refused.findings());
        };
    }

    private static SignedContent anything() {
        SignedContent.Telecom phone = new SignedContent.Telecom(null, "0123");
        return new SignedContent(
                Instant.parse("2026-11-25T09:00:00Z"),
                LEASE,
                new SignedContent.Terms("", "acute", null, null, null, null),
                new SignedContent.Agent(
                        null,
                        "1",
                        "R8000",
                        List.of(phone),
                        "",
                        "1",
                        new SignedContent.Name(null, List.of(), List.of(), "Fern", List.of(), null),
                        new SignedContent.Organisation("A83008", "Fernhill", phone, null, "84H", "Fernshire")),
                new SignedContent.Patient(
                        "9449304130", List.of(), List.of(), List.of(), "female", LocalDate.of(1981, 2, 3), "A83008"),
                List.of());
    }
}
