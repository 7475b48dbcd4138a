package org.pestle.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pestle.problems.Finding;
import org.pestle.problems.Outcome;
import org.pestle.problems.Problem;

class FhirJsonTest {
    private final FhirJson json = new FhirJson();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"resourceType\":[\"Patient\"]}",
                "{\"resourceType\":\"Patient\"",
                "{\"resourceType\":\"Patient\"} x",
                "{\"resourceType\":\"Patient\"}{}",
                "{\"resourceType\":\"Patient\",\"foo\":1}",
                "{\"resourceType\":\"Patient\",\"_foo\":{\"id\":\"a\"}}",
                "{\"resourceType\":\"Patient\",\"gender\":\"male\",\"gender\":\"male\"}",
                "{\"resourceType\":\"Patient\",\"name\":{\"family\":\"x\"}}",
                "{\"resourceType\":\"Patient\",\"name\":\"x\"}",
                "{\"resourceType\":\"Patient\",\"id\":\"a\\u0000b\"}",
                "{\"resourceType\":\"Patient\",\"extension\":[{\"valueString\":\"a\"}]}"
            })
    void refuses_what_is_not_plain_fhir_json(String body) {
        List<Finding> findings = refused(body, Patient.class);

        assertThat(findings).hasSize(1);
        assertThat(findings.getFirst().problem()).isEqualTo(Problem.INVALID_JSON);
        assertThat(findings.getFirst().sentence()).startsWith("Failed to parse JSON encoded FHIR content");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e2", "1E999999999", "1e-999999999", "0.1234567890123456789012345"})
    void refuses_a_number_whose_digits_cannot_be_kept(String number) {
        List<Finding> findings = refused(
                "{\"resourceType\":\"Observation\",\"valueQuantity\":{\"value\":" + number + "}}", Observation.class);

        assertThat(findings.getFirst().problem()).isEqualTo(Problem.INVALID_JSON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"12.50", "100", "0.1", "20.0", "0.000000000001"})
    void keeps_the_digits_of_a_number(String number) {
        String body = "{\"resourceType\":\"Observation\",\"valueQuantity\":{\"value\":" + number + "}}";

        Outcome<Observation> read = json.parse(bytes(body), Observation.class);

        assertThat(read).isInstanceOf(Outcome.Done.class);
        Observation observation = ((Outcome.Done<Observation>) read).value();
        assertThat(observation.getValueQuantity().getValueElement().getValueAsString())
                .isEqualTo(number);
        assertThat(new String(json.write(observation), StandardCharsets.UTF_8)).isEqualTo(body);
    }

    @Test
    void refuses_another_resource_than_the_call_takes() {
        List<Finding> findings = refused("{\"resourceType\":\"Observation\"}", Patient.class);

        assertThat(findings.getFirst().problem()).isEqualTo(Problem.UNEXPECTED_RESOURCE);
        assertThat(findings.getFirst().sentence()).contains("Patient");
    }

    @Test
    void names_every_value_that_its_type_cannot_hold_and_repeats_none() {
        List<Finding> findings = refused(
                "{\"resourceType\":\"Patient\",\"gender\":\"secret\",\"birthDate\":\"1948-13-77\"}", Patient.class);

        assertThat(findings)
                .extracting(Finding::expression)
                .containsExactlyInAnyOrder("Patient.gender", "Patient.birthDate");
        assertThat(findings).extracting(Finding::problem).containsOnly(Problem.INVALID_VALUE);
        assertThat(findings.toString()).doesNotContain("secret", "1948-13-77");
    }

    @Test
    void calls_two_choices_of_one_value_conflicting() {
        List<Finding> findings = refused(
                "{\"resourceType\":\"MedicationRequest\",\"medicationReference\":{\"reference\":\"x\"},"
                        + "\"medicationCodeableConcept\":{\"text\":\"y\"}}",
                MedicationRequest.class);

        assertThat(findings).extracting(Finding::problem).containsExactly(Problem.CONFLICTING_VALUES);
    }

    @Test
    void refuses_deep_nesting() {
        String deep = "{\"url\":\"a\",\"extension\":[".repeat(500) + "]}".repeat(500);

        List<Finding> findings = refused("{\"resourceType\":\"Patient\",\"extension\":[" + deep + "]}", Patient.class);

        assertThat(findings.getFirst().problem()).isEqualTo(Problem.INVALID_JSON);
    }

    private <T extends Resource> List<Finding> refused(String body, Class<T> type) {
        Outcome<T> outcome = json.parse(bytes(body), type);
        assertThat(outcome).as(body).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused<T>) outcome).findings();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
