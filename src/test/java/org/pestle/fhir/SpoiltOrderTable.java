package org.pestle.fhir;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pestle.cli.SampleOrder;
import org.pestle.problems.Problem;
import org.pestle.testing.SpoiltMessage.Way;

/**
 * What each element of an order must be answered with when it is spoilt (eps.md 1.4, 3.4, 12.1). Elements are regular
 * expressions of places; the first row that fits counts, and a place that fits none may be spoilt without a word.
 */
final class SpoiltOrderTable {
    private static final String REMOVED = """
            resourceType                                                                    | INVALID_JSON
            .+/(resourceType|url)                                                           | INVALID_JSON
            type|identifier(/value)?                                                        | MISSING_VALUE
            entry|entry/MessageHeader(/resource)?|MessageHeader/eventCoding(/system|/code)? | UNKNOWN_MESSAGE_EVENT
            entry/(Patient|PractitionerRole|Practitioner|Organization)(/resource|/fullUrl)? | INVALID_VALUE
            entry/MedicationRequest(/resource)?                                             | MISSING_VALUE
            entry/Provenance(/resource)?|Provenance/signature(/0(/data)?)?                  | MISSING_DIGITAL_SIGNATURE
            Provenance/signature/0/(when|who|who/reference)                                 | MISSING_VALUE
            MedicationRequest/groupIdentifier/(system|extension/0/valueIdentifier/system)   | INVALID_VALUE
            MedicationRequest/courseOfTherapyType/coding/0/(system|code)                    | INVALID_VALUE
            MedicationRequest/dispenseRequest/expectedSupplyDuration/code                   | INVALID_VALUE
            MedicationRequest/dispenseRequest/performer/identifier/value                    | FAILURE_TO_PROCESS_MESSAGE
            MedicationRequest/(status|intent|subject(/reference)?|requester(/reference)?)   | MISSING_VALUE
            MedicationRequest/identifier(/0(/system|/value)?)?                              | MISSING_VALUE
            MedicationRequest/extension|MedicationRequest/extension/0(/valueCoding(/code)?)? | MISSING_VALUE
            MedicationRequest/medicationCodeableConcept(/coding(/0(/.*)?)?)?                | MISSING_VALUE
            MedicationRequest/groupIdentifier(/value|/extension(/0(/valueIdentifier(/value)?)?)?)? | MISSING_VALUE
            MedicationRequest/courseOfTherapyType(/coding(/0)?)?                            | MISSING_VALUE
            MedicationRequest/dosageInstruction(/0(/text)?)?                                | MISSING_VALUE
            MedicationRequest/dispenseRequest                                               | MISSING_VALUE
            MedicationRequest/dispenseRequest/extension(/0(/valueCoding(/code)?)?)?         | MISSING_VALUE
            MedicationRequest/dispenseRequest/quantity(/value|/unit|/code)?                 | MISSING_VALUE
            MedicationRequest/dispenseRequest/expectedSupplyDuration/value                  | MISSING_VALUE
            Patient/identifier(/0(/system|/value)?)?|Patient/(gender|birthDate)             | MISSING_VALUE
            Patient/(name|address)(/0)?|Patient/address/0/line                              | MISSING_VALUE
            Patient/generalPractitioner/0/identifier/value                                  | MISSING_VALUE
            PractitionerRole/identifier(/0(/system|/value)?)?                               | MISSING_VALUE
            PractitionerRole/(practitioner|organization)(/reference)?                       | MISSING_VALUE
            PractitionerRole/code(/0(/coding(/0(/system|/code)?)?)?)?                       | MISSING_VALUE
            (PractitionerRole|Organization)/telecom/0/(use|value)                           | MISSING_VALUE
            Practitioner/identifier(/1(/system)?)?                                          | TOO_FEW_VALUES_SUBMITTED
            Practitioner/identifier/1/value|Practitioner/name(/0)?                          | MISSING_VALUE
            Organization/identifier(/0(/system|/value)?)?|Organization/(name|address(/0)?)  | MISSING_VALUE
            Organization/telecom(/0)?                                                       | TOO_FEW_VALUES_SUBMITTED
            Organization/partOf(/identifier|/identifier/value|/display)?                    | MISSING_VALUE
            """;

    /** Beyond that, what repeat dispensing asks for. */
    private static final String REMOVED_ERD = """
            MedicationRequest/dispenseRequest/(validityPeriod|expectedSupplyDuration)       | MISSING_VALUE
            MedicationRequest/dispenseRequest/validityPeriod/(start|end)                    | FAILURE_TO_PROCESS_MESSAGE
            MedicationRequest/dispenseRequest/numberOfRepeatsAllowed                        | INVALID_VALUE
            """;

    private static final String DOUBLED = """
            entry/(Patient|PractitionerRole|Practitioner|Organization|MessageHeader)        | INVALID_VALUE
            entry/MedicationRequest                                                         | DUPLICATE_ITEM_ID
            entry/Provenance|Provenance/signature/0                                         | TOO_MANY_VALUES_SUBMITTED
            MedicationRequest/dosageInstruction/0                                           | MISSING_VALUE
            Practitioner/identifier/1                                                       | TOO_MANY_VALUES_SUBMITTED
            Organization/(telecom|address)/0                                                | TOO_MANY_VALUES_SUBMITTED
            """;

    private static final String SENT_TWICE = """
            .*                                                                              | INVALID_JSON
            """;

    /** One text is taken where FHIR has a list of texts: nothing is lost. */
    private static final String MISTYPED = """
            (Patient|Practitioner|Organization)/(name|address)/0/(given|prefix|line)        | ACCEPTED
            .*                                                                              | INVALID_JSON
            """;

