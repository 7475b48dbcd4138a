package org.pestle.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.pestle.problems.Finding;
import org.pestle.problems.Problem;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.transaction.CannotCreateTransactionException;

/** What callers are told of faults, and of headers that production does not take. */
class InterfaceErrorsTest {
    private final OutcomeWriter outcomes = new OutcomeWriter(new FhirJson());
    private final MockHttpServletRequest request =
            new MockHttpServletRequest("POST", "/fhir-prescribing/FHIR/R4/$process-message");
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @Test
    void a_fault_is_told_without_its_details() throws Exception {
        InterfaceErrors errors = new InterfaceErrors(outcomes);

        Finding finding = errors.finding(new IllegalStateException("connection to 10.0.0.7 lost"));
        errors.answer(request, response, finding);

        assertThat(finding.problem()).isEqualTo(Problem.INTERNAL_ERROR);
        assertThat(response.getStatus()).isEqualTo(500);
        assertThat(response.getContentAsString(StandardCharsets.UTF_8))
                .contains("INTERNAL_ERROR")
                .doesNotContain("10.0.0.7")
                .doesNotContain("IllegalState");
    }

    @Test
    void a_database_that_is_gone_is_a_reason_to_send_again_not_a_fault() throws Exception {
        InterfaceErrors errors = new InterfaceErrors(outcomes);

        Finding lost = errors.finding(new CannotCreateTransactionException(
                "no connection", new CannotGetJdbcConnectionException("gone", new SQLException("gone", "08001"))));
        Finding stopping = errors.finding(new IllegalStateException(new SQLException("shutting down", "57P01")));
        Finding wrong = errors.finding(new IllegalStateException(new SQLException("no such table", "42P01")));
        errors.answer(request, response, lost);

        assertThat(lost.problem()).isEqualTo(Problem.SERVICE_UNAVAILABLE);
        assertThat(stopping.problem()).isEqualTo(Problem.SERVICE_UNAVAILABLE);
        assertThat(wrong.problem()).isEqualTo(Problem.INTERNAL_ERROR);
        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeader("Retry-After")).isEqualTo("5");
    }

    @Test
    void a_test_header_is_refused_in_production_and_nowhere_else() throws Exception {
        request.addHeader("x-skip-validation", "true");
        request.addHeader("X-Request-ID", "5f1f2b1e-8f53-4a58-9b53-2a3a2f1f6f10");
        MockEnvironment production = new MockEnvironment();
        production.addActiveProfile("production");

        assertThat(new FhirCallRules(outcomes, new MockEnvironment()).preHandle(request, response, this))
                .isTrue();
        assertThat(new FhirCallRules(outcomes, production).preHandle(request, response, this))
                .isFalse();
        assertThat(response.getStatus()).isEqualTo(403);
        assertThat(response.getContentAsString(StandardCharsets.UTF_8))
                .contains(Problem.MISSING_OR_INVALID_HEADER.code());
    }
}
