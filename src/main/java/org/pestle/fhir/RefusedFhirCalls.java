package org.pestle.fhir;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.pestle.exchange.Answer;
import org.pestle.problems.Finding;
import org.pestle.problems.Problem;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;

/** Answers 401 and 403 at the addresses of the FHIR interfaces, with an OperationOutcome like every refusal there. */
@Component
class RefusedFhirCalls implements AuthenticationEntryPoint, AccessDeniedHandler {
    private final OutcomeWriter outcomes;

    RefusedFhirCalls(OutcomeWriter outcomes) {
        this.outcomes = outcomes;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException refusal)
            throws IOException {
        response.setHeader("WWW-Authenticate", "Bearer");
        answer(request, response, Problem.ACCESS_DENIED);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException refusal)
            throws IOException {
        answer(request, response, Problem.NOT_PERMITTED);
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
        Answer answer = outcomes.answer(List.of(Finding.of(problem)));
        RequestIds.of(request).ifPresent(id -> response.setHeader(RequestIds.HEADER, id.toString()));
        response.setStatus(answer.status());
        response.setContentType(answer.contentType());
        response.getOutputStream().write(answer.body());
    }
}