    private static final String CONTRADICTED = """
            resourceType                                                                    | UNEXPECTED_RESOURCE
            .+/resourceType                                                                 | INVALID_JSON
            type|identifier/value                                                           | INVALID_VALUE
            MessageHeader/eventCoding/(system|code)                                         | UNKNOWN_MESSAGE_EVENT
            entry/(Patient|PractitionerRole|Practitioner|Organization)/fullUrl              | INVALID_VALUE
            Provenance/signature/0/(when|data|who/reference)|Provenance/recorded            | INVALID_VALUE
            MedicationRequest/(status|intent|authoredOn|subject/reference|requester/reference) | INVALID_VALUE
            MedicationRequest/identifier/0/system                                           | MISSING_VALUE
            MedicationRequest/identifier/0/value                                            | INVALID_VALUE
            MedicationRequest/category/0/coding/0/code                                      | INVALID_VALUE
            MedicationRequest/extension/0/url                                               | MISSING_VALUE
            MedicationRequest/extension/1/extension/0/valueDateTime                         | INVALID_VALUE
            MedicationRequest/medicationCodeableConcept/coding/0/system                     | MISSING_VALUE
            MedicationRequest/medicationCodeableConcept/coding/0/code                       | INVALID_VALUE
            MedicationRequest/groupIdentifier/system                                        | INVALID_VALUE
            MedicationRequest/groupIdentifier/value                                         | FAILURE_TO_PROCESS_MESSAGE
            MedicationRequest/groupIdentifier/extension/0/url                               | MISSING_VALUE
            MedicationRequest/groupIdentifier/extension/0/valueIdentifier/(system|value)    | INVALID_VALUE
            MedicationRequest/courseOfTherapyType/coding/0/(system|code)                    | INVALID_VALUE
            MedicationRequest/dispenseRequest/extension/0/url                               | MISSING_VALUE
            MedicationRequest/dispenseRequest/extension/0/valueCoding/code                  | INVALID_VALUE
            MedicationRequest/dispenseRequest/validityPeriod/(start|end)                    | INVALID_VALUE
            MedicationRequest/dispenseRequest/quantity/(value|system)                       | INVALID_VALUE
            MedicationRequest/dispenseRequest/expectedSupplyDuration/value                  | FAILURE_TO_PROCESS_MESSAGE
            MedicationRequest/dispenseRequest/expectedSupplyDuration/code                   | INVALID_VALUE
            MedicationRequest/dispenseRequest/performer/identifier/value                    | FAILURE_TO_PROCESS_MESSAGE
            Patient/identifier/0/system                                                     | MISSING_VALUE
            Patient/identifier/0/value|Patient/generalPractitioner/0/identifier/value       | FAILURE_TO_PROCESS_MESSAGE
            Patient/(gender|birthDate|name/0/use|address/0/use)                             | INVALID_VALUE
            PractitionerRole/(identifier/0|code/0/coding/0)/system                          | MISSING_VALUE
            PractitionerRole/(practitioner|organization)/reference                          | INVALID_VALUE
            (PractitionerRole|Organization)/telecom/0/(use|system)                          | INVALID_VALUE
            Practitioner/identifier/1/system                                                | TOO_FEW_VALUES_SUBMITTED
            Practitioner/identifier/1/value                                                 | FAILURE_TO_PROCESS_MESSAGE
            Organization/identifier/0/system                                                | MISSING_VALUE
            Organization/(identifier/0|partOf/identifier)/value                             | FAILURE_TO_PROCESS_MESSAGE
            Organization/address/0/use                                                      | INVALID_VALUE
            """;

    /** Beyond that, what repeat dispensing asks for. */
    private static final String CONTRADICTED_ERD = """
            MedicationRequest/dispenseRequest/numberOfRepeatsAllowed                        | FAILURE_TO_PROCESS_MESSAGE
            """;

    private SpoiltOrderTable() {}

    private record Row(Pattern place, String code) {}

    /** What the place must be answered with; empty if the order must be accepted. */
    static Optional<Problem> expected(Way way, SampleOrder.Kind kind, String place) {
        String table = switch (way) {
            case REMOVED -> kind == SampleOrder.Kind.ERD ? REMOVED + REMOVED_ERD : REMOVED;
            case DOUBLED -> DOUBLED;
            case SENT_TWICE -> SENT_TWICE;
            case MISTYPED -> MISTYPED;
            case CONTRADICTED -> kind == SampleOrder.Kind.ERD ? CONTRADICTED + CONTRADICTED_ERD : CONTRADICTED;
        };
        return rows(table)
                .filter(row -> row.place().matcher(place).matches())
                .findFirst()
                .filter(row -> !row.code().equals("ACCEPTED"))
                .map(row -> Problem.valueOf(row.code()));
    }

    /** Every problem that a spoilt order is answered with, but that it is no Bundle. */
    static Set<Problem> problems() {
        return rows(REMOVED + REMOVED_ERD + DOUBLED + SENT_TWICE + MISTYPED + CONTRADICTED + CONTRADICTED_ERD)
                .map(Row::code)
                .filter(code -> !code.equals("ACCEPTED") && !code.equals(Problem.UNEXPECTED_RESOURCE.code()))
                .map(Problem::valueOf)
                .collect(Collectors.toSet());
    }

    private static Stream<Row> rows(String table) {
        return table.lines().map(line -> {
            List<String> cells = List.of(line.split(" \\| (?=[A-Z_]+$)", -1));
            return new Row(Pattern.compile(cells.get(0).strip()), cells.get(1).strip());
        });
    }
}
