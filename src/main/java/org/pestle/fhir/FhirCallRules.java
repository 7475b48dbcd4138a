package org.pestle.fhir;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.pestle.exchange.Answer;
import org.pestle.problems.Finding;
import org.pestle.problems.Problem;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;

/** The rules for the headers of every call of the FHIR interfaces (eps.md 1.2, contract.md 5). */
@Component
class FhirCallRules implements HandlerInterceptor {
    private static final List<String> TEST_HEADERS = List.of("x-skip-validation", "x-raw-response");

    private final OutcomeWriter outcomes;
    private final boolean production;

    FhirCallRules(OutcomeWriter outcomes, Environment environment) {
        this.outcomes = outcomes;
        this.production = environment.acceptsProfiles(Profiles.of("production"));
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        if (request.getDispatcherType() != DispatcherType.REQUEST) {
            return true;
        }
        List<Finding> findings = forbiddenHeaders(request);
        if (findings.isEmpty() && RequestIds.of(request).isEmpty()) {
            findings = List.of(Finding.at(
                    RequestIds.HEADER, Problem.INVALID_VALUE, "The header X-Request-ID must be there and be a UUID"));
        }
        if (findings.isEmpty()) {
            return true;
        }
        Answer answer = outcomes.answer(findings);
        response.setStatus(answer.status());
        response.setContentType(answer.contentType());
        response.getOutputStream().write(answer.body());
        return false;
    }

    private List<Finding> forbiddenHeaders(HttpServletRequest request) {
        if (!production) {
            return List.of();
        }
        return TEST_HEADERS.stream()
                .filter(header -> request.getHeader(header) != null)
                .map(header -> Finding.at(
                        header,
                        Problem.MISSING_OR_INVALID_HEADER,
                        "The header " + header + " is for test environments only"))
                .toList();
    }
}
