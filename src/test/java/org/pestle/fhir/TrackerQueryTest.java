package org.pestle.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pestle.problems.Outcome;
import org.pestle.values.NhsNumber;
import org.pestle.values.PrescriptionId;

class TrackerQueryTest {
    private static final String ID_SYSTEM = "https://fhir.nhs.uk/Id/prescription-order-number";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4243A0-A99968-4E149+",
                "4243A0-A99968-4E149 ",
                "4243a0-a99968-4e149+",
                "4243A0A999684E149+",
                ID_SYSTEM + "|4243A0-A99968-4E149+"
            })
    void reads_a_prescription_id_however_it_is_written(String text) {
        PrescriptionId expected = PrescriptionId.parse("4243A0-A99968-4E149+");

        assertThat(read(Map.of("focus:identifier", new String[] {text})).id()).isEqualTo(expected);
        assertThat(read(Map.of("identifier", new String[] {text})).id()).isEqualTo(expected);
    }

    @Test
    void reads_a_patient_with_and_without_system() {
        NhsNumber expected = new NhsNumber("9449304130");

        assertThat(read(Map.of("patient:identifier", new String[] {"9449304130"}))
                        .patient())
                .isEqualTo(expected);
        assertThat(read(Map.of(
                                "patient:identifier", new String[] {"https://fhir.nhs.uk/Id/nhs-number|9449304130"},
                                "authored-on", new String[] {"ge2026-11-01", "le2026-11-30"}))
                        .patient())
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource({
        "business-status, 0001",
        "focus:identifier, https://fhir.nhs.uk/Id/nhs-number|4243A0-A99968-4E149+",
        "focus:identifier, 4243A0-A99968-4E149A",
        "patient:identifier, 9449304131",
        "patient:identifier, https://example.org|9449304130",
        "authored-on, ge2026-11-01",
        "other, 1"
    })
    void refuses_what_it_cannot_ask_for(String name, String value) {
        assertThat(TrackerQuery.read(Map.of(name, new String[] {value}))).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void refuses_a_repeated_parameter_and_a_wrong_date() {
        assertThat(TrackerQuery.read(Map.of("patient:identifier", new String[] {"9449304130", "9449304130"})))
                .isInstanceOf(Outcome.Refused.class);
        assertThat(TrackerQuery.read(Map.of(
                        "patient:identifier", new String[] {"9449304130"},
                        "authored-on", new String[] {"2026-13-01"})))
                .isInstanceOf(Outcome.Refused.class);
    }

    private static TrackerQuery read(Map<String, String[]> parameters) {
        Outcome<TrackerQuery> query = TrackerQuery.read(parameters);
        assertThat(query).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done<TrackerQuery>) query).value();
    }
}
