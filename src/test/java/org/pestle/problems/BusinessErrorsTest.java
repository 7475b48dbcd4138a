package org.pestle.problems;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The business errors of eps.md 12.2 with their issue codes and code systems, and the displays that are published. */
class BusinessErrorsTest {
    private static final String EPS = "https://fhir.nhs.uk/CodeSystem/EPS-IssueCode";
    private static final String SPINE = "https://fhir.nhs.uk/CodeSystem/Spine-ErrorOrWarningCode";

    @ParameterizedTest(name = "{0} {2}")
    @CsvSource(nullValues = "-", delimiter = '|', textBlock = """
            # number | issue code    | code                                       | system | status | display
            0002     | duplicate     | DUPLICATE_PRESCRIPTION_ID                  | EPS    | 400 | -
            0003     | business-rule | MISSING_DIGITAL_SIGNATURE                  | EPS    | 400 | -
            0005     | not-found     | PRESCRIPTION_NOT_FOUND                     | EPS    | 400 | -
            0007     | code-invalid  | INVALID_RESOURCE_ID                        | S      | 400 | -
            0008     | value         | MISSING_VALUE                              | S      | 400 | -
            0012     | business-rule | PRESCRIPTION_INVALID_STATE_TRANSITION      | EPS    | 400 | -
            0013     | business-rule | MEDICATIONREQUEST_INVALID_STATE_TRANSITION | EPS    | 400 | -
            0014     | not-found     | MEDICATIONREQUEST_NOT_FOUND                | EPS    | 400 | -
            0015     | business-rule | CLAIM_INVALID_NOT_DISPENSED                | EPS    | 400 | -
            0018     | business-rule | MISMATCH_AUTHORISED_REPEAT_COUNT           | EPS    | 400 | -
            0021     | business-rule | DISPENSE_AMEND_IDENTIFIER_MISMATCH         | EPS    | 400 | -
            0099     | conflict      | RESOURCE_VERSION_MISMATCH                  | S      | 400 | -
            0100     | business-rule | CLAIM_AMEND_PERIOD_ISSUE                   | S      | 400 | -
            9999     | processing    | FAILURE_TO_PROCESS_MESSAGE                 | S      | 400 | -
            # the dispensing family
            0001     | business-rule | PRESCRIPTION_CANCELLED                     | EPS    | 400 | -
            0002     | business-rule | PRESCRIPTION_EXPIRED                       | EPS    | 400 | -
            0003     | not-found     | RESOURCE_NOT_FOUND                         | S      | 400 | Resource not found
            0004     | business-rule | PRESCRIPTION_WITH_ANOTHER_DISPENSER        | EPS    | 400 | Prescription is with another dispenser
            0005     | business-rule | PRESCRIPTION_DISPENSED                     | EPS    | 400 | -
            0006     | informational | NO_MORE_PRESCRIPTIONS                      | EPS    | 200 | -
            # not looked at before 12.1 has spoken: too many items are told as there
            0010     | processing    | INVALID_NUMBER_MEDICATIONREQUESTS          | EPS    | 400 | -
            """)
    void has_the_issue_code_and_the_system_of_the_standard(
            String number, String issueCode, Problem problem, String system, int status, @Nullable String display) {
        assertThat(problem.issueType()).isEqualTo(issueCode);
        assertThat(problem.codeSystem().url()).isEqualTo(system.equals("S") ? SPINE : EPS);
        assertThat(problem.httpStatus()).isEqualTo(status);
        assertThat(problem.code()).isEqualTo(problem.name());
        if (display != null) {
            assertThat(problem.title()).isEqualTo(display);
        }
    }
}
